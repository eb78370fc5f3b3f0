#include "bundle/fold.h"

#include "support/harness.h"

#include <string.h>

static void folds_as_a_reader_would_search(void)
{
    static const struct {
        const char *text, *folded;
    } cases[] = {
        {"", ""},
        {"Dear Mr. President: 4 to 5", "dear mr. president: 4 to 5"},
        {"Brüssel, Straße", "brussel, strasse"},
        {"e\xcc\x81t\xc3\xa9", "ete"}, /* decomposed and composed accent */
        {"\xef\xac\x81nd \xc2\xbd", "find 1\xe2\x81\x84"
                                    "2"}, /* ligature, fraction */
        {"Ёлка ѣ", "елка ѣ"},
        {"\xd9\x83\xd9\x8e\xd8\xaa\xd9\x8e\xd8\xa8\xd9\x8e",
         "\xd9\x83\xd8\xaa\xd8\xa8"}, /* vowels */
        {"Ἀθῆναι Σς", "αθηναι σσ"},
        {"co\xc2\xadop", "coop"}, /* soft hyphen */
        {"東京 a", "東京 a"},
        {"Gołębiowski Ærø", "golebiowski aero"},
        {"Ahmed\xd9\x80 \xd8\xa3\xd8\xad\xd9\x85\xd8\xaf",
         "ahmed \xd8\xa7\xd8\xad\xd9\x85\xd8\xaf"}, /* tatweel; alef */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer buffer = {0};
        fold_append(&buffer, cases[i].text, strlen(cases[i].text));
        EXPECT_TEXT(buffer_string(&buffer), cases[i].folded);
        buffer_fini(&buffer);
    }
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"folds_as_a_reader_would_search", folds_as_a_reader_would_search},
        {0},
    };
    return harness_run(cases);
}

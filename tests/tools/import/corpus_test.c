/* The importers on real editions: the counts that the editions' own descriptions give, and three
 * encodings of one letter that must become the same letter. */
#include "collect.h"
#include "support/harness.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

struct counts {
    size_t letters, editorial, notes, persons, terms, references, pages;
};

static void expect_counts(const char *path, struct counts expected)
{
    struct collected got;
    size_t editorial = 0, notes = 0;
    if (!path)
        return;
    collect_source(&got, path);
    EXPECT_TEXT(got.error.message, "");
    for (size_t i = 0; i < got.letter_count; i++) {
        editorial += got.letters[i].summary.kind == LETTER_EDITORIAL;
        notes += got.letters[i].note_count;
    }
    EXPECT_INT(got.letter_count, expected.letters);
    EXPECT_INT(editorial, expected.editorial);
    EXPECT_INT(notes, expected.notes);
    EXPECT_INT(got.person_count, expected.persons);
    EXPECT_INT(got.term_count, expected.terms);
    EXPECT_INT(collect_span_count(&got, SPAN_REFERENCE), expected.references);
    EXPECT_INT(collect_span_count(&got, SPAN_PAGE_BREAK), expected.pages);
    EXPECT_INT(collect_span_count(&got, SPAN_NOTE), expected.notes);
    collect_fini(&got);
}

static void test_kennedy_khrushchev(void)
{
    expect_counts(harness_corpus("frus1961-63v06"), (struct counts){120, 3, 349, 58, 19, 116, 253});
}

static void test_iran(void)
{
    expect_counts(harness_corpus("frus1964-68v22"),
                  (struct counts){325, 2, 750, 84, 150, 146, 435});
}

/* 186 notes of which 160 are lines of the editors, without a mark. */
static void test_nicaragua(void)
{
    expect_counts(harness_corpus("frus1894Nicaragua"), (struct counts){138, 0, 26, 0, 0, 20, 176});
}

/* Leaves the letters alone but for their case and the lines that the plain text has lost. */
static void normalise(const char *words, const char *const *lost, char *ret_line, size_t size)
{
    size_t length = 0;
    for (const char *at = words; *at && length + 1 < size; at++) {
        for (size_t i = 0; lost[i]; i++)
            if ((at == words || at[-1] == '\n') && strncmp(at, lost[i], strlen(lost[i])) == 0)
                at += strlen(lost[i]);
        ret_line[length++] = (char)tolower((unsigned char)*at);
    }
    ret_line[length] = '\0';
}

static const struct letter *letter_70(const struct collected *collected)
{
    for (size_t i = 0; i < collected->letter_count; i++)
        if (collected->letters[i].summary.number &&
            strcmp(collected->letters[i].summary.number, "70") == 0)
            return &collected->letters[i];
    return NULL;
}

enum { WORDS_MAX = 20000 };

static void read_70(const char *path, const char *const *lost, char words[WORDS_MAX])
{
    struct collected got;
    words[0] = '\0';
    if (!path)
        return;
    collect_source(&got, path);
    const struct letter *letter = letter_70(&got);
    if (EXPECT(letter)) {
        normalise(collect_words(&got, letter), lost, words, WORDS_MAX);
        EXPECT_TEXT(letter->summary.title, "Letter From Chairman Khrushchev to President Kennedy");
        EXPECT_INT(letter->note_count, 5);
        EXPECT_INT(letter->notes[0].kind, NOTE_SOURCE);
    }
    collect_fini(&got);
}

static void test_letter_70_three_ways(void)
{
    static const char *const nothing[] = {NULL};
    static const char *const lost[] = {"Moscow, October 28, 1962.\n", "Sincerely,\n", NULL};
    static char volume[WORDS_MAX], current[WORDS_MAX], text[WORDS_MAX], less[WORDS_MAX];
    if (!harness_corpus("seed/letter-70.txt"))
        return;
    read_70(harness_corpus("frus1961-63v06/frus1961-63v06.xml"), nothing, volume);
    read_70(harness_corpus("seed/letter-70.current.xml"), nothing, current);
    read_70(harness_corpus("seed/letter-70.current.xml"), lost, less);
    read_70(harness_corpus("seed/letter-70.txt"), nothing, text);
    EXPECT(strlen(volume) > 3000);
    EXPECT_TEXT(current, volume);
    EXPECT_TEXT(text, less);
}

static void test_plain_text_says_what_it_guessed(void)
{
    struct collected got;
    const char *path = harness_corpus("seed/letter-70.txt");
    if (!path)
        return;
    collect_source(&got, path);
    EXPECT_TEXT(collect_warnings(&got),
                "letter-70.txt:19: the list counts the notes from 1, the marks count from 0\n"
                "letter-70.txt:23: note 4 has no mark in the text; it is placed at the "
                "signature\n");
    EXPECT_TEXT(got.editions[0].id, "letter-70");
    EXPECT_TEXT(got.letters[0].summary.key.id, "70");
    collect_fini(&got);
}

static const struct harness_case cases[] = {
    {"Kennedy-Khrushchev exchanges: the volume's own counts", test_kennedy_khrushchev},
    {"Iran: the volume's own counts", test_iran},
    {"Nicaragua: the volume's own counts", test_nicaragua},
    {"letter 70 is one letter in three encodings", test_letter_70_three_ways},
    {"plain text says what was guessed, and no more", test_plain_text_says_what_it_guessed},
    {0},
};

int main(void)
{
    return harness_run(cases);
}

/* Holds the patterns' meaning to libhyphen's, whose files they are, on words made of the patterns
 * themselves: each stands between two others. */
#include "bundle/hyphenate/patterns.h"

#include <hyphen.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "support/harness.h"

enum { LINE_MAX_BYTES = 100, WORD_MAX = 90, MARGIN = 5, SIDE = 3, STRIDE = 2, SPREAD = 7919 };

/* libhyphen 2.8.8 never frees some of what it allocates for a file of patterns. */
#if defined __SANITIZE_ADDRESS__
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libhyphen.so";
}
#endif

/* The letters of the file's patterns, in its charset. */
struct stretches {
    char **texts;
    size_t count, room;
};

/* Also none with a sign that libhyphen counts otherwise: an apostrophe, a ligature. */
static bool is_pattern(const char *line)
{
    return strpbrk(line, "#% /'ABCDEFGHIJKLMNOPQRSTUVWXYZ") == NULL && line[0] != '\0' &&
           strstr(line, "\u2019") == NULL && strstr(line, "\ufb01") == NULL &&
           strstr(line, "\ufb02") == NULL && strstr(line, "\ufb03") == NULL;
}

static void read_stretches(const char *path, struct stretches *stretches)
{
    char line[LINE_MAX_BYTES];
    FILE *file = fopen(path, "rb");
    for (int number = 0; fgets(line, sizeof line, file) != NULL; number++) {
        char *to = line;
        line[strcspn(line, "\r\n")] = '\0';
        if (number == 0 || !is_pattern(line))
            continue;
        for (const char *from = line; *from != '\0'; from++)
            if (strchr("0123456789.-", *from) == NULL)
                *to++ = *from;
        *to = '\0';
        if (stretches->count == stretches->room)
            stretches->texts = memory_resized(
                stretches->texts, stretches->room = stretches->room * 2 + 1024, sizeof(char *));
        stretches->texts[stretches->count++] = memory_string(line);
    }
    fclose(file);
}

static bool is_start(const char *text, size_t i)
{
    return ((unsigned char)text[i] & 0xc0) != 0x80;
}

/* libhyphen's marks stand at the letter before the hyphen: by letters in UTF-8, else by bytes,
 * which are letters too. */
static void compare(const struct patterns *patterns, HyphenDict *dict, iconv_t to_utf8,
                    const char *word, size_t *differences)
{
    char utf8[2 * WORD_MAX] = "", marks[WORD_MAX + MARGIN];
    uint8_t figures[PATTERNS_WORD_MAX];
    char *from = (char *)(uintptr_t)word, *to = utf8, **replacements = NULL;
    int *positions = NULL, *cuts = NULL;
    size_t left = strlen(word), room = sizeof utf8 - 1, letter = 0, letters = 0;
    iconv(to_utf8, &from, &left, &to, &room);
    *to = '\0';
    size_t length = strlen(utf8);
    hnj_hyphen_hyphenate2(dict, word, (int)strlen(word), marks, NULL, &replacements, &positions,
                          &cuts);
    patterns_find(patterns, utf8, length, figures);
    for (size_t i = 0; i < length; i++)
        letters += is_start(utf8, i);
    for (size_t i = 0; i < length; i++) {
        if (!is_start(utf8, i))
            continue;
        bool ours = figures[i] % 2 == 1;
        if (letter >= SIDE && letter + SIDE <= letters && ours != (marks[letter - 1] % 2 == 1)) {
            if (++*differences <= 5)
                printf("%s: differs before letter %zu\n", utf8, letter);
        }
        letter++;
    }
    free(replacements);
    free(positions);
    free(cuts);
}

static void expect_same(const char *file)
{
    char path[LINE_MAX_BYTES];
    struct stretches stretches = {0};
    struct buffer word = {0};
    size_t differences = 0;
    snprintf(path, sizeof path, "/usr/share/hyphen/%s", file);
    if (access(path, R_OK) != 0) {
        harness_skip(file);
        return;
    }
    read_stretches(path, &stretches);
    struct patterns *patterns = patterns_read(path, PATTERNS_LONGEST);
    HyphenDict *dict = hnj_hyphen_load(path);
    iconv_t to_utf8 = iconv_open("UTF-8", dict->cset);
    for (size_t i = 0; i < stretches.count; i += STRIDE) {
        buffer_cut(&word, 0);
        buffer_text(&word, stretches.texts[i * 3 % stretches.count]);
        buffer_text(&word, stretches.texts[i]);
        buffer_text(&word, stretches.texts[i * SPREAD % stretches.count]);
        if (word.length < WORD_MAX)
            compare(patterns, dict, to_utf8, word.bytes, &differences);
    }
    EXPECT(stretches.count > 100);
    EXPECT_INT(differences, 0);
    iconv_close(to_utf8);
    hnj_hyphen_free(dict);
    patterns_destroy(patterns);
    for (size_t i = 0; i < stretches.count; i++)
        free(stretches.texts[i]);
    free(stretches.texts);
    buffer_fini(&word);
}

static void one_level(void)
{
    expect_same("hyph_en_US.dic");
    expect_same("hyph_en_GB.dic");
    expect_same("hyph_fr.dic");
    expect_same("hyph_es_ES.dic");
}

static void another_charset(void)
{
    expect_same("hyph_ru_RU.dic");
}

static void compounds(void)
{
    expect_same("hyph_de_DE.dic");
}

static const struct harness_case quick[] = {
    {"English, French and Spanish", one_level}, {"Russian, in KOI8-R", another_charset}, {0}};
static const struct harness_case slow[] = {
    {"German, which takes libhyphen long to load", compounds}, {0}};

int main(int count, char **arguments)
{
    return harness_run(count > 1 && strcmp(arguments[1], "--slow") == 0 ? slow : quick);
}

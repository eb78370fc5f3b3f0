/* The call order of bidi.c against BidiCharacterTest.txt of Unicode 15.0. */
#include "text/bidi.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "support/harness.h"

enum { LINE_SIZE = 4096, CHARACTERS_MOST = 256, LEVEL_REMOVED = 255 };

struct conformance_case {
    char text[CHARACTERS_MOST * 4];
    size_t length;
    size_t at[CHARACTERS_MOST]; /* byte offset of each character */
    uint8_t levels[CHARACTERS_MOST];
    size_t order[CHARACTERS_MOST];
    size_t count, order_count;
    long asked_direction, paragraph_level;
};

static void read_case(char *line, struct conformance_case *test)
{
    char *fields[5], *rest = line;
    for (int i = 0; i < 5; i++) {
        fields[i] = rest;
        rest = strpbrk(rest, ";\n");
        *rest++ = '\0';
    }
    test->count = test->order_count = test->length = 0;
    for (char *at = fields[0]; *at; test->count++) {
        test->at[test->count] = test->length;
        test->length += utf8_put(test->text + test->length, (uint32_t)strtoul(at, &at, 16));
    }
    test->asked_direction = strtol(fields[1], NULL, 10);
    test->paragraph_level = strtol(fields[2], NULL, 10);
    size_t level = 0;
    for (char *at = fields[3]; *at; level++) {
        at += strspn(at, " ");
        test->levels[level] = *at == 'x' ? LEVEL_REMOVED : (uint8_t)strtol(at, NULL, 10);
        at += strcspn(at, " ");
    }
    for (char *at = fields[4]; *at;)
        test->order[test->order_count++] = strtoul(at, &at, 10);
}

/* Rule L1 for the end of a line: what the setting of lines leaves out, its spaces, has the
 * paragraph's level in the file. Those and removed characters are not compared. */
static size_t visible_count(const struct conformance_case *test)
{
    size_t count = test->count;
    while (count > 0 && (test->levels[count - 1] == LEVEL_REMOVED ||
                         test->levels[count - 1] == test->paragraph_level)) {
        size_t at = test->at[count - 1];
        uint32_t c = utf8_next(test->text, test->length, &at);
        if (test->levels[count - 1] != LEVEL_REMOVED && c != ' ' && c != '\t' && c != 0x2028 &&
            !(c >= 0x2000 && c <= 0x200A) && !(c >= 0x2066 && c <= 0x2069))
            break;
        count--;
    }
    return count;
}

static bool levels_hold(const struct conformance_case *test, size_t visible, const uint8_t *levels)
{
    for (size_t i = 0; i < visible; i++) {
        if (test->levels[i] != LEVEL_REMOVED && levels[test->at[i]] != test->levels[i])
            return false;
    }
    return true;
}

/* The file's order is of all characters that are not removed. */
static bool order_holds(const struct conformance_case *test)
{
    uint8_t levels[CHARACTERS_MOST];
    size_t index[CHARACTERS_MOST], order[CHARACTERS_MOST], count = 0;
    for (size_t i = 0; i < test->count; i++) {
        if (test->levels[i] == LEVEL_REMOVED)
            continue;
        index[count] = i;
        levels[count++] = test->levels[i];
    }
    bidi_reorder(levels, count, order);
    bool holds = count == test->order_count;
    for (size_t i = 0; holds && i < count; i++)
        holds = index[order[i]] == test->order[i];
    return holds;
}

static void conforms(void)
{
    FILE *file = fopen(UNICODE_DATA "/BidiCharacterTest.txt", "r");
    if (!EXPECT(file != NULL))
        return;
    static char line[LINE_SIZE];
    static struct conformance_case test;
    size_t cases = 0, bad_levels = 0, bad_orders = 0;
    while (fgets(line, sizeof line, file)) {
        if (line[0] == '#' || line[0] == '\n')
            continue;
        read_case(line, &test);
        cases++;
        uint8_t levels[CHARACTERS_MOST * 4];
        bidi_levels(test.text, test.length, test.paragraph_level ? DIRECTION_RTL : DIRECTION_LTR,
                    levels);
        bad_levels += !levels_hold(&test, visible_count(&test), levels);
        bad_orders += !order_holds(&test);
    }
    fclose(file);
    EXPECT_INT(cases, 91707);
    EXPECT_INT(bad_levels, 0);
    EXPECT_INT(bad_orders, 0);
}

/* ---- What is open ----------------------------------------------------------------------------
 */

enum { PIECES_MOST = 60, PIECE_BYTES = 5, ROUNDS = 20000 };

/* A letter follows each FSI: what an empty one is, FriBidi finds in a way of its own. */
static const char *const pieces[] = {
    "a",
    "b",
    " ",
    "!",
    "\xD7\x90",
    "\xD7\x91",
    "\xD8\xA8",
    "(",
    ")",
    "\xE2\x80\xAA",
    "\xE2\x80\xAB",
    "\xE2\x80\xAC",
    "\xE2\x80\xAD",
    "\xE2\x80\xAE",
    "\xE2\x81\xA6",
    "\xE2\x81\xA7",
    ("\xE2\x81\xA8"
     "a"),
    "\xE2\x81\xA8\xD7\x90",
    "\xE2\x81\xA9",
};

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 16;
}

/* Whether letters behind a place have the levels they have in the whole. */
static bool part_keeps_levels(const char *text, size_t length, size_t at, enum direction direction)
{
    struct bidi_open open;
    char part[sizeof open.bytes + PIECES_MOST * PIECE_BYTES];
    uint8_t whole[PIECES_MOST * PIECE_BYTES], levels[sizeof part];
    if (!EXPECT(bidi_open_at(text, length, at, &open)))
        return false;
    memcpy(part, open.bytes, open.length);
    memcpy(part + open.length, text + at, length - at);
    bidi_levels(text, length, direction, whole);
    bidi_levels(part, open.length + length - at, direction, levels);
    for (size_t i = at; i < length; i++) {
        bool letter = text[i] == 'a' || text[i] == 'b' || text[i] == '\xD7' || text[i] == '\xD8';
        if (letter && levels[open.length + i - at] != whole[i])
            return false;
    }
    return true;
}

static void parts_have_the_levels_of_the_whole(void)
{
    uint32_t state = 1;
    int bad = 0;
    for (int round = 0; round < ROUNDS; round++) {
        char text[PIECES_MOST * PIECE_BYTES];
        size_t length = 0, at = 0, count = 2 + next_random(&state) % (PIECES_MOST - 2);
        size_t cut = next_random(&state) % count;
        for (size_t i = 0; i < count; i++) {
            const char *piece = pieces[next_random(&state) % (sizeof pieces / sizeof *pieces)];
            if (i == cut)
                at = length;
            memcpy(text + length, piece, strlen(piece));
            length += strlen(piece);
        }
        bad += !part_keeps_levels(text, length, at, round % 2 ? DIRECTION_RTL : DIRECTION_LTR);
    }
    EXPECT_INT(bad, 0);
}

static void refuses_what_is_too_deep(void)
{
    char text[61 * 3 + 1] = "";
    struct bidi_open open;
    for (int i = 0; i < 61; i++)
        memcpy(text + (ptrdiff_t)i * 3, "\xE2\x81\xA7", 3);
    EXPECT(bidi_open_at(text, 61 * 3, 60 * 3, &open));
    EXPECT(!bidi_open_at(text, 61 * 3, 61 * 3, &open));
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"conforms", conforms},
        {"parts have the levels of the whole", parts_have_the_levels_of_the_whole},
        {"refuses what is too deep", refuses_what_is_too_deep},
        {0},
    };
    return harness_run(cases);
}

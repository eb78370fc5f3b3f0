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

int main(void)
{
    static const struct harness_case cases[] = {
        {"conforms", conforms},
        {0},
    };
    return harness_run(cases);
}

#include "text/totalfit.h"

#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "support/harness.h"

enum { PX = 64, ITEMS_MOST = 512 };

static const int32_t MEASURE = 390 * PX;

static struct totalfit_item box(int32_t width)
{
    return (struct totalfit_item){.kind = TOTALFIT_BOX, .width = width};
}

static struct totalfit_item glue(int32_t width, int32_t stretch, int32_t shrink)
{
    return (struct totalfit_item){
        .kind = TOTALFIT_GLUE, .width = width, .stretch = stretch, .shrink = shrink};
}

static struct totalfit_item penalty(int32_t width, int32_t price, bool flagged)
{
    return (struct totalfit_item){
        .kind = TOTALFIT_PENALTY, .width = width, .penalty = price, .flagged = flagged};
}

/* A paragraph made from text: "|" is a possible hyphen, "-" a hyphen that is there, "/" a forced
 * end. With the widths of figure 1 of the paper: eighteenths of an em, here one pixel each. */
struct paragraph {
    struct totalfit_item items[ITEMS_MOST];
    size_t from[ITEMS_MOST + 1]; /* where in the text each item begins */
    size_t count;
    const char *text;
};

static int32_t letter_width(char c)
{
    static const int widths[26] = {9,  10, 8,  10, 8, 6, 9, 10, 5, 6,  10, 5,  15,
                                   10, 9,  10, 10, 7, 7, 7, 10, 9, 13, 10, 10, 8};
    if (c >= 'a' && c <= 'z')
        return widths[c - 'a'] * PX;
    return (c == 'C' ? 13 : c == 'I' || c == '-' ? 6 : 5) * PX;
}

static struct totalfit_item space_after(char c)
{
    switch (c) {
    case ',':
        return glue(6 * PX, 4 * PX, 2 * PX);
    case ';':
        return glue(6 * PX, 4 * PX, 1 * PX);
    case '.':
        return glue(8 * PX, 6 * PX, 1 * PX);
    default:
        return glue(6 * PX, 3 * PX, 2 * PX);
    }
}

static void put(struct paragraph *paragraph, struct totalfit_item item, size_t from)
{
    paragraph->from[paragraph->count] = from;
    paragraph->items[paragraph->count++] = item;
}

static struct paragraph paragraph_of(const char *text, int32_t indent)
{
    struct paragraph paragraph = {.text = text};
    if (indent > 0)
        put(&paragraph, box(indent), 0);
    int32_t width = 0;
    size_t start = 0;
    for (size_t i = 0; text[i] != '\0'; i++) {
        if (strchr(" |/", text[i]) == NULL)
            width += letter_width(text[i]);
        if (strchr(" |/-", text[i]) == NULL && text[i + 1] != '\0')
            continue;
        put(&paragraph, box(width), start);
        width = 0;
        start = i + 1;
        if (text[i] == ' ')
            put(&paragraph, space_after(text[i - 1]), i);
        else if (text[i] == '/')
            put(&paragraph, penalty(0, TOTALFIT_FORCED, false), i);
        else if (text[i + 1] != '\0')
            put(&paragraph, penalty(text[i] == '|' ? 6 * PX : 0, 50, true), i + (text[i] == '-'));
    }
    paragraph.from[paragraph.count] = strlen(text);
    return paragraph;
}

static void line_text(const struct paragraph *paragraph, const struct totalfit_line *line,
                      struct buffer *result)
{
    size_t from = paragraph->from[line->first], end = paragraph->from[line->end];
    for (size_t i = from; i < end; i++)
        if (paragraph->text[i] != '|')
            buffer_byte(result, paragraph->text[i]);
    buffer_text(result, paragraph->text[end] == '|' ? "-\n" : "\n");
}

/* `expected` is one line of the paragraph a line. */
static void expect_lines(const char *text, int32_t indent, const struct totalfit_settings *settings,
                         const char *expected)
{
    struct arena *arena = arena_create();
    struct paragraph paragraph = paragraph_of(text, indent);
    struct totalfit_line *lines = NULL;
    size_t count = totalfit_break(arena, paragraph.items, paragraph.count, settings, &lines);
    struct buffer got = {0};
    for (size_t i = 0; i < count; i++)
        line_text(&paragraph, &lines[i], &got);
    EXPECT_TEXT(buffer_string(&got), expected);
    buffer_fini(&got);
    arena_destroy(arena);
}

static const char FROG_KING[] =
    "In olden times when wish|ing still helped one, there lived a king whose daugh|ters were all "
    "beau|ti|ful; and the young|est was so beau|ti|ful that the sun it|self, which has seen so "
    "much, was aston|ished when|ever it shone in her face. Close by the king's castle lay a great "
    "dark for|est, and under an old lime-tree in the for|est was a well, and when the day was very "
    "hot, the king's child went out into the for|est and sat down by the side of the cool "
    "foun|tain; and when she was bored she took a golden ball, and threw it up on high and caught "
    "it; and this ball was her favor|ite play|thing.";

/* The paper's own paragraph at its measure of 390 units. */
static void sets_the_frog_king(void)
{
    struct totalfit_settings settings = totalfit_defaults(&MEASURE, 1);
    expect_lines(FROG_KING, 18 * PX, &settings,
                 "In olden times when wishing still helped one,\n"
                 "there lived a king whose daughters were all beau-\n"
                 "tiful; and the youngest was so beautiful that the\n"
                 "sun itself, which has seen so much, was aston-\n"
                 "ished whenever it shone in her face. Close by the\n"
                 "king's castle lay a great dark forest, and under an\n"
                 "old lime-tree in the forest was a well, and when\n"
                 "the day was very hot, the king's child went out\n"
                 "into the forest and sat down by the side of the\n"
                 "cool fountain; and when she was bored she took a\n"
                 "golden ball, and threw it up on high and caught\n"
                 "it; and this ball was her favorite plaything.\n");
}

/* The first line, by hand: the letters are 320 wide with the indent, the seven spaces 42, and 18
 * are missing to 390 over a stretch of 21: the paper's ratio .857. */
static void spreads_what_is_missing(void)
{
    struct totalfit_settings settings = totalfit_defaults(&MEASURE, 1);
    struct arena *arena = arena_create();
    struct paragraph paragraph = paragraph_of(FROG_KING, 18 * PX);
    struct totalfit_line *lines = NULL;
    size_t count = totalfit_break(arena, paragraph.items, paragraph.count, &settings, &lines);
    if (EXPECT_INT(count, 12)) {
        EXPECT_INT(lines[0].flex, 21 * PX);
        EXPECT_INT(lines[0].adjust, 18 * PX);
        EXPECT_INT(totalfit_share(&lines[0], INT64_C(7) * PX), 6 * PX);
        EXPECT_INT(totalfit_share(&lines[0], lines[0].flex), lines[0].adjust);
        EXPECT_INT(lines[5].adjust, -5 * PX);
        EXPECT_INT(lines[11].adjust, 0);
    }
    arena_destroy(arena);
}

static void leaves_ragged_spaces_alone(void)
{
    struct totalfit_settings settings = totalfit_defaults(&MEASURE, 1);
    settings.ragged = 36 * PX;
    struct arena *arena = arena_create();
    struct paragraph paragraph = paragraph_of(FROG_KING, 18 * PX);
    struct totalfit_line *lines = NULL;
    size_t count = totalfit_break(arena, paragraph.items, paragraph.count, &settings, &lines);
    for (size_t i = 0; i < count; i++) {
        EXPECT_INT(lines[i].adjust, 0);
        EXPECT(lines[i].width <= MEASURE);
    }
    arena_destroy(arena);
}

static void ends_lines_where_it_must(void)
{
    struct totalfit_settings settings = totalfit_defaults(&MEASURE, 1);
    expect_lines("To the/Chairman//of the Council ", 0, &settings,
                 "To the\nChairman\n\nof the Council\n");
    expect_lines("", 0, &settings, "");
}

/* Three letters n are 30 units wide; four are 40. */
static void gives_a_long_word_a_line_of_its_own(void)
{
    static const int32_t width = 35 * PX;
    struct totalfit_settings settings = totalfit_defaults(&width, 1);
    expect_lines("nnn nnnn nnn", 0, &settings, "nnn\nnnnn\nnnn\n");
    expect_lines("nnnn nnnn", 0, &settings, "nnnn\nnnnn\n");
}

static void follows_the_widths_of_lines(void)
{
    static const int32_t widths[] = {35 * PX, 70 * PX, 35 * PX};
    struct totalfit_settings settings = totalfit_defaults(widths, 3);
    settings.ragged = 10 * PX;
    expect_lines("nnn nnn nnn nnn nnn", 0, &settings, "nnn\nnnn nnn\nnnn\nnnn\n");
}

/* Without the price the three words would stand as 2 + 1, which has the better first line. */
static void avoids_a_short_last_line(void)
{
    static const int32_t width = 100 * PX;
    struct totalfit_settings settings = totalfit_defaults(&width, 1);
    settings.ragged = 40 * PX;
    settings.last_width = 20 * PX;
    settings.last_demerits = 0;
    expect_lines("nnn nnn nn n", 0, &settings, "nnn nnn nn\nn\n");
    settings.last_demerits = 100000000;
    expect_lines("nnn nnn nn n", 0, &settings, "nnn nnn\nnn n\n");
}

/* The first line must be looser than the first try allows. */
static void looks_further_for_a_good_last_line(void)
{
    static const int32_t width = 100 * PX;
    struct totalfit_settings settings = totalfit_defaults(&width, 1);
    settings.ragged = 40 * PX;
    settings.last_width = 20 * PX;
    settings.last_demerits = 100000000;
    settings.tolerance = 50;
    expect_lines("nnn nnn nn n", 0, &settings, "nnn nnn nn\nn\n");
    settings.second_tolerance = 100;
    expect_lines("nnn nnn nn n", 0, &settings, "nnn nnn\nnn n\n");
}

static void limits_hyphens_running(void)
{
    static const int32_t width = 52 * PX;
    struct totalfit_settings settings = totalfit_defaults(&width, 1);
    settings.ragged = 20 * PX;
    settings.flagged_demerits = 0;
    settings.flagged_most = 3;
    expect_lines("nnnn|nn nn|nn nn|nnnn", 0, &settings, "nnnn-\nnn nn-\nnn nn-\nnnnn\n");
    settings.flagged_most = 2;
    expect_lines("nnnn|nn nn|nn nn|nnnn", 0, &settings, "nnnn-\nnn\nnnnn\nnn-\nnnnn\n");
}

static size_t lines_at_looseness(int looseness)
{
    struct totalfit_settings settings = totalfit_defaults(&MEASURE, 1);
    settings.tolerance = 1000;
    settings.looseness = looseness;
    struct arena *arena = arena_create();
    struct paragraph paragraph = paragraph_of(FROG_KING, 18 * PX);
    struct totalfit_line *lines = NULL;
    size_t count = totalfit_break(arena, paragraph.items, paragraph.count, &settings, &lines);
    arena_destroy(arena);
    return count;
}

static void takes_more_lines_when_asked(void)
{
    size_t best = lines_at_looseness(0);
    EXPECT_INT(lines_at_looseness(1), best + 1);
    EXPECT(lines_at_looseness(-1) <= best);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"sets the frog king", sets_the_frog_king},
        {"spreads what is missing", spreads_what_is_missing},
        {"leaves ragged spaces alone", leaves_ragged_spaces_alone},
        {"ends lines where it must", ends_lines_where_it_must},
        {"gives a long word a line of its own", gives_a_long_word_a_line_of_its_own},
        {"follows the widths of lines", follows_the_widths_of_lines},
        {"avoids a short last line", avoids_a_short_last_line},
        {"looks further for a good last line", looks_further_for_a_good_last_line},
        {"limits hyphens running", limits_hyphens_running},
        {"takes more lines when asked", takes_more_lines_when_asked},
        {0},
    };
    return harness_run(cases);
}

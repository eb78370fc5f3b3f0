/* Random paragraphs against all ways of breaking them, judged by the formulas of the paper in
 * floating point, which share nothing with the code under test. */
#include "text/totalfit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "support/harness.h"

enum { ITEMS_MOST = 14, ROUNDS = 30000, POOR_LAST = 100000000 };

static const double IMPOSSIBLE = 1e300;

static uint32_t random_next(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

static int32_t random_between(uint32_t *state, int32_t least, int32_t most)
{
    return least + (int32_t)(random_next(state) % (uint32_t)(most - least + 1));
}

struct puzzle {
    struct totalfit_item items[ITEMS_MOST];
    size_t count;
    int32_t widths[2];
    struct totalfit_settings settings;
};

static struct totalfit_item random_item(uint32_t *state)
{
    struct totalfit_item item = {.kind = TOTALFIT_BOX};
    switch (random_between(state, 0, 4)) {
    case 0:
    case 1:
        item.width = random_between(state, 200, 1500);
        item.hang_start = random_between(state, 0, 1) * 90;
        item.hang_end = random_between(state, 0, 1) * 120;
        break;
    case 2:
    case 3:
        item.kind = TOTALFIT_GLUE;
        item.width = 320;
        item.stretch = random_between(state, 0, 200);
        item.shrink = random_between(state, 0, 100);
        break;
    default:
        item.kind = TOTALFIT_PENALTY;
        item.width = random_between(state, 0, 1) * 200;
        item.flagged = item.width > 0;
        item.hang_end = item.width / 2;
        item.penalty =
            random_between(state, 0, 20) == 0 ? TOTALFIT_FORCED : random_between(state, -50, 100);
    }
    return item;
}

static void puzzle_make(struct puzzle *puzzle, uint32_t seed)
{
    uint32_t state = seed;
    puzzle->count = (size_t)random_between(&state, 3, ITEMS_MOST);
    for (size_t i = 0; i + 1 < puzzle->count; i++)
        puzzle->items[i] = random_item(&state);
    puzzle->items[puzzle->count - 1] = (struct totalfit_item){.width = 500};
    puzzle->widths[0] = random_between(&state, 2000, 4000);
    puzzle->widths[1] = random_between(&state, 2000, 4000);
    puzzle->settings = totalfit_defaults(puzzle->widths, (size_t)random_between(&state, 1, 2));
    puzzle->settings.ragged = random_between(&state, 0, 1) * 1500;
    puzzle->settings.flagged_most = random_between(&state, 1, 3);
    puzzle->settings.last_width = 900;
    puzzle->settings.tolerance = random_between(&state, 0, 1) == 0 ? 30 : 2000;
    if (random_between(&state, 0, 1) == 0) {
        puzzle->settings.second_tolerance = 4000;
        puzzle->settings.last_demerits = puzzle->settings.last_flagged_demerits = POOR_LAST;
    }
}

static bool is_forced(const struct puzzle *puzzle, size_t end)
{
    return end == puzzle->count || (puzzle->items[end].kind == TOTALFIT_PENALTY &&
                                    puzzle->items[end].penalty <= TOTALFIT_FORCED);
}

static bool may_end(const struct puzzle *puzzle, size_t end)
{
    if (end == puzzle->count || puzzle->items[end].kind == TOTALFIT_PENALTY)
        return true;
    return puzzle->items[end].kind == TOTALFIT_GLUE && end > 0 &&
           puzzle->items[end - 1].kind == TOTALFIT_BOX;
}

static size_t begin_after(const struct puzzle *puzzle, size_t end)
{
    size_t first = end + 1;
    while (first < puzzle->count && puzzle->items[first].kind != TOTALFIT_BOX &&
           !is_forced(puzzle, first))
        first++;
    return first;
}

/* What the lines before lead on. */
struct state {
    size_t first;
    int line, fitness, run;
};

/* What stands out of the column at the start of the line and at its end. */
static double hang_of(const struct puzzle *puzzle, size_t first, size_t end)
{
    const struct totalfit_item *items = puzzle->items;
    bool hyphen =
        end < puzzle->count && items[end].kind == TOTALFIT_PENALTY && items[end].width > 0;
    double hang = first < puzzle->count ? items[first].hang_start : 0;
    if (hyphen)
        return hang + items[end].hang_end;
    return end > 0 && items[end - 1].kind == TOTALFIT_BOX ? hang + items[end - 1].hang_end : hang;
}

/* The adjustment ratio of a line; below -1 it is too long. */
static double ratio_of(const struct puzzle *puzzle, const struct state *from, size_t end)
{
    double width = 0, stretch = 0, shrink = 0;
    for (size_t i = from->first; i < end; i++) {
        const struct totalfit_item *item = &puzzle->items[i];
        width += item->kind == TOTALFIT_PENALTY ? 0 : item->width;
        stretch += item->stretch;
        shrink += item->shrink;
    }
    if (end < puzzle->count && puzzle->items[end].kind == TOTALFIT_PENALTY)
        width += puzzle->items[end].width;
    width -= hang_of(puzzle, from->first, end);
    size_t last = puzzle->settings.width_count - 1, line = (size_t)from->line;
    double excess = puzzle->widths[line < last ? line : last] - width;
    if (puzzle->settings.ragged > 0) {
        stretch = puzzle->settings.ragged;
        shrink = 0;
    }
    if (excess == 0 || (excess > 0 && is_forced(puzzle, end)))
        return 0;
    double flex = excess > 0 ? stretch : shrink;
    return flex == 0 ? (excess > 0 ? 64 : -64) : excess / flex;
}

static double natural_width(const struct puzzle *puzzle, const struct state *from, size_t end)
{
    double width = 0;
    for (size_t i = from->first; i < end; i++)
        width += puzzle->items[i].kind == TOTALFIT_PENALTY ? 0 : puzzle->items[i].width;
    return width - hang_of(puzzle, from->first, end);
}

/* The demerits of one line, and the state behind it. */
static double line_demerits(const struct puzzle *puzzle, const struct state *from, size_t end,
                            bool strict, struct state *after)
{
    const struct totalfit_settings *settings = &puzzle->settings;
    double ratio = ratio_of(puzzle, from, end);
    double badness = fmin(floor(100 * fabs(ratio * ratio * ratio) + 0.5), 1e6);
    bool flagged = end < puzzle->count && puzzle->items[end].flagged;
    *after = (struct state){.first = begin_after(puzzle, end),
                            .line = from->line + 1,
                            .fitness = ratio < -0.5   ? 0
                                       : ratio <= 0.5 ? 1
                                       : ratio <= 1   ? 2
                                                      : 3,
                            .run = flagged ? from->run + 1 : 0};
    if (ratio < -1 || (from->first >= end && !is_forced(puzzle, end)))
        return IMPOSSIBLE;
    if (strict && (badness > settings->tolerance || after->run > settings->flagged_most))
        return IMPOSSIBLE;
    double demerits = pow(settings->line_demerits + badness, 2);
    if (end < puzzle->count && puzzle->items[end].kind == TOTALFIT_PENALTY &&
        !is_forced(puzzle, end))
        demerits += puzzle->items[end].penalty * fabs((double)puzzle->items[end].penalty);
    demerits += abs(after->fitness - from->fitness) > 1 ? settings->fitness_demerits : 0;
    demerits += flagged && from->run > 0 ? settings->flagged_demerits : 0;
    demerits += after->run > settings->flagged_most ? 1e13 : 0;
    if (end == puzzle->count) {
        bool is_short = natural_width(puzzle, from, end) < settings->last_width;
        demerits += from->run > 0 ? settings->last_flagged_demerits : 0;
        demerits += is_short && from->line > 0 ? settings->last_demerits : 0;
    }
    return demerits;
}

/* The least demerits of all ways from a state to the end. */
static double best_way(const struct puzzle *puzzle, struct state from, size_t least_end,
                       bool strict)
{
    double best = IMPOSSIBLE;
    for (size_t end = least_end; end <= puzzle->count; end++) {
        struct state after;
        if (!may_end(puzzle, end))
            continue;
        double demerits = line_demerits(puzzle, &from, end, strict, &after);
        if (demerits < IMPOSSIBLE && end < puzzle->count)
            demerits += best_way(puzzle, after, end + 1, strict);
        best = fmin(best, demerits);
        if (is_forced(puzzle, end))
            break;
    }
    return best;
}

static const struct state START = {.fitness = 1};

static double demerits_of(const struct puzzle *puzzle, const struct totalfit_line *lines,
                          size_t count, bool strict)
{
    struct state state = START;
    double demerits = 0;
    for (size_t i = 0; i < count; i++) {
        struct state after;
        EXPECT_INT(lines[i].first, state.first < lines[i].end ? state.first : lines[i].end);
        demerits += line_demerits(puzzle, &state, lines[i].end, strict, &after);
        state = after;
    }
    return demerits;
}

/* Whether the lines found cost no more than the best; *counted says whether there is a way without
 * a line that is too long. The slack is for ratios cut to ten bits. */
static bool chooses_the_best(struct puzzle *puzzle, bool *counted)
{
    double strict = best_way(puzzle, START, 0, true);
    struct totalfit_settings settings = puzzle->settings;
    if (settings.second_tolerance > 0 && strict >= POOR_LAST / 2.0) {
        puzzle->settings.tolerance = settings.second_tolerance;
        strict = best_way(puzzle, START, 0, true);
    }
    double loose = strict < IMPOSSIBLE ? strict : best_way(puzzle, START, 0, false);
    struct arena *arena = arena_create();
    struct totalfit_line *lines = NULL;
    size_t count = totalfit_break(arena, puzzle->items, puzzle->count, &settings, &lines);
    bool holds = count > 0 && lines[count - 1].end == puzzle->count;
    *counted = loose < IMPOSSIBLE;
    puzzle->settings.tolerance++; /* for badness is rounded */
    if (holds && *counted) {
        double got = demerits_of(puzzle, lines, count, strict < IMPOSSIBLE);
        holds = got <= loose * (1 + 1e-2) + 200;
        if (!holds)
            printf("best %.0f, got %.0f\n", loose, got);
    }
    arena_destroy(arena);
    return holds;
}

static void finds_the_best_of_all_ways(void)
{
    int tried = 0;
    for (uint32_t seed = 1; seed <= ROUNDS; seed++) {
        struct puzzle puzzle;
        bool counted;
        puzzle_make(&puzzle, seed);
        if (!chooses_the_best(&puzzle, &counted)) {
            EXPECT_INT(seed, 0);
            return;
        }
        tried += counted;
    }
    EXPECT(tried > ROUNDS / 2);
}

enum { WORDS = 7000 };

/* A paragraph as long as the longest letter, hyphens allowed in every word. */
static void sets_a_very_long_paragraph(void)
{
    static struct totalfit_item items[4 * WORDS];
    static const int32_t width = 600 * 64;
    uint32_t state = 1;
    size_t count = 0;
    for (int i = 0; i < WORDS; i++) {
        int32_t part = random_between(&state, 10 * 64, 60 * 64);
        items[count++] = (struct totalfit_item){.width = part};
        items[count++] = (struct totalfit_item){
            .kind = TOTALFIT_PENALTY, .width = 6 * 64, .penalty = 50, .flagged = true};
        items[count++] = (struct totalfit_item){.width = 70 * 64 - part};
        items[count++] = (struct totalfit_item){
            .kind = TOTALFIT_GLUE, .width = 320, .stretch = 160, .shrink = 106};
    }
    struct totalfit_settings settings = totalfit_defaults(&width, 1);
    struct arena *arena = arena_create();
    struct totalfit_line *lines = NULL;
    size_t line_count = totalfit_break(arena, items, count, &settings, &lines), running = 0;
    EXPECT(line_count > WORDS / 9);
    for (size_t i = 0; i < line_count; i++) {
        running = lines[i].end < count && items[lines[i].end].flagged ? running + 1 : 0;
        EXPECT(running <= 2);
        EXPECT(lines[i].width + lines[i].adjust <= width);
        EXPECT(i + 1 == line_count || lines[i].width + lines[i].adjust == width);
    }
    arena_destroy(arena);
}

/* Every place an end, nothing with a width: all ways are open to the last. */
static void bears_boxes_without_width(void)
{
    enum { BOXES = 100000 };
    static struct totalfit_item items[2 * BOXES];
    static const int32_t width = 600 * 64;
    for (size_t i = 1; i < 2 * BOXES; i += 2)
        items[i] = (struct totalfit_item){.kind = TOTALFIT_PENALTY};
    struct totalfit_settings settings = totalfit_defaults(&width, 1);
    struct arena *arena = arena_create();
    struct totalfit_line *lines = NULL;
    settings.ragged = 100;
    EXPECT_INT(totalfit_break(arena, items, 2 * BOXES, &settings, &lines), 1);
    settings.tolerance = 1000000;
    EXPECT(totalfit_break(arena, items, 2 * BOXES, &settings, &lines) >= 1);
    arena_destroy(arena);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"finds the best of all ways", finds_the_best_of_all_ways},
        {"sets a very long paragraph", sets_a_very_long_paragraph},
        {"bears boxes without width", bears_boxes_without_width},
        {0},
    };
    return harness_run(cases);
}

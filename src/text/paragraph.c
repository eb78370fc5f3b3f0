#include "text/paragraph.h"

#include <string.h>

#include "text/break.h"
#include "text/hang.h"
#include "text/totalfit.h"

const char paragraph_ellipsis[] = "\xE2\x80\xA6";

/* Prices of ends other than at a space; a space is free. */
enum {
    PRICE_AFTER_DASH = 50, /* TeX's \exhyphenpenalty */
    PRICE_HYPHEN = 50,     /* TeX's \hyphenpenalty */
    PRICE_TOKEN = 500,
    PRICE_HELD = 2000, /* a space that should hold together what a line cannot */
    PRICE_EMERGENCY = 5000
};

/* How far ragged lines may differ before it counts, and the shortest last line, a little more than
 * an indent: hundredths of an em. The first is from tools/bench/type/run: less gives no more even
 * lines at 26 em, only more hyphens. */
enum { RAGGED_STRETCH = 260, LAST_LINE_LEAST = 150 };

/* Badness of lines that are looked at before any other, and of the worst line TeX knows. Ragged
 * lines are hardly ever worse: all letters of the corpus are set alike with ten times as much. */
enum { TOLERANCE_JUSTIFIED = 400, TOLERANCE_RAGGED = 1000, TOLERANCE_MOST = 10000 };

/* Of a last line that is too short or stands behind a hyphen: that of the worst line. Looser lines
 * than usual are better than a poor last line, so it is a ban wherever any will do. */
enum { PRICE_POOR_LAST_LINE = 100000000 };

/* Hyphens running: section 9 of the interface specification has none in ragged lines; where lines
 * are justified, two are better than what wide spaces avoid them. */
enum { HYPHENS_RUNNING_RAGGED = 1, HYPHENS_RUNNING_JUSTIFIED = 2 };

/* Titles longer than this are not worth balancing. */
enum { BALANCE_BYTES_MAX = 600, BALANCE_STEPS = 10 };

struct items {
    struct arena *arena;
    struct totalfit_item *items;
    uint32_t *at; /* set offset where each item begins */
    size_t count, room;
    const struct text_metrics *metrics;
    const struct text_style *hyphen_style; /* of the hyphen measured last; NULL: none is */
    int32_t hyphen_26_6;                   /* its width */
    int32_t narrowest_26_6;                /* of the lines */
    int32_t hang_26_6;                     /* at most */
    bool elastic;                          /* spaces stretch and shrink */
};

static int32_t width_between(const struct set_text *text, uint32_t start, uint32_t end)
{
    int64_t width = text->x_26_6[end] - text->x_26_6[start];
    return width < 0 ? 0 : width > INT32_MAX ? INT32_MAX : (int32_t)width;
}

static void make_room(struct items *items, size_t room)
{
    struct totalfit_item *grown = arena_alloc_unset(items->arena, room, sizeof *grown);
    uint32_t *grown_at = arena_alloc_unset(items->arena, room + 1, sizeof *grown_at);
    if (items->count > 0) {
        memcpy(grown, items->items, items->count * sizeof *grown);
        memcpy(grown_at, items->at, items->count * sizeof *grown_at);
    }
    items->items = grown;
    items->at = grown_at;
    items->room = room;
}

static void put_item(struct items *items, uint32_t at, struct totalfit_item item)
{
    if (items->count == items->room)
        make_room(items, 2 * items->room);
    items->at[items->count] = at;
    items->items[items->count++] = item;
}

/* A share of a width, in hundredths. */
static int32_t hanging(const struct items *items, int32_t width_26_6, int share)
{
    int32_t hang_26_6 = width_26_6 * share / 100;
    return hang_26_6 < items->hang_26_6 ? hang_26_6 : items->hang_26_6;
}

static void put_box(struct items *items, const struct set_text *text, uint32_t start, uint32_t end)
{
    struct totalfit_item box = {.kind = TOTALFIT_BOX, .width = width_between(text, start, end)};
    uint32_t border;
    if (items->hang_26_6 > 0) {
        int share = hang_at_start(text, start, end, &border);
        if (share > 0)
            box.hang_start = hanging(items, width_between(text, start, border), share);
        share = hang_at_end(text, start, end, &border);
        if (share > 0)
            box.hang_end = hanging(items, width_between(text, border, end), share);
    }
    put_item(items, start, box);
}

static void put_penalty(struct items *items, uint32_t at, int32_t penalty)
{
    put_item(items, at, (struct totalfit_item){.kind = TOTALFIT_PENALTY, .penalty = penalty});
}

/* TeX's shares for a space of a third of an em: half of it to stretch, a third to shrink. */
static void put_glue(struct items *items, const struct set_text *text, uint32_t start, uint32_t end)
{
    int32_t width = width_between(text, start, end);
    struct totalfit_item glue = {.kind = TOTALFIT_GLUE, .width = width};
    if (items->elastic) {
        glue.stretch = width / 2;
        glue.shrink = width / 3;
    }
    put_item(items, start, glue);
}

/* A hyphen looks like what it stands behind. */
static int32_t hyphen_width(struct items *items, const struct set_text *text, uint32_t at)
{
    const struct text_style *style = &text->runs[set_text_find_run(text, at - 1)].style;
    if (style != items->hyphen_style) {
        items->hyphen_style = style;
        items->hyphen_26_6 = text_metrics_width_px(items->metrics, style, "-") * 64;
    }
    return items->hyphen_26_6;
}

static void put_hyphen(struct items *items, const struct set_text *text, uint32_t at)
{
    struct totalfit_item hyphen = {.kind = TOTALFIT_PENALTY,
                                   .width = hyphen_width(items, text, at),
                                   .penalty = PRICE_HYPHEN,
                                   .flagged = true};
    if (items->hang_26_6 > 0 && hang_ends_line(text, at))
        hyphen.hang_end = hanging(items, hyphen.width, HANG_HYPHEN);
    put_item(items, at, hyphen);
}

/* Where a piece of a stretch ends: at a space that holds, a place for a hyphen, or one that a long
 * token has. */
static uint32_t piece_end(const struct set_text *text, uint32_t start, uint32_t end)
{
    for (uint32_t at = start + 1; at < end; at++) {
        if (text->bytes[at] == ' ' || (text->flags[at] & SET_HYPHEN) ||
            text->kinds[at] == BREAK_TOKEN)
            return at;
    }
    return end;
}

/* A piece too wide for a line may be broken between any two clusters. */
static void put_piece(struct items *items, const struct set_text *text, uint32_t start,
                      uint32_t end)
{
    int32_t width = width_between(text, start, end);
    if (text->flags[end] & SET_HYPHEN)
        width += hyphen_width(items, text, end);
    bool too_wide = width > items->narrowest_26_6;
    for (uint32_t at = start + 1; too_wide && at < end; at++) {
        if (text->kinds[at] != BREAK_EMERGENCY)
            continue;
        put_box(items, text, start, at);
        put_penalty(items, at, PRICE_EMERGENCY);
        start = at;
    }
    put_box(items, text, start, end);
}

/* A stretch without a break of the first rank: its pieces, and how a line may end between them. */
static void put_stretch(struct items *items, const struct set_text *text, uint32_t start,
                        uint32_t end)
{
    bool too_wide = width_between(text, start, end) > items->narrowest_26_6;
    for (;;) {
        uint32_t at = piece_end(text, start, end);
        put_piece(items, text, start, at);
        if (at == end)
            return;
        start = at;
        if (text->bytes[at] == ' ') {
            put_penalty(items, at, too_wide ? PRICE_HELD : TOTALFIT_FORBIDDEN);
            put_glue(items, text, at, at + 1);
            start = at + 1;
        } else if (text->flags[at] & SET_HYPHEN) {
            put_hyphen(items, text, at);
        } else {
            put_penalty(items, at, PRICE_TOKEN);
        }
    }
}

/* An em space stands between half-lines of verse. */
static bool ends_in_em_space(const struct set_text *text, uint32_t start, uint32_t end)
{
    return end - start >= 3 && memcmp(text->bytes + end - 3, "\xE2\x80\x83", 3) == 0;
}

static uint32_t without_spaces(const struct set_text *text, uint32_t start, uint32_t end)
{
    for (;;) {
        if (end > start && (text->bytes[end - 1] == ' ' || text->bytes[end - 1] == '\n'))
            end--;
        else if (ends_in_em_space(text, start, end))
            end -= 3;
        else
            return end;
    }
}

/* What lies between two breaks of the first rank, and the second of them. */
static void put_segment(struct items *items, const struct set_text *text, uint32_t start,
                        uint32_t end)
{
    uint32_t visible = without_spaces(text, start, end);
    put_stretch(items, text, start, visible);
    if (text->kinds[end] == BREAK_MANDATORY)
        put_penalty(items, visible, TOTALFIT_FORCED);
    else if (visible < end)
        put_glue(items, text, visible, end);
    else
        put_penalty(items, end, PRICE_AFTER_DASH);
}

static bool is_first_rank(const struct set_text *text, uint32_t at)
{
    return text->kinds[at] >= BREAK_ALLOWED;
}

static struct items make_items(struct arena *arena, const struct set_text *text,
                               const struct text_metrics *metrics,
                               const struct paragraph_shape *shape)
{
    int32_t first = shape->first_width_26_6, others = shape->width_26_6;
    struct items items = {.arena = arena,
                          .metrics = metrics,
                          .narrowest_26_6 = first < others ? first : others,
                          .hang_26_6 = shape->hang_26_6,
                          .elastic = shape->justified};
    make_room(&items, (text->length - shape->start) / 2u + 16u);
    uint32_t start = shape->start;
    for (uint32_t at = start + 1; at <= text->length; at++) {
        if (at == text->length || is_first_rank(text, at)) {
            put_segment(&items, text, start, at);
            start = at;
        }
    }
    items.count -= items.count > 0; /* the end of the text ends its last line */
    items.at[items.count] = text->length;
    return items;
}

static size_t fit(struct arena *arena, const struct items *items,
                  const struct paragraph_shape *shape, const int32_t widths[2],
                  struct totalfit_line **ret_lines)
{
    struct totalfit_settings settings = totalfit_defaults(widths, 2);
    settings.tolerance = TOLERANCE_JUSTIFIED;
    settings.second_tolerance = TOLERANCE_MOST;
    settings.flagged_most = HYPHENS_RUNNING_JUSTIFIED;
    settings.flagged_demerits = 0;
    settings.flagged_before = shape->hyphens_before;
    settings.last_flagged_demerits = shape->open ? 0 : PRICE_POOR_LAST_LINE;
    settings.last_demerits = PRICE_POOR_LAST_LINE;
    settings.last_width = shape->open ? 0 : shape->em_26_6 * LAST_LINE_LEAST / 100;
    if (!shape->justified) {
        settings.ragged = shape->em_26_6 * RAGGED_STRETCH / 100;
        settings.tolerance = TOLERANCE_RAGGED;
        settings.flagged_most = HYPHENS_RUNNING_RAGGED;
        settings.fitness_demerits = 0;
    }
    if (settings.flagged_before > settings.flagged_most)
        settings.flagged_before = settings.flagged_most;
    return totalfit_break(arena, items->items, items->count, &settings, ret_lines);
}

static bool fits(const struct totalfit_line *lines, size_t count, const int32_t widths[2])
{
    for (size_t i = 0; i < count; i++) {
        if (lines[i].width > widths[i > 0])
            return false;
    }
    return true;
}

/* The narrowest lines that are not more: every line then is nearly full, and so like the others. */
static size_t fit_balanced(struct arena *arena, const struct items *items,
                           const struct paragraph_shape *shape, struct totalfit_line **ret_lines)
{
    int32_t widths[2] = {shape->first_width_26_6, shape->width_26_6};
    size_t count = fit(arena, items, shape, widths, ret_lines);
    if (count < 2)
        return count;
    int32_t too_narrow = shape->width_26_6 / (int32_t)(count + 1), enough = shape->width_26_6;
    for (int step = 0; step < BALANCE_STEPS; step++) {
        int32_t middle = too_narrow + (enough - too_narrow) / 2;
        int32_t trial_widths[2] = {middle, middle};
        struct totalfit_line *lines;
        size_t trial = fit(arena, items, shape, trial_widths, &lines);
        if (trial == count && fits(lines, trial, trial_widths)) {
            enough = middle;
            *ret_lines = lines;
        } else {
            too_narrow = middle;
        }
    }
    return count;
}

static void take_line(const struct set_text *text, const struct items *items,
                      const struct totalfit_line *fitted, struct paragraph_line *line)
{
    line->start = items->at[fitted->first];
    line->end = without_spaces(text, line->start, items->at[fitted->end]);
    line->width_26_6 = fitted->adjust != 0 ? fitted->width + fitted->adjust : 0;
    line->hyphenated = fitted->end < items->count && items->items[fitted->end].flagged;
}

/* The last line that may be shown takes as many words as leave room for the ellipsis. */
static void cut_line(const struct set_text *text, const struct text_metrics *metrics,
                     const struct paragraph_shape *shape, struct paragraph_line *line, bool first)
{
    struct text_style style = text->run_count ? text->runs[0].style : (struct text_style){0};
    int32_t room_26_6 = (first ? shape->first_width_26_6 : shape->width_26_6) -
                        text_metrics_width_px(metrics, &style, paragraph_ellipsis) * 64;
    uint32_t end = line->start, cluster = line->start;
    for (uint32_t at = line->start + 1; at <= text->length; at++) {
        uint32_t visible = without_spaces(text, line->start, at);
        if (width_between(text, line->start, visible) > room_26_6)
            break;
        if (is_first_rank(text, at))
            end = visible;
        if (text->kinds[at] != BREAK_NONE)
            cluster = visible;
        if (text->kinds[at] == BREAK_MANDATORY)
            break;
    }
    line->end = end > line->start ? end : cluster;
    line->next = text->length;
    line->ellipsis = true;
    line->hyphenated = false;
    line->width_26_6 = 0;
}

size_t paragraph_break(struct arena *arena, const struct set_text *text,
                       const struct text_metrics *metrics, const struct paragraph_shape *shape,
                       struct paragraph_line **ret_lines)
{
    struct items items = make_items(arena, text, metrics, shape);
    int32_t widths[2] = {shape->first_width_26_6, shape->width_26_6};
    struct totalfit_line *fitted = NULL;
    size_t count = shape->balanced && text->length <= BALANCE_BYTES_MAX
                       ? fit_balanced(arena, &items, shape, &fitted)
                       : fit(arena, &items, shape, widths, &fitted);
    size_t shown = shape->max_lines > 0 && count > shape->max_lines ? shape->max_lines : count;
    struct paragraph_line *lines = arena_alloc(arena, shown + 1, sizeof *lines);
    for (size_t i = 0; i < shown; i++)
        take_line(text, &items, &fitted[i], &lines[i]);
    for (size_t i = 0; i < shown; i++)
        lines[i].next = i + 1 < shown ? lines[i + 1].start : text->length;
    if (shown < count)
        cut_line(text, metrics, shape, &lines[shown - 1], shown == 1);
    if (shown > 0)
        lines[0].start = shape->start;
    *ret_lines = lines;
    return shown > 0 ? shown : 1;
}

int64_t paragraph_natural_width(const struct set_text *text)
{
    int64_t widest = 0;
    uint32_t start = 0;
    for (uint32_t at = 1; at <= text->length; at++) {
        if (text->kinds[at] != BREAK_MANDATORY)
            continue;
        int64_t width = text->x_26_6[without_spaces(text, start, at)] - text->x_26_6[start];
        if (width > widest)
            widest = width;
        start = at;
    }
    return widest;
}

#include "text/totalfit.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"

enum {
    RATIO_ONE = 1 << 16, /* adjustment ratios are 16.16 */
    RATIO_MOST = 64 * RATIO_ONE,
    BADNESS_MOST = 1000000, /* of a ratio of about 21; TeX's 10,000 makes all bad lines alike */
    ACTIVE_MOST = 512,      /* line starts considered at a time; ordinary text needs under 200 */
    RUN_MOST = 3            /* largest flagged_most */
};

#define NO_NODE UINT32_MAX

/* More than any sum of ordinary demerits, so that it is paid only where nothing else is possible.
 */
static const int64_t RUN_DEMERITS = INT64_C(10000000000000);
static const int64_t DEMERITS_MOST = INT64_MAX / 4;

/* TeX's classes of lines (The TeXbook, chapter 14). */
enum fitness { TIGHT, DECENT, LOOSE, VERY_LOOSE, FITNESS_CLASSES };

enum { SLOTS = FITNESS_CLASSES * (RUN_MOST + 1) };

/* What the items before one add up to. */
struct sums {
    int64_t width, stretch, shrink;
};

/* One way to end a line at a place: the best for its class and, where it matters, its line. */
struct node {
    int64_t demerits;  /* of the whole way to here */
    uint32_t end;      /* the item at which the line ends */
    uint32_t first;    /* the first item of the next line */
    uint32_t line;     /* lines so far */
    uint32_t previous; /* node at the end of the line before */
    uint8_t fitness;   /* class of the line that ends here */
    uint8_t run;       /* hyphens on the lines running up to here */
};

/* A line from a node to a place. */
struct trial {
    int64_t width, excess, flex; /* as in struct totalfit_line; excess = line width - width */
    int32_t ratio;
    bool overfull;
    bool beyond; /* too long even without a hyphen: so will all longer ones be */
};

struct fit {
    const struct totalfit_item *items;
    size_t count;
    const struct totalfit_settings *settings;
    struct sums *sums;    /* count + 1 */
    uint32_t *next_solid; /* for each item, the first one from it that a line can begin with */
    struct node *nodes;
    size_t node_count, node_capacity;
    uint32_t *active, *kept; /* nodes that a line may begin at, by line; those still so */
    size_t active_count, kept_count, active_capacity;
    struct node best[SLOTS]; /* new nodes of one line at one place */
    int tolerance;
    bool last_try;
};

struct totalfit_settings totalfit_defaults(const int32_t *widths, size_t width_count)
{
    return (struct totalfit_settings){
        .widths = widths,
        .width_count = width_count,
        .tolerance = 200,
        .line_demerits = 1,
        .flagged_demerits = 10000,
        .fitness_demerits = 10000,
        .last_flagged_demerits = 5000,
        .flagged_most = 2,
        .last_demerits = 1000000,
    };
}

static bool is_forced(const struct fit *fit, size_t at)
{
    return at == fit->count ||
           (fit->items[at].kind == TOTALFIT_PENALTY && fit->items[at].penalty <= TOTALFIT_FORCED);
}

static bool is_flagged(const struct fit *fit, size_t at)
{
    return at < fit->count && fit->items[at].kind == TOTALFIT_PENALTY && fit->items[at].flagged;
}

static bool may_end(const struct fit *fit, size_t at)
{
    if (at == fit->count)
        return true;
    switch (fit->items[at].kind) {
    case TOTALFIT_GLUE:
        return at > 0 && fit->items[at - 1].kind == TOTALFIT_BOX;
    case TOTALFIT_PENALTY:
        return fit->items[at].penalty < TOTALFIT_FORBIDDEN;
    default:
        return false;
    }
}

static int32_t line_width(const struct fit *fit, uint32_t line)
{
    size_t last = fit->settings->width_count - 1;
    return fit->settings->widths[line < last ? line : last];
}

static int32_t ratio_of(int64_t excess, int64_t flex)
{
    if (excess == 0)
        return 0;
    if (flex == 0 || llabs(excess) >= flex * (RATIO_MOST / RATIO_ONE))
        return excess > 0 ? RATIO_MOST : -RATIO_MOST;
    return (int32_t)(excess * RATIO_ONE / flex);
}

/* 100 |r|^3 to the nearest whole number; the ratio is cut to 10 bits so that its cube fits. */
static int64_t badness_of(int32_t ratio)
{
    int64_t r = llabs((int64_t)ratio) >> 6;
    int64_t badness = (100 * r * r * r + (INT64_C(1) << 29)) >> 30;
    return badness < BADNESS_MOST ? badness : BADNESS_MOST;
}

static enum fitness fitness_of(int32_t ratio)
{
    return ratio < -RATIO_ONE / 2   ? TIGHT
           : ratio <= RATIO_ONE / 2 ? DECENT
           : ratio <= RATIO_ONE     ? LOOSE
                                    : VERY_LOOSE;
}

static struct trial trial_of(const struct fit *fit, const struct node *from, size_t end)
{
    const struct sums *a = &fit->sums[from->first < end ? from->first : end], *b = &fit->sums[end];
    struct trial trial = {.width = b->width - a->width};
    int32_t hyphen =
        end < fit->count && fit->items[end].kind == TOTALFIT_PENALTY ? fit->items[end].width : 0;
    trial.width += hyphen;
    trial.excess = line_width(fit, from->line) - trial.width;
    bool shrinks = trial.excess < 0;
    int32_t ragged = fit->settings->ragged;
    trial.flex = ragged > 0 ? 0 : shrinks ? b->shrink - a->shrink : b->stretch - a->stretch;
    trial.overfull = shrinks && -trial.excess > trial.flex;
    trial.beyond = trial.overfull && -trial.excess - hyphen > trial.flex;
    if (shrinks || !is_forced(fit, end))
        trial.ratio = ratio_of(trial.excess, ragged > 0 && !shrinks ? ragged : trial.flex);
    return trial;
}

static uint8_t run_after(const struct fit *fit, const struct node *from, size_t end)
{
    if (!is_flagged(fit, end))
        return 0;
    return (uint8_t)(from->run < fit->settings->flagged_most ? from->run + 1 : from->run);
}

static bool exceeds_run(const struct fit *fit, const struct node *from, size_t end)
{
    return is_flagged(fit, end) && from->run >= fit->settings->flagged_most;
}

/* Whether a line can be part of the paragraph at this try. */
static bool is_feasible(const struct fit *fit, const struct node *from, size_t end,
                        const struct trial *trial)
{
    bool empty = from->first >= end && !is_forced(fit, end);
    return !empty && !trial->overfull && badness_of(trial->ratio) <= fit->tolerance &&
           (fit->last_try || !exceeds_run(fit, from, end));
}

/* Demerits that come from what the line is beside. */
static int64_t neighbour_demerits(const struct fit *fit, const struct node *from, size_t end,
                                  int64_t width, enum fitness fitness)
{
    const struct totalfit_settings *settings = fit->settings;
    int64_t demerits = 0;
    if (abs((int)fitness - (int)from->fitness) > 1)
        demerits += settings->fitness_demerits;
    if (is_flagged(fit, end) && from->run > 0)
        demerits += settings->flagged_demerits;
    if (exceeds_run(fit, from, end))
        demerits += RUN_DEMERITS;
    if (end == fit->count && from->run > 0)
        demerits += settings->last_flagged_demerits;
    if (end == fit->count && from->line > 0 && width < settings->last_width)
        demerits += settings->last_demerits;
    return demerits;
}

static int64_t demerits_of(const struct fit *fit, const struct node *from, size_t end,
                           const struct trial *trial)
{
    int64_t demerits = fit->settings->line_demerits + badness_of(trial->ratio);
    demerits *= demerits;
    if (end < fit->count && fit->items[end].kind == TOTALFIT_PENALTY && !is_forced(fit, end)) {
        int64_t penalty = fit->items[end].penalty;
        demerits += penalty > 0 ? penalty * penalty : -penalty * penalty;
    }
    demerits += neighbour_demerits(fit, from, end, trial->width, fitness_of(trial->ratio));
    demerits += from->demerits;
    return demerits < DEMERITS_MOST ? demerits : DEMERITS_MOST;
}

static void best_reset(struct fit *fit)
{
    for (int i = 0; i < SLOTS; i++)
        fit->best[i].demerits = INT64_MAX;
}

/* Keeps the line from a node to `end` if it is the best of its class so far. */
static void best_offer(struct fit *fit, uint32_t from_index, size_t end, const struct trial *trial)
{
    const struct node *from = &fit->nodes[from_index];
    struct node node = {
        .demerits = demerits_of(fit, from, end, trial),
        .end = (uint32_t)end,
        .first = end < fit->count ? fit->next_solid[end + 1] : (uint32_t)end,
        .line = from->line + 1,
        .previous = from_index,
        .fitness = (uint8_t)fitness_of(trial->ratio),
        .run = run_after(fit, from, end),
    };
    struct node *best = &fit->best[node.run * FITNESS_CLASSES + node.fitness];
    if (node.demerits < best->demerits)
        *best = node;
}

static uint32_t node_add(struct fit *fit, const struct node *node)
{
    if (fit->node_count == fit->node_capacity) {
        fit->node_capacity = fit->node_capacity == 0 ? 256 : 2 * fit->node_capacity;
        fit->nodes = memory_resized(fit->nodes, fit->node_capacity, sizeof *fit->nodes);
    }
    fit->nodes[fit->node_count] = *node;
    return (uint32_t)fit->node_count++;
}

static void keep(struct fit *fit, uint32_t node)
{
    if (fit->kept_count == ACTIVE_MOST) {
        memmove(fit->kept, fit->kept + 1, (ACTIVE_MOST - 1) * sizeof *fit->kept);
        fit->kept_count--;
    }
    fit->kept[fit->kept_count++] = node;
}

/* Turns the best lines found into nodes. One that is worse than another with no more hyphens behind
 * it, by more than a change of class costs, can never be on the best way. */
static void best_keep(struct fit *fit)
{
    int64_t least = DEMERITS_MOST;
    for (int run = 0; run <= RUN_MOST; run++) {
        const struct node *best = &fit->best[(size_t)run * FITNESS_CLASSES];
        for (int i = 0; i < FITNESS_CLASSES; i++)
            least = best[i].demerits < least ? best[i].demerits : least;
        for (int i = 0; i < FITNESS_CLASSES; i++)
            if (best[i].demerits <= least + fit->settings->fitness_demerits)
                keep(fit, node_add(fit, &best[i]));
    }
}

/* Whether two nodes compete for the same new nodes: their next lines have the same number, or a
 * number does not matter. */
static bool compete(const struct fit *fit, const struct node *a, const struct node *b)
{
    size_t last = fit->settings->width_count - 1;
    return a->line == b->line ||
           (fit->settings->looseness == 0 && a->line >= last && b->line >= last);
}

/* Tries all lines that end at a place; *overfull becomes the node whose line is least too long. */
static void try_end(struct fit *fit, size_t end, uint32_t *overfull)
{
    int64_t least_excess = INT64_MIN;
    fit->kept_count = 0;
    *overfull = NO_NODE;
    best_reset(fit);
    for (size_t i = 0; i < fit->active_count; i++) {
        uint32_t index = fit->active[i];
        const struct node *from = &fit->nodes[index];
        struct trial trial = trial_of(fit, from, end);
        if (trial.overfull && trial.excess > least_excess) {
            least_excess = trial.excess;
            *overfull = index;
        }
        if (is_feasible(fit, from, end, &trial))
            best_offer(fit, index, end, &trial);
        if (!trial.beyond && !is_forced(fit, end))
            keep(fit, index);
        if (i + 1 == fit->active_count || !compete(fit, from, &fit->nodes[fit->active[i + 1]])) {
            best_keep(fit);
            best_reset(fit);
        }
    }
}

/* Follows all ways through the paragraph; answers false if there is none within the tolerance. */
static bool try_all(struct fit *fit)
{
    struct node start = {.first = 0, .previous = NO_NODE, .fitness = DECENT};
    fit->node_count = 0;
    fit->active[0] = node_add(fit, &start);
    fit->active_count = 1;
    for (size_t end = 0; end <= fit->count; end++) {
        uint32_t overfull;
        if (!may_end(fit, end))
            continue;
        try_end(fit, end, &overfull);
        if (fit->kept_count == 0) {
            if (!fit->last_try)
                return false;
            struct trial trial = trial_of(fit, &fit->nodes[overfull], end);
            best_offer(fit, overfull, end, &trial);
            best_keep(fit);
            best_reset(fit);
        }
        uint32_t *swap = fit->active;
        fit->active = fit->kept;
        fit->kept = swap;
        fit->active_count = fit->kept_count;
    }
    return true;
}

static void measure_items(struct fit *fit, struct arena *arena)
{
    fit->sums = arena_alloc(arena, fit->count + 1, sizeof *fit->sums);
    fit->next_solid = arena_alloc(arena, fit->count + 1, sizeof *fit->next_solid);
    for (size_t i = 0; i < fit->count; i++) {
        const struct totalfit_item *item = &fit->items[i];
        fit->sums[i + 1] = fit->sums[i];
        if (item->kind != TOTALFIT_PENALTY)
            fit->sums[i + 1].width += item->width;
        if (item->kind == TOTALFIT_GLUE) {
            fit->sums[i + 1].stretch += item->stretch;
            fit->sums[i + 1].shrink += item->shrink;
        }
    }
    fit->next_solid[fit->count] = (uint32_t)fit->count;
    for (size_t i = fit->count; i-- > 0;) {
        bool solid = fit->items[i].kind == TOTALFIT_BOX || is_forced(fit, i);
        fit->next_solid[i] = solid ? (uint32_t)i : fit->next_solid[i + 1];
    }
}

/* The best of the ways that reached the end, or the one nearest to the wanted number of lines. */
static const struct node *choose(const struct fit *fit)
{
    const struct node *best = &fit->nodes[fit->active[0]];
    for (size_t i = 1; i < fit->active_count; i++) {
        const struct node *node = &fit->nodes[fit->active[i]];
        best = node->demerits < best->demerits ? node : best;
    }
    int wanted = (int)best->line + fit->settings->looseness;
    for (size_t i = 0; i < fit->active_count; i++) {
        const struct node *node = &fit->nodes[fit->active[i]];
        int distance = abs((int)node->line - wanted), least = abs((int)best->line - wanted);
        if (distance < least || (distance == least && node->demerits < best->demerits))
            best = node;
    }
    return best;
}

static struct totalfit_line line_of(const struct fit *fit, const struct node *from, size_t end)
{
    struct trial trial = trial_of(fit, from, end);
    struct totalfit_line line = {
        .first = from->first < end ? from->first : end,
        .end = end,
        .width = (int32_t)trial.width,
        .flex = trial.flex,
    };
    if (trial.overfull)
        line.adjust = (int32_t)-trial.flex;
    else if (trial.excess < 0 || (!is_forced(fit, end) && trial.flex > 0))
        line.adjust = (int32_t)trial.excess;
    return line;
}

size_t totalfit_break(struct arena *arena, const struct totalfit_item *items, size_t count,
                      const struct totalfit_settings *settings, struct totalfit_line **ret_lines)
{
    while (count > 0 && items[count - 1].kind != TOTALFIT_BOX)
        count--;
    if (count == 0)
        return 0;
    struct arena *scratch = arena_create();
    struct fit fit = {.items = items,
                      .count = count,
                      .settings = settings,
                      .tolerance = settings->tolerance,
                      .active = arena_alloc(scratch, ACTIVE_MOST, sizeof *fit.active),
                      .kept = arena_alloc(scratch, ACTIVE_MOST, sizeof *fit.kept)};
    measure_items(&fit, scratch);
    if (!try_all(&fit)) {
        fit.tolerance = BADNESS_MOST;
        fit.last_try = true;
        try_all(&fit);
    }
    const struct node *node = choose(&fit);
    size_t line_count = node->line;
    *ret_lines = arena_alloc(arena, line_count, sizeof **ret_lines);
    for (size_t i = line_count; i-- > 0;) {
        const struct node *from = &fit.nodes[node->previous];
        (*ret_lines)[i] = line_of(&fit, from, node->end);
        node = from;
    }
    free(fit.nodes);
    arena_destroy(scratch);
    return line_count;
}

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
    int32_t hang;      /* of the next line's start */
    uint8_t fitness;   /* class of the line that ends here */
    uint8_t run;       /* hyphens on the lines running up to here */
};

/* A place where a line may end, and what does not depend on where the line began. */
struct ending {
    size_t at;
    struct sums sums; /* before the item there */
    int32_t extra;    /* a hyphen, shown only here, less what hangs */
    int64_t demerits; /* of the penalty */
    bool forced, flagged, last;
};

/* The cheapest line of a class that ends at a place. */
struct best {
    int64_t demerits;
    uint32_t from;
};

/* A line from a node to a place. */
struct trial {
    int64_t width, excess, flex; /* as in struct totalfit_line; excess = line width - width */
    int32_t ratio;
    bool overfull;
    bool beyond; /* too long without a hyphen and with what hangs: so will all longer ones be */
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
    size_t active_count, kept_count;
    uint32_t late[2 * SLOTS]; /* new ones that stand behind all others */
    size_t late_count;
    struct best best[SLOTS]; /* by hyphens running, then class: of one line at one place */
    bool has_best;           /* one of them at least; at most places no line ends well */
    int tolerance;
    int32_t ratio_most; /* above it the badness is above the tolerance */
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

static struct ending ending_at(const struct fit *fit, size_t at)
{
    struct ending ending = {
        .at = at, .sums = fit->sums[at], .forced = is_forced(fit, at), .last = at == fit->count};
    if (at > 0 && fit->items[at - 1].kind == TOTALFIT_BOX)
        ending.extra = -fit->items[at - 1].hang_end;
    if (ending.last || fit->items[at].kind != TOTALFIT_PENALTY)
        return ending;
    const struct totalfit_item *item = &fit->items[at];
    int64_t penalty = ending.forced ? 0 : item->penalty;
    if (item->width > 0)
        ending.extra = item->width - item->hang_end;
    ending.flagged = item->flagged;
    ending.demerits = penalty > 0 ? penalty * penalty : -penalty * penalty;
    return ending;
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

/* The items before the line from a node, for a line that may show none. */
static const struct sums *sums_before(const struct fit *fit, const struct node *from, size_t end)
{
    return &fit->sums[from->first < end ? from->first : end];
}

/* Whether the line is shorter than the tolerance allows, as most are: told without a division. */
static bool is_too_short(const struct fit *fit, const struct node *from,
                         const struct ending *ending)
{
    const struct sums *before = sums_before(fit, from, ending->at);
    int64_t width = ending->sums.width - before->width + ending->extra - from->hang;
    int64_t excess = line_width(fit, from->line) - width;
    int32_t ragged = fit->settings->ragged;
    int64_t stretch = ragged > 0 ? ragged : ending->sums.stretch - before->stretch;
    return excess > 0 && !ending->forced && !fit->last_try &&
           excess * RATIO_ONE > stretch * fit->ratio_most;
}

static struct trial trial_of(const struct fit *fit, const struct node *from,
                             const struct ending *ending)
{
    const struct sums *before = sums_before(fit, from, ending->at), *end = &ending->sums;
    struct trial trial = {.width = end->width - before->width + ending->extra - from->hang};
    trial.excess = line_width(fit, from->line) - trial.width;
    bool shrinks = trial.excess < 0;
    int32_t ragged = fit->settings->ragged;
    if (ragged == 0)
        trial.flex = shrinks ? end->shrink - before->shrink : end->stretch - before->stretch;
    trial.overfull = shrinks && -trial.excess > trial.flex;
    trial.beyond = trial.overfull && -trial.excess - ending->extra > trial.flex;
    if (shrinks || !ending->forced)
        trial.ratio = ratio_of(trial.excess, ragged > 0 && !shrinks ? ragged : trial.flex);
    return trial;
}

static int run_after(const struct fit *fit, const struct node *from, const struct ending *ending)
{
    if (!ending->flagged)
        return 0;
    return from->run < fit->settings->flagged_most ? from->run + 1 : from->run;
}

static bool exceeds_run(const struct fit *fit, const struct node *from, const struct ending *ending)
{
    return ending->flagged && from->run >= fit->settings->flagged_most;
}

/* Whether a line can be part of the paragraph at this try. */
static bool is_feasible(const struct fit *fit, const struct node *from, const struct ending *ending,
                        const struct trial *trial)
{
    bool empty = from->first >= ending->at && !ending->forced;
    return !empty && !trial->overfull && badness_of(trial->ratio) <= fit->tolerance &&
           (fit->last_try || !exceeds_run(fit, from, ending));
}

/* Demerits that come from what the line is beside. */
static int64_t neighbour_demerits(const struct fit *fit, const struct node *from,
                                  const struct ending *ending, const struct trial *trial)
{
    const struct totalfit_settings *settings = fit->settings;
    int64_t demerits = 0;
    if (abs((int)fitness_of(trial->ratio) - (int)from->fitness) > 1)
        demerits += settings->fitness_demerits;
    if (ending->flagged && from->run > 0)
        demerits += settings->flagged_demerits;
    if (exceeds_run(fit, from, ending))
        demerits += RUN_DEMERITS;
    if (ending->last && from->run > 0)
        demerits += settings->last_flagged_demerits;
    if (ending->last && from->line > 0 && trial->width < settings->last_width)
        demerits += settings->last_demerits;
    return demerits;
}

static int64_t demerits_of(const struct fit *fit, const struct node *from,
                           const struct ending *ending, const struct trial *trial)
{
    int64_t demerits = fit->settings->line_demerits + badness_of(trial->ratio);
    demerits = demerits * demerits + ending->demerits + from->demerits;
    demerits += neighbour_demerits(fit, from, ending, trial);
    return demerits < DEMERITS_MOST ? demerits : DEMERITS_MOST;
}

static void best_reset(struct fit *fit)
{
    for (int i = 0; i < SLOTS; i++)
        fit->best[i].demerits = INT64_MAX;
    fit->has_best = false;
}

/* Keeps the line from a node if it is the best of its class so far. */
static void best_offer(struct fit *fit, uint32_t from_index, const struct ending *ending,
                       const struct trial *trial)
{
    const struct node *from = &fit->nodes[from_index];
    int slot = run_after(fit, from, ending) * FITNESS_CLASSES + (int)fitness_of(trial->ratio);
    int64_t demerits = demerits_of(fit, from, ending, trial);
    if (demerits < fit->best[slot].demerits)
        fit->best[slot] = (struct best){demerits, from_index};
    fit->has_best = true;
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

/* Whether it no longer matters which line begins at a node: all further ones are alike. */
static bool is_anywhere(const struct fit *fit, const struct node *node)
{
    return fit->settings->looseness == 0 && node->line >= fit->settings->width_count - 1;
}

/* What hangs at the start of a line that begins with an item. */
static int32_t hang_at(const struct fit *fit, size_t first)
{
    bool box = first < fit->count && fit->items[first].kind == TOTALFIT_BOX;
    return box ? fit->items[first].hang_start : 0;
}

/* Nodes whose lines are alike stand by their places, behind all others. */
static void best_keep_slot(struct fit *fit, int slot, const struct ending *ending)
{
    const struct best *best = &fit->best[slot];
    struct node node = {
        .demerits = best->demerits,
        .end = (uint32_t)ending->at,
        .first = ending->last ? (uint32_t)ending->at : fit->next_solid[ending->at + 1],
        .line = fit->nodes[best->from].line + 1,
        .previous = best->from,
        .fitness = (uint8_t)(slot % FITNESS_CLASSES),
        .run = (uint8_t)(slot / FITNESS_CLASSES),
    };
    node.hang = hang_at(fit, node.first);
    uint32_t index = node_add(fit, &node);
    if (is_anywhere(fit, &node))
        fit->late[fit->late_count++] = index;
    else
        keep(fit, index);
}

/* Turns the best lines found into nodes and forgets them. One that is worse than another with no
 * more hyphens behind it, by more than a change of class costs, can never be on the best way. */
static void best_keep(struct fit *fit, const struct ending *ending)
{
    int64_t least = DEMERITS_MOST;
    if (!fit->has_best)
        return;
    int slots = ending->flagged ? SLOTS : FITNESS_CLASSES; /* others have no hyphen behind them */
    for (int first = 0; first < slots; first += FITNESS_CLASSES) {
        for (int slot = first; slot < first + FITNESS_CLASSES; slot++)
            least = fit->best[slot].demerits < least ? fit->best[slot].demerits : least;
        for (int slot = first; slot < first + FITNESS_CLASSES; slot++)
            if (fit->best[slot].demerits <= least + fit->settings->fitness_demerits)
                best_keep_slot(fit, slot, ending);
    }
    best_reset(fit);
}

/* Whether two nodes compete for the same new nodes: their next lines have the same number, or a
 * number does not matter. */
static bool compete(const struct fit *fit, const struct node *a, const struct node *b)
{
    return a->line == b->line || (is_anywhere(fit, a) && is_anywhere(fit, b));
}

/* Goes on with active nodes from `first` on as they are. */
static void keep_rest(struct fit *fit, size_t first)
{
    for (size_t i = first; i < fit->active_count; i++)
        keep(fit, fit->active[i]);
}

/* Goes on with nodes that stand behind all others. */
static void keep_late(struct fit *fit)
{
    for (size_t i = 0; i < fit->late_count; i++)
        keep(fit, fit->late[i]);
    fit->late_count = 0;
}

/* Tries all lines that end at a place; answers the node whose line is least too long, if any. */
static uint32_t try_ending(struct fit *fit, const struct ending *ending)
{
    int64_t least_excess = INT64_MIN;
    uint32_t overfull = NO_NODE;
    for (size_t i = 0; i < fit->active_count; i++) {
        uint32_t index = fit->active[i];
        const struct node *from = &fit->nodes[index];
        bool ends_group =
            i + 1 == fit->active_count || !compete(fit, from, &fit->nodes[fit->active[i + 1]]);
        struct trial trial = {.beyond = false};
        if (!is_too_short(fit, from, ending)) {
            trial = trial_of(fit, from, ending);
            if (trial.overfull && trial.excess > least_excess) {
                least_excess = trial.excess;
                overfull = index;
            }
            if (is_feasible(fit, from, ending, &trial))
                best_offer(fit, index, ending, &trial);
        } else if (is_anywhere(fit, from)) {
            keep_rest(fit, i); /* lines that begin further on are shorter still */
            best_keep(fit, ending);
            break;
        }
        if (!trial.beyond && !ending->forced)
            keep(fit, index);
        if (ends_group)
            best_keep(fit, ending);
    }
    keep_late(fit);
    return overfull;
}

/* Goes on with the nodes that were kept. */
static void swap_active(struct fit *fit)
{
    uint32_t *swap = fit->active;
    fit->active = fit->kept;
    fit->active_count = fit->kept_count;
    fit->kept = swap;
    fit->kept_count = 0;
}

/* The largest ratio whose badness is within the tolerance. */
static int32_t ratio_within(int tolerance)
{
    int32_t least = 0, most = RATIO_MOST;
    while (least < most) {
        int32_t middle = most - (most - least) / 2;
        if (badness_of(middle) <= tolerance)
            least = middle;
        else
            most = middle - 1;
    }
    return least;
}

/* Follows all ways through the paragraph; answers false if there is none within the tolerance. */
static bool try_all(struct fit *fit, int tolerance, bool last_try)
{
    struct node start = {.first = 0,
                         .previous = NO_NODE,
                         .hang = hang_at(fit, 0),
                         .fitness = DECENT,
                         .run = (uint8_t)fit->settings->flagged_before};
    fit->tolerance = tolerance;
    fit->ratio_most = ratio_within(tolerance);
    fit->last_try = last_try;
    fit->node_count = 0;
    fit->kept_count = 0;
    fit->late_count = 0;
    best_reset(fit);
    keep(fit, node_add(fit, &start));
    for (size_t end = 0; end <= fit->count; end++) {
        if (!may_end(fit, end))
            continue;
        swap_active(fit);
        struct ending ending = ending_at(fit, end);
        uint32_t overfull = try_ending(fit, &ending);
        if (fit->kept_count > 0)
            continue;
        if (!last_try)
            return false;
        struct trial trial = trial_of(fit, &fit->nodes[overfull], &ending);
        best_offer(fit, overfull, &ending, &trial);
        best_keep(fit, &ending);
        keep_late(fit);
    }
    swap_active(fit);
    return true;
}

static void measure_items(struct fit *fit, struct arena *arena)
{
    fit->sums = arena_alloc_unset(arena, fit->count + 1, sizeof *fit->sums);
    fit->sums[0] = (struct sums){0};
    fit->next_solid = arena_alloc_unset(arena, fit->count + 1, sizeof *fit->next_solid);
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
    struct ending ending = ending_at(fit, end);
    struct trial trial = trial_of(fit, from, &ending);
    struct totalfit_line line = {
        .first = from->first < end ? from->first : end,
        .end = end,
        .width = (int32_t)trial.width,
        .flex = trial.flex,
    };
    if (trial.overfull)
        line.adjust = (int32_t)-trial.flex;
    else if (trial.excess < 0 || (!ending.forced && trial.flex > 0))
        line.adjust = (int32_t)trial.excess;
    return line;
}

/* Whether the best way has a last line that is too short or stands behind a hyphen. */
static bool ends_poorly(const struct fit *fit)
{
    const struct node *node = choose(fit), *from = &fit->nodes[node->previous];
    return (from->run > 0 && fit->settings->last_flagged_demerits > 0) ||
           (from->line > 0 && line_of(fit, from, node->end).width < fit->settings->last_width);
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
                      .active = arena_alloc_unset(scratch, ACTIVE_MOST, sizeof *fit.active),
                      .kept = arena_alloc_unset(scratch, ACTIVE_MOST, sizeof *fit.kept)};
    measure_items(&fit, scratch);
    bool found = try_all(&fit, settings->tolerance, false);
    if (settings->second_tolerance > settings->tolerance && (!found || ends_poorly(&fit)))
        found = try_all(&fit, settings->second_tolerance, false);
    if (!found)
        try_all(&fit, BADNESS_MOST, true);
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

#include "view/attract_state.h"

#include "base/memory.h"

#include <stdlib.h>

enum {
    SLIDE_BASE_MS = 3000, /* section 4: max(12 s, 3 s + 0.3 s a word) */
    SLIDE_WORD_MS = 300,
    FADE_STILL_MS = 600,
    FADE_MS = 1200,
    FRAME_MS = 16,
    SLOW_FRAME_MS = 33, /* section 4: 30 frames running over it stop the drift */
    SLOW_FRAMES_MAX = 30
};

static const struct slide *present(const struct attract *attract)
{
    return attract->count == 0 ? NULL
                               : &attract->slides[shuffle_order(attract->shuffle)[attract->turn]];
}

static bool is_still(const struct attract *attract)
{
    return attract->stage->look.style.still || attract->stopped;
}

uint64_t attract_fade_ms(const struct attract *attract)
{
    return is_still(attract) ? FADE_STILL_MS : FADE_MS;
}

bool attract_drifts(const struct attract *attract)
{
    return !is_still(attract) && attract->current.slide != NULL &&
           attract->current.slide->picture != NULL;
}

uint64_t attract_slide_ms(const struct attract *attract, const struct slide *slide)
{
    uint64_t words = 1, least = attract->stage->config->times.slide_ms;
    for (const char *at = slide == NULL ? "" : slide->quote; *at != '\0'; at++)
        words += *at == ' ';
    uint64_t ms = SLIDE_BASE_MS + SLIDE_WORD_MS * words;
    return ms < least ? least : ms;
}

/* ---- Life --------------------------------------------------------------------------------------
 */

static void drop(struct showing *showing)
{
    glyph_page_release(showing->words);
    *showing = (struct showing){0};
}

static void attract_destroy(void *self)
{
    struct attract *attract = self;
    if (attract == NULL)
        return;
    drop(&attract->current);
    drop(&attract->previous);
    shuffle_destroy(attract->shuffle);
    arena_destroy(attract->arena);
    free(attract);
}

static void show(struct attract *attract, uint64_t now_ms)
{
    attract->current = (struct showing){
        .slide = present(attract), .since_ms = now_ms, .outward = attract->shown % 2 == 1};
    attract_set(attract, &attract->current);
}

void *attract_create(const struct stage *stage, uint32_t index, uint64_t now_ms)
{
    struct attract *attract = memory_zeroed(1, sizeof *attract);
    const struct letter_source *source = &stage->config->source;
    attract->stage = stage;
    attract->arena = arena_create();
    attract->frame_ms = now_ms;
    if (source->calls->slides(source->self, attract->arena, &attract->slides, &attract->count,
                              NULL) != STATUS_OK)
        attract->count = 0;
    attract->shuffle = shuffle_create(attract->count, stage->config->seed + now_ms);
    if (index < attract->count)
        attract->turn = index;
    else
        shuffle_next(attract->shuffle);
    show(attract, now_ms);
    return attract;
}

/* ---- Time --------------------------------------------------------------------------------------
 */

static uint64_t attract_deadline_ms(const void *self, uint64_t now_ms)
{
    const struct attract *attract = self;
    (void)now_ms;
    if (attract->fading || attract_drifts(attract))
        return attract->frame_ms + FRAME_MS; /* there is time for other work between two */
    return attract->count > 1
               ? attract->current.since_ms + attract_slide_ms(attract, attract->current.slide)
               : UINT64_MAX;
}

static void advance(struct attract *attract, uint64_t now_ms)
{
    attract->turn++;
    if (attract->turn == attract->count) {
        shuffle_next(attract->shuffle);
        attract->turn = 0;
        attract->stopped = false;
    }
    attract->shown++;
    drop(&attract->previous);
    attract->previous = attract->current;
    attract->fading = true;
    show(attract, now_ms);
}

/* Whether the display keeps up with the movement: frames follow each other while one is going on.
 */
static void watch_frames(struct attract *attract, bool moving, uint64_t now_ms)
{
    bool slow = moving && now_ms > attract->frame_ms + SLOW_FRAME_MS;
    attract->slow_frames = slow ? attract->slow_frames + 1 : 0;
    attract->frame_ms = now_ms;
    if (attract->slow_frames < SLOW_FRAMES_MAX || attract->stopped)
        return;
    attract->stopped = true;
    attract->stopped_ms = now_ms;
}

static struct step attract_tick(void *self, uint64_t now_ms)
{
    struct attract *attract = self;
    bool moving = attract->fading || attract_drifts(attract);
    uint64_t elapsed = now_ms - attract->current.since_ms;
    watch_frames(attract, moving, now_ms);
    if (attract->count > 1 && elapsed >= attract_slide_ms(attract, attract->current.slide)) {
        advance(attract, now_ms);
        return step_redraw();
    }
    if (attract->fading && elapsed >= attract_fade_ms(attract)) {
        drop(&attract->previous);
        attract->fading = false;
    }
    return moving ? step_redraw() : step_none();
}

static uint64_t attract_idle_ms(const void *self)
{
    (void)self;
    return 0;
}

/* ---- What a visitor does -----------------------------------------------------------------------
 */

static struct step wake(void)
{
    return (struct step){.kind = STEP_GO, .to = {.kind = PLACE_CONTENTS}};
}

static struct step attract_act(void *self, enum action action, int index, uint64_t now_ms)
{
    const struct attract *attract = self;
    const struct slide *slide = attract->current.slide;
    struct step step = {.kind = STEP_GO, .remember = false};
    (void)index;
    (void)now_ms;
    bool opens = action == ACTION_OPEN_SLIDE && slide != NULL && slide->place != NULL &&
                 place_parse(slide->place, &step.to);
    return opens ? step : wake();
}

static struct step attract_page(void *self, int direction, uint64_t now_ms)
{
    (void)self;
    (void)direction;
    (void)now_ms;
    return wake();
}

static struct step attract_back(void *self, uint64_t now_ms)
{
    return attract_page(self, 0, now_ms);
}

/* Any touch leads in, a swipe as well. */
static struct step attract_drag(void *self, const struct gesture *gesture, enum action pressed)
{
    (void)pressed;
    return gesture->kind == GESTURE_DRAG_END ? attract_page(self, 0, gesture->time_ms)
                                             : step_none();
}

static struct place attract_place(const void *self)
{
    const struct attract *attract = self;
    size_t slide = attract->count == 0 ? 0 : shuffle_order(attract->shuffle)[attract->turn];
    return (struct place){.kind = PLACE_ATTRACT, .index = (uint32_t)slide};
}

static size_t attract_prepare(void *self, const struct glyph_page **pages, size_t room)
{
    (void)self;
    (void)pages;
    (void)room;
    return 0;
}

const struct stage_screen attract_screen = {
    .destroy = attract_destroy,
    .act = attract_act,
    .drag = attract_drag,
    .page = attract_page,
    .back = attract_back,
    .tick = attract_tick,
    .deadline_ms = attract_deadline_ms,
    .draw = attract_draw,
    .place = attract_place,
    .prepare = attract_prepare,
    .idle_ms = attract_idle_ms,
};

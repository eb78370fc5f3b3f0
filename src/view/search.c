#include "view/search.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "view/search_state.h"

#include <stdlib.h>
#include <string.h>

/* ---- Opening -----------------------------------------------------------------------------------
 */

static void offer(struct search *search, const struct keyboard *keyboard)
{
    for (size_t i = 0; i < search->script_count; i++)
        if (search->scripts[i] == keyboard)
            return;
    if (search->script_count < SEARCH_SCRIPTS_MAX)
        search->scripts[search->script_count++] = keyboard;
}

/* The scripts that letters are in, that of the interface first if it is one of them. */
static void offer_scripts(struct search *search)
{
    const struct view_config *config = search->stage->config;
    const struct exhibit *exhibit = &search->stage->exhibit;
    if (config->keyboards == NULL)
        return;
    const struct keyboard *own = keyboards_find(config->keyboards, strings_lang(config->strings));
    bool has_own = exhibit->text_lang_count == 0;
    for (size_t i = 0; i < exhibit->text_lang_count; i++)
        has_own = has_own || keyboards_find(config->keyboards, exhibit->text_langs[i]) == own;
    if (has_own)
        offer(search, own);
    for (size_t i = 0; i < exhibit->text_lang_count; i++)
        offer(search, keyboards_find(config->keyboards, exhibit->text_langs[i]));
}

static void refresh(struct search *search)
{
    search_state_lay_out(search);
    search_state_find(search);
}

void *search_create(const struct stage *stage, const struct place *place)
{
    const struct letter_source *source = &stage->config->source;
    struct search *search = memory_zeroed(1, sizeof *search);
    search->stage = stage;
    search->arena = arena_create();
    search->found = arena_create();
    memcpy(search->query, place->query, sizeof search->query);
    offer_scripts(search);
    search->typing = place->list_page == 0 && search->script_count > 0;
    search->page = place->list_page > 0 ? place->list_page - 1 : 0;
    if (source->calls->suggestions(source->self, search->arena, &search->suggestions,
                                   &search->suggestion_count, NULL) != STATUS_OK)
        search->suggestion_count = 0;
    refresh(search);
    if (search->page >= search_state_page_count(search)) {
        search->page = 0;
        refresh(search);
    }
    return search;
}

static void search_destroy(void *self)
{
    struct search *search = self;
    if (search == NULL)
        return;
    glyph_page_release(search->picture);
    arena_destroy(search->arena);
    arena_destroy(search->found);
    free(search);
}

/* ---- Typing ------------------------------------------------------------------------------------
 */

static struct step changed(struct search *search)
{
    search->page = 0;
    refresh(search);
    return step_redraw();
}

static struct step type(struct search *search, const char *letter)
{
    size_t length = strlen(search->query), more = strlen(letter);
    if (length + more >= sizeof search->query)
        return step_none();
    memcpy(search->query + length, letter, more + 1);
    return changed(search);
}

static struct step type_key(struct search *search, int index)
{
    const struct keyboard *keyboard = search_state_keyboard(search);
    size_t row = (size_t)index / KEYBOARD_KEYS_MAX, key = (size_t)index % KEYBOARD_KEYS_MAX;
    if (keyboard == NULL || index < 0 || row >= keyboard->row_count ||
        key >= keyboard->key_counts[row])
        return step_none();
    return type(search, keyboard->keys[row][key]);
}

static struct step type_space(struct search *search)
{
    size_t length = strlen(search->query);
    bool useful = length > 0 && search->query[length - 1] != ' ';
    return useful ? type(search, " ") : step_none();
}

static struct step delete_last(struct search *search)
{
    size_t length = strlen(search->query);
    if (length == 0)
        return step_none();
    (void)utf8_previous(search->query, length, &length);
    search->query[length] = '\0';
    return changed(search);
}

static struct step show_keyboard(struct search *search, bool typing)
{
    search->typing = typing && search->script_count > 0;
    return changed(search);
}

static struct step clear(struct search *search)
{
    search->query[0] = '\0';
    return show_keyboard(search, true);
}

static struct step next_script(struct search *search)
{
    if (!search->digits && search->script_count > 0)
        search->script = (search->script + 1) % search->script_count;
    search->digits = false;
    return changed(search);
}

static struct step toggle_digits(struct search *search)
{
    search->digits = !search->digits;
    return changed(search);
}

static struct step try_word(struct search *search, int index)
{
    if (index < 0 || (size_t)index >= search->suggestion_count)
        return step_none();
    const char *word = search->suggestions[index];
    size_t length = strlen(word);
    if (length >= sizeof search->query)
        return step_none();
    memcpy(search->query, word, length + 1);
    return show_keyboard(search, false);
}

/* ---- What was found ----------------------------------------------------------------------------
 */

static bool copy_part(char part[PLACE_PART_SIZE], const char *text)
{
    size_t length = strlen(text);
    if (length >= PLACE_PART_SIZE)
        return false;
    memcpy(part, text, length + 1);
    return true;
}

/* The letter at the page of the passage, with the passage marked. */
static struct step open_hit(const struct search *search, int index)
{
    struct step step = {.kind = STEP_GO, .remember = true, .to = {.kind = PLACE_LETTER}};
    if (index < 0 || (size_t)index >= search->hit_count)
        return step_none();
    const struct letter_hit *hit = &search->hits[index];
    struct place *to = &step.to;
    if (!copy_part(to->edition, hit->summary.key.edition) ||
        !copy_part(to->id, hit->summary.key.id) ||
        (hit->summary.lang != NULL && strcmp(hit->lang, hit->summary.lang) != 0 &&
         !copy_part(to->lang, hit->lang)) ||
        (hit->note != NULL && !copy_part(to->note, hit->note)))
        return step_none();
    to->found_block = hit->block;
    to->found_start = hit->start;
    to->found_end = hit->end;
    to->overlay = hit->note != NULL ? OVERLAY_NOTE : OVERLAY_NONE;
    to->has_offset = hit->note == NULL && hit->start < hit->end;
    to->block = to->has_offset ? hit->block : 0;
    to->byte = to->has_offset ? hit->start : 0;
    return step;
}

static struct step search_page(void *self, int direction, uint64_t now_ms)
{
    struct search *search = self;
    (void)now_ms;
    bool possible =
        direction < 0 ? search->page > 0 : search->page + 1 < search_state_page_count(search);
    if (search->typing || !possible)
        return step_none();
    search->page += direction < 0 ? (size_t)-1 : 1;
    search_state_find(search);
    return step_redraw();
}

/* ---- Handlers ----------------------------------------------------------------------------------
 */

static struct step search_act(void *self, enum action action, int index, uint64_t now_ms)
{
    struct search *search = self;
    switch (action) {
    case ACTION_TYPE:
        return type_key(search, index);
    case ACTION_TYPE_SPACE:
        return type_space(search);
    case ACTION_TYPE_DELETE:
        return delete_last(search);
    case ACTION_TYPE_SCRIPT:
        return next_script(search);
    case ACTION_TYPE_DIGITS:
        return toggle_digits(search);
    case ACTION_SEARCH_CLEAR:
        return clear(search);
    case ACTION_SEARCH_FIELD:
        return show_keyboard(search, true);
    case ACTION_SEARCH_SHOW:
        return show_keyboard(search, false);
    case ACTION_SEARCH_TRY:
        return try_word(search, index);
    case ACTION_OPEN_LETTER:
        return open_hit(search, index);
    case ACTION_PAGE_PREVIOUS:
        return search_page(search, -1, now_ms);
    case ACTION_PAGE_NEXT:
        return search_page(search, 1, now_ms);
    default:
        return step_none();
    }
}

/* A swipe over the list turns its page. */
static struct step search_drag(void *self, const struct gesture *gesture, enum action pressed)
{
    struct search *search = self;
    (void)pressed;
    int threshold = look_px(&search->stage->look, 150);
    if (gesture->kind != GESTURE_DRAG_END || !gesture->horizontal || search->typing)
        return step_none();
    if (gesture->dx_px <= -threshold)
        return search_page(search, 1, gesture->time_ms);
    return gesture->dx_px >= threshold ? search_page(search, -1, gesture->time_ms) : step_none();
}

static struct step search_back(void *self, uint64_t now_ms)
{
    (void)self;
    (void)now_ms;
    return (struct step){.kind = STEP_GO, .to = {.kind = PLACE_CONTENTS}};
}

/* A letter from a physical keyboard; it brings the keys back, so that it is seen what is typed. */
static struct step search_type(void *self, const char *letter)
{
    struct search *search = self;
    search->typing = search->script_count > 0;
    if (strcmp(letter, " ") == 0)
        return type_space(search);
    return strcmp(letter, "\b") == 0 ? delete_last(search) : type(search, letter);
}

static struct step search_tick(void *self, uint64_t now_ms)
{
    (void)self;
    (void)now_ms;
    return step_none();
}

static uint64_t search_deadline_ms(const void *self, uint64_t now_ms)
{
    (void)self;
    (void)now_ms;
    return UINT64_MAX;
}

static uint64_t search_idle_ms(const void *self)
{
    const struct search *search = self;
    return search->stage->config->times.idle_ms;
}

static struct place search_place(const void *self)
{
    const struct search *search = self;
    struct place place = {.kind = PLACE_SEARCH};
    memcpy(place.query, search->query, sizeof place.query);
    place.list_page = search->typing ? 0 : (uint32_t)search->page + 1;
    return place;
}

static size_t search_prepare(void *self, const struct glyph_page **pages, size_t room)
{
    (void)self;
    (void)pages;
    (void)room;
    return 0;
}

const struct stage_screen search_screen = {
    .destroy = search_destroy,
    .act = search_act,
    .drag = search_drag,
    .page = search_page,
    .type = search_type,
    .back = search_back,
    .tick = search_tick,
    .deadline_ms = search_deadline_ms,
    .draw = search_draw,
    .place = search_place,
    .prepare = search_prepare,
    .idle_ms = search_idle_ms,
};

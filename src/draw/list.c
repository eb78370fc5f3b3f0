#include "draw/list.h"

#include <assert.h>
#include <string.h>

/* Room for one more in an array of the frame's arena; the old array stays there until the reset. */
static void *grown(struct arena *arena, void *items, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return items;
    *room = *room == 0 ? 32 : *room * 2;
    void *larger = arena_alloc(arena, *room, size);
    if (count > 0)
        memcpy(larger, items, count * size);
    return larger;
}

void draw_list_init(struct draw_list *list,
                    const struct glyph_page *(*retain)(const struct glyph_page *page),
                    void (*release)(const struct glyph_page *page))
{
    *list =
        (struct draw_list){.arena = arena_create(), .retain_page = retain, .release_page = release};
}

static void release_pages(struct draw_list *list)
{
    for (size_t i = 0; i < list->item_count; i++)
        if (list->items[i].kind == DRAW_SURFACE)
            list->release_page(list->items[i].page);
}

void draw_list_fini(struct draw_list *list)
{
    release_pages(list);
    arena_destroy(list->arena);
    *list = (struct draw_list){0};
}

void draw_list_reset(struct draw_list *list, int w, int h, enum theme_kind theme)
{
    release_pages(list);
    arena_reset(list->arena);
    *list = (struct draw_list){.arena = list->arena,
                               .screen = {0, 0, w, h},
                               .clip = {0, 0, w, h},
                               .theme = theme,
                               .retain_page = list->retain_page,
                               .release_page = list->release_page};
}

void draw_list_clip(struct draw_list *list, struct rect clip)
{
    list->clip = clip;
}

static struct draw_item *append(struct draw_list *list, enum draw_kind kind, struct rect rect,
                                enum theme_token token)
{
    list->items =
        grown(list->arena, list->items, list->item_count, &list->item_room, sizeof *list->items);
    struct draw_item *item = &list->items[list->item_count++];
    *item = (struct draw_item){
        .kind = kind, .rect = rect, .clip = list->clip, .token = token, .alpha = 255};
    return item;
}

void draw_list_fill(struct draw_list *list, struct rect rect, enum theme_token token)
{
    append(list, DRAW_FILL, rect, token);
}

void draw_list_fill_alpha(struct draw_list *list, struct rect rect, enum theme_token token,
                          uint8_t alpha)
{
    append(list, DRAW_FILL, rect, token)->alpha = alpha;
}

void draw_list_plate(struct draw_list *list, struct rect rect, enum theme_token fill,
                     enum theme_token outline, int outline_px, int radius_px)
{
    struct draw_item *item = append(list, DRAW_PLATE, rect, fill);
    item->outline = outline;
    item->outline_px = outline_px;
    item->radius_px = radius_px;
}

void draw_list_shadow(struct draw_list *list, struct rect rect, int radius_px)
{
    append(list, DRAW_SHADOW, rect, TOKEN_BLACK)->radius_px = radius_px;
}

void draw_list_icon(struct draw_list *list, struct rect rect, const char *name,
                    enum theme_token token)
{
    append(list, DRAW_ICON, rect, token)->text = arena_string(list->arena, name);
}

void draw_list_triangle(struct draw_list *list, struct rect rect, bool down, enum theme_token fill,
                        enum theme_token outline)
{
    struct draw_item *item = append(list, DRAW_TRIANGLE, rect, fill);
    item->outline = outline;
    item->down = down;
}

void draw_list_label(struct draw_list *list, const struct draw_label *label)
{
    struct draw_item *item = append(list, DRAW_LABEL, label->rect, label->ink);
    item->text = arena_string(list->arena, label->text);
    item->lang = arena_string(list->arena, label->lang);
    item->em_26_6 = label->em_26_6;
    item->bold = label->bold;
    item->align = label->align;
    draw_list_run(list, (struct draw_run){.rect = label->rect,
                                          .cap_height_26_6 = label->cap_height_26_6,
                                          .ink = label->ink,
                                          .ground = label->ground,
                                          .text = label->text});
}

void draw_list_surface(struct draw_list *list, struct rect rect, const struct glyph_page *page,
                       struct point source, uint8_t alpha)
{
    struct draw_item *item = append(list, DRAW_SURFACE, rect, TOKEN_PAGE);
    item->page = list->retain_page(page);
    item->source = source;
    item->alpha = alpha;
}

/* The pixels that a rectangle in 26.6 touches. */
static struct rect touched(struct rect rect_26_6)
{
    int left = rect_26_6.x >> 6, top = rect_26_6.y >> 6;
    int right = (rect_26_6.x + rect_26_6.w + 63) >> 6,
        below = (rect_26_6.y + rect_26_6.h + 63) >> 6;
    return (struct rect){left, top, right - left, below - top};
}

void draw_list_picture(struct draw_list *list, const struct mosaic_picture *picture,
                       struct rect frame_26_6, uint8_t alpha)
{
    struct rect seen = rect_intersection(touched(frame_26_6), list->clip);
    struct draw_item *item = append(list, DRAW_PICTURE, seen, TOKEN_PAGE);
    item->picture = *picture;
    item->frame_26_6 = frame_26_6;
    item->alpha = alpha;
}

void draw_list_target(struct draw_list *list, struct draw_target target)
{
    list->targets = grown(list->arena, list->targets, list->target_count, &list->target_room,
                          sizeof *list->targets);
    target.name = arena_string(list->arena, target.name);
    target.label = arena_string(list->arena, target.label);
    list->targets[list->target_count++] = target;
}

void draw_list_run(struct draw_list *list, struct draw_run run)
{
    list->runs =
        grown(list->arena, list->runs, list->run_count, &list->run_room, sizeof *list->runs);
    run.text = arena_string(list->arena, run.text);
    run.layer = list->layer;
    list->runs[list->run_count++] = run;
}

void draw_list_box(struct draw_list *list, enum draw_box_kind kind, struct rect rect)
{
    list->boxes =
        grown(list->arena, list->boxes, list->box_count, &list->box_room, sizeof *list->boxes);
    list->boxes[list->box_count++] = (struct draw_box){kind, rect};
    list->layer += kind == BOX_OVERLAY;
}

void draw_list_timer(struct draw_list *list, const char *name, uint64_t due_ms)
{
    list->timers = grown(list->arena, list->timers, list->timer_count, &list->timer_room,
                         sizeof *list->timers);
    list->timers[list->timer_count++] =
        (struct draw_timer){arena_string(list->arena, name), due_ms};
}

static bool text_equals(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool draw_item_equals(const struct draw_item *a, const struct draw_item *b)
{
    return a->kind == b->kind && rect_equals(a->rect, b->rect) && rect_equals(a->clip, b->clip) &&
           a->token == b->token && a->outline == b->outline && a->alpha == b->alpha &&
           a->radius_px == b->radius_px && a->outline_px == b->outline_px && a->down == b->down &&
           text_equals(a->text, b->text) && text_equals(a->lang, b->lang) &&
           a->em_26_6 == b->em_26_6 && a->bold == b->bold && a->align == b->align &&
           a->page == b->page && a->source.x == b->source.x && a->source.y == b->source.y &&
           a->picture.image == b->picture.image && rect_equals(a->frame_26_6, b->frame_26_6);
}

bool draw_list_equals(const struct draw_list *a, const struct draw_list *b)
{
    if (!rect_equals(a->screen, b->screen) || a->theme != b->theme ||
        a->item_count != b->item_count)
        return false;
    for (size_t i = 0; i < a->item_count; i++)
        if (!draw_item_equals(&a->items[i], &b->items[i]))
            return false;
    return true;
}

const char *draw_kind_name(enum draw_kind kind)
{
    static const char *const names[DRAW_KIND_COUNT] = {
        [DRAW_FILL] = "fill",         [DRAW_PLATE] = "plate",     [DRAW_SHADOW] = "shadow",
        [DRAW_LABEL] = "label",       [DRAW_ICON] = "icon",       [DRAW_SURFACE] = "surface",
        [DRAW_TRIANGLE] = "triangle", [DRAW_PICTURE] = "picture",
    };
    assert(kind < DRAW_KIND_COUNT);
    return names[kind];
}

const char *draw_role_name(enum draw_role role)
{
    static const char *const names[ROLE_COUNT] = {
        [ROLE_BUTTON] = "button", [ROLE_MARK] = "mark",           [ROLE_NAME] = "name",
        [ROLE_TERM] = "term",     [ROLE_REFERENCE] = "reference", [ROLE_LETTER] = "letter",
        [ROLE_SLIDE] = "slide",   [ROLE_CHOICE] = "choice",       [ROLE_SCROLL] = "scroll",
    };
    assert(role < ROLE_COUNT);
    return names[role];
}

const char *draw_box_name(enum draw_box_kind kind)
{
    static const char *const names[BOX_COUNT] = {
        [BOX_LINE] = "line", [BOX_OVERLAY] = "overlay", [BOX_BAR] = "bar",
        [BOX_HEAD] = "head", [BOX_PAGE] = "page",       [BOX_MARK_LINE] = "mark-line",
    };
    assert(kind < BOX_COUNT);
    return names[kind];
}

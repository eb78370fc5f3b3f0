#include "view/parallel_cards.h"

#include "view/reader.h"
#include "view/sheet.h"

/* ---- Objects -----------------------------------------------------------------------------------
 */

/* The row of the present page that has the line; NULL: it is on another page. */
static const struct row *row_of(const struct parallel *parallel, int side, size_t line)
{
    struct row_page page = rows_page(parallel->rows, parallel->page);
    for (size_t i = page.first; i < page.first + page.count; i++) {
        const struct row *row = rows_at(parallel->rows, i);
        if (line >= row->first_line[side] && line - row->first_line[side] < row->line_count[side])
            return row;
    }
    return NULL;
}

/* Where the top left corner of a flow would be for its lines to stand where they do in the row. */
static struct point origin_of(const struct parallel *parallel, int side, const struct row *row)
{
    size_t count;
    const struct flow_line *lines = flow_lines(parallel->flows[side], &count);
    struct rect column = parallel->columns[side];
    return (struct point){column.x, column.y + row->top_px - lines[row->first_line[side]].top_px -
                                        parallel->placement.page_shift};
}

static const struct flow_object *object_at(const struct parallel *parallel, int side, size_t index)
{
    size_t count;
    const struct flow_object *objects = flow_objects(parallel->flows[side], &count);
    return index < count ? &objects[index] : NULL;
}

static void add_target(const struct parallel *parallel, int side, size_t index,
                       struct draw_list *list)
{
    const struct flow_object *object = object_at(parallel, side, index);
    const struct row *row = row_of(parallel, side, object->line);
    if (row == NULL || object->target == NULL || !reader_is_touchable(object->kind) ||
        !flow_object_is_live(object, row->first_line[side]))
        return;
    struct point at = origin_of(parallel, side, row);
    struct rect drawn = {at.x + object->rect.x, at.y + object->rect.y, object->rect.w,
                         object->rect.h};
    struct draw_target target = reader_object_target(parallel->stage, object, drawn, list->arena);
    target.action = ACTION_OPEN_OBJECT;
    target.index = (int)index * 2 + side;
    target.hit = rect_intersection(target.hit, parallel->content);
    if (target.hit.w > 0 && target.hit.h > 0)
        draw_list_target(list, target);
}

void parallel_cards_targets(const struct parallel *parallel, struct draw_list *list)
{
    for (int side = 0; side < 2; side++) {
        size_t count;
        (void)flow_objects(parallel->flows[side], &count);
        for (size_t i = 0; i < count; i++)
            add_target(parallel, side, i, list);
    }
    draw_list_settle_hits(list);
}

/* ---- The card ----------------------------------------------------------------------------------
 */

static struct rect line_of(const struct parallel *parallel, const struct flow_object *object)
{
    int side = parallel->card_side;
    size_t count;
    const struct flow_line *line = &flow_lines(parallel->flows[side], &count)[object->line];
    const struct row *row = row_of(parallel, side, object->line);
    int top = row == NULL ? parallel->content.y : origin_of(parallel, side, row).y + line->top_px;
    return (struct rect){parallel->columns[side].x, top, parallel->columns[side].w,
                         line->height_px};
}

static void place(struct parallel *parallel)
{
    parallel->placement.page_shift = 0;
    const struct flow_object *object =
        object_at(parallel, parallel->card_side, parallel->card_object);
    struct rect line = line_of(parallel, object);
    struct rect mark = {line.x + object->rect.x, line.y, object->rect.w, line.h};
    bool high = stage_reaches_low(parallel->stage) &&
                mark.y < parallel->content.y + parallel->content.h / 2;
    parallel->placement =
        card_place(parallel->card, mark, line, high || parallel->stage->look.style.low);
}

void parallel_cards_close(struct parallel *parallel)
{
    card_destroy(parallel->card);
    parallel->card = NULL;
    parallel->placement = (struct placement){0};
}

static struct step open_object(struct parallel *parallel, int side, size_t index)
{
    const struct flow_object *object = object_at(parallel, side, index);
    if (object == NULL || object->target == NULL)
        return step_none();
    if (object->kind == SPAN_REFERENCE)
        return step_follow(object->target);
    if (parallel->card != NULL && parallel->card_side != side)
        parallel_cards_close(parallel); /* notes are looked up in their own version */
    if (parallel->card == NULL)
        parallel->card = card_create(parallel->stage, &parallel->letters[side]);
    if (!card_show(parallel->card, card_kind_of(object->kind), object->target)) {
        if (card_depth(parallel->card) == 0)
            parallel_cards_close(parallel);
        return step_none();
    }
    parallel->card_side = side;
    parallel->card_object = index;
    place(parallel);
    return step_redraw();
}

static struct step push_object(struct parallel *parallel, int index)
{
    const struct flow_object *object = card_object(parallel->card, index);
    if (object == NULL || object->target == NULL)
        return step_none();
    if (object->kind == SPAN_REFERENCE)
        return step_follow(object->target);
    if (!card_push(parallel->card, card_kind_of(object->kind), object->target))
        return step_none();
    place(parallel);
    return step_redraw();
}

struct step parallel_cards_back(struct parallel *parallel)
{
    if (card_pop(parallel->card))
        place(parallel);
    else
        parallel_cards_close(parallel);
    return step_redraw();
}

static struct step act_on_card(struct parallel *parallel, enum action action, int index)
{
    switch (action) {
    case ACTION_CARD_OBJECT:
        return push_object(parallel, index);
    case ACTION_CARD_MORE:
    case ACTION_CARD_UP:
        return card_scroll(parallel->card, action == ACTION_CARD_MORE ? 1 : -1) ? step_redraw()
                                                                                : step_none();
    case ACTION_CARD_BACK:
        return parallel_cards_back(parallel);
    case ACTION_CARD_SCROLL:
        return step_none();
    default:
        parallel_cards_close(parallel);
        return step_redraw();
    }
}

bool parallel_cards_act(struct parallel *parallel, enum action action, int index,
                        struct step *ret_step)
{
    if (action == ACTION_OPEN_OBJECT) {
        *ret_step = index < 0 ? step_none() : open_object(parallel, index % 2, (size_t)index / 2);
        return true;
    }
    if (parallel->card == NULL)
        return false;
    *ret_step = act_on_card(parallel, action, index);
    return true;
}

struct step parallel_cards_drag(struct parallel *parallel, const struct gesture *gesture)
{
    return card_drag(parallel->card, gesture->dy_px, gesture->kind == GESTURE_DRAG_END)
               ? step_redraw()
               : step_none();
}

/* ---- Drawing -----------------------------------------------------------------------------------
 */

void parallel_cards_draw_ground(const struct parallel *parallel, struct draw_list *list)
{
    if (parallel->card == NULL)
        return;
    draw_list_target(
        list,
        (struct draw_target){.drawn = parallel->content,
                             .hit = parallel->content,
                             .role = ROLE_SCROLL,
                             .action = ACTION_CARD_CLOSE,
                             .name = "outside",
                             .label = strings_text(parallel->stage->config->strings, "nav.close")});
}

void parallel_cards_draw(const struct parallel *parallel, struct draw_list *list)
{
    if (parallel->card == NULL)
        return;
    int side = parallel->card_side;
    const struct flow_object *object = object_at(parallel, side, parallel->card_object);
    const struct row *row = row_of(parallel, side, object->line);
    if (object->kind == SPAN_NOTE && row != NULL) {
        struct rect rect;
        const struct glyph_page *mark =
            sheet_chosen_mark(parallel->flows[side], object, origin_of(parallel, side, row), &rect);
        draw_list_surface(list, rect, mark, (struct point){0, 0}, 255);
        glyph_page_release(mark);
    }
    draw_list_box(list, BOX_MARK_LINE, line_of(parallel, object));
    card_draw(parallel->card, list);
}

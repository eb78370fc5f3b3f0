#include "draw/dump.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Minutes of arc in a radian, times 1000. */
enum { ARCMIN_MILLI = 3437747 };

static int64_t divided(int64_t value, int64_t by)
{
    return value >= 0 ? (value + by / 2) / by : -((-value + by / 2) / by);
}

int dump_mm_hundredths(const struct dump_screen *screen, int px)
{
    return (int)divided((int64_t)px * 100 * 1000, screen->px_per_mm_milli);
}

int dump_arcmin_tenths(const struct dump_screen *screen, int32_t height_26_6)
{
    return (int)divided((int64_t)height_26_6 * ARCMIN_MILLI * 10,
                        (int64_t)64 * screen->px_per_mm_milli * screen->distance_mm);
}

static void write_text(struct buffer *out, const char *text)
{
    buffer_byte(out, '"');
    for (const char *at = text == NULL ? "" : text; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\')
            buffer_format(out, "\\%c", *at);
        else if ((unsigned char)*at < 0x20)
            buffer_format(out, "\\u%04x", (unsigned)(unsigned char)*at);
        else
            buffer_byte(out, *at);
    }
    buffer_byte(out, '"');
}

/* `"name": "text"` with what stands before it. */
static void write_named(struct buffer *out, const char *before, const char *name, const char *text)
{
    buffer_format(out, "%s\"%s\": ", before, name);
    write_text(out, text);
}

static void write_hundredths(struct buffer *out, int value)
{
    buffer_format(out, "%s%d.%02d", value < 0 ? "-" : "", abs(value) / 100, abs(value) % 100);
}

/* `, "name_px": [...], "name_mm": [...]` */
static void write_rect(struct buffer *out, const struct dump_screen *screen, const char *name,
                       struct rect rect)
{
    const int sides[] = {rect.x, rect.y, rect.w, rect.h};
    buffer_format(out, ", \"%s_px\": [%d, %d, %d, %d], \"%s_mm\": [", name, rect.x, rect.y, rect.w,
                  rect.h, name);
    for (size_t i = 0; i < 4; i++) {
        buffer_text(out, i > 0 ? ", " : "");
        write_hundredths(out, dump_mm_hundredths(screen, sides[i]));
    }
    buffer_byte(out, ']');
}

/* Before the n-th entry of an array: each stands on a line of its own. */
static void begin_entry(struct buffer *out, size_t n)
{
    buffer_text(out, n == 0 ? "\n    " : ",\n    ");
}

static void begin_array(struct buffer *out, const char *name)
{
    buffer_format(out, ",\n  \"%s\": [", name);
}

static void end_array(struct buffer *out, size_t count)
{
    buffer_text(out, count == 0 ? "]" : "\n  ]");
}

static void write_head(struct buffer *out, const struct dump_frame *frame)
{
    const struct dump_screen *screen = &frame->screen;
    const struct rect size = frame->list->screen;
    write_named(out, "{\n  ", "format", "vitrine-dump 1");
    write_named(out, ",\n  ", "place", frame->place);
    buffer_format(out, ",\n  \"screen\": {\"w_px\": %d, \"h_px\": %d, \"w_mm\": ", size.w, size.h);
    write_hundredths(out, dump_mm_hundredths(screen, size.w));
    buffer_text(out, ", \"h_mm\": ");
    write_hundredths(out, dump_mm_hundredths(screen, size.h));
    buffer_format(out, ", \"px_per_mm\": %d.%03d, \"distance_mm\": %d}",
                  screen->px_per_mm_milli / 1000, screen->px_per_mm_milli % 1000,
                  screen->distance_mm);
    write_named(out, ",\n  ", "theme", theme_name(frame->list->theme));
}

static void write_targets(struct buffer *out, const struct dump_frame *frame)
{
    begin_array(out, "targets");
    for (size_t i = 0; i < frame->list->target_count; i++) {
        const struct draw_target *target = &frame->list->targets[i];
        begin_entry(out, i);
        write_named(out, "{", "role", draw_role_name(target->role));
        write_named(out, ", ", "action", target->name);
        write_named(out, ", ", "label", target->label);
        write_rect(out, &frame->screen, "drawn", target->drawn);
        write_rect(out, &frame->screen, "hit", target->hit);
        buffer_byte(out, '}');
    }
    end_array(out, frame->list->target_count);
}

/* A target's place in the focus order, and in the list where two have the same. */
struct stop {
    int focus;
    size_t index;
};

static int by_focus(const void *a, const void *b)
{
    const struct stop *left = a, *right = b;
    if (left->focus != right->focus)
        return left->focus < right->focus ? -1 : 1;
    return left->index < right->index ? -1 : 1;
}

static void write_focus(struct buffer *out, const struct draw_list *list)
{
    struct stop *stops = arena_alloc(list->arena, list->target_count, sizeof *stops);
    size_t count = 0;
    for (size_t i = 0; i < list->target_count; i++)
        if (list->targets[i].focus > 0)
            stops[count++] = (struct stop){list->targets[i].focus, i};
    if (count > 1)
        qsort(stops, count, sizeof *stops, by_focus);
    begin_array(out, "focus");
    for (size_t i = 0; i < count; i++) {
        begin_entry(out, i);
        write_text(out, list->targets[stops[i].index].name);
    }
    end_array(out, count);
}

static void write_runs(struct buffer *out, const struct dump_frame *frame)
{
    begin_array(out, "runs");
    for (size_t i = 0; i < frame->list->run_count; i++) {
        const struct draw_run *run = &frame->list->runs[i];
        const int arcmin = dump_arcmin_tenths(&frame->screen, run->cap_height_26_6);
        begin_entry(out, i);
        write_named(out, "{", "text", run->text);
        write_rect(out, &frame->screen, "rect", run->rect);
        buffer_format(out,
                      ", \"cap_height_arcmin\": %d.%d, \"ink\": \"#%06X\", \"ground\": \"#%06X\", "
                      "\"layer\": %d}",
                      arcmin / 10, arcmin % 10, (unsigned)frame->theme->colors[run->ink],
                      (unsigned)frame->theme->colors[run->ground], run->layer);
    }
    end_array(out, frame->list->run_count);
}

static void write_boxes(struct buffer *out, const struct dump_frame *frame)
{
    begin_array(out, "boxes");
    for (size_t i = 0; i < frame->list->box_count; i++) {
        begin_entry(out, i);
        write_named(out, "{", "kind", draw_box_name(frame->list->boxes[i].kind));
        write_rect(out, &frame->screen, "rect", frame->list->boxes[i].rect);
        buffer_byte(out, '}');
    }
    end_array(out, frame->list->box_count);
}

static void write_timers(struct buffer *out, const struct dump_frame *frame)
{
    begin_array(out, "timers");
    for (size_t i = 0; i < frame->list->timer_count; i++) {
        const struct draw_timer *timer = &frame->list->timers[i];
        const uint64_t remaining_ms =
            timer->due_ms > frame->now_ms ? timer->due_ms - frame->now_ms : 0;
        begin_entry(out, i);
        write_named(out, "{", "name", timer->name);
        buffer_format(out, ", \"remaining_ms\": %llu}", (unsigned long long)remaining_ms);
    }
    end_array(out, frame->list->timer_count);
}

void dump_write(struct buffer *out, const struct dump_frame *frame)
{
    assert(frame->screen.px_per_mm_milli > 0 && frame->screen.distance_mm > 0);
    write_head(out, frame);
    write_targets(out, frame);
    write_focus(out, frame->list);
    write_runs(out, frame);
    write_boxes(out, frame);
    write_timers(out, frame);
    buffer_text(out, "\n}\n");
}

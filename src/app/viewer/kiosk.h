/* The viewer without its clock: touches and keys go in, frames come out. The live loop and replays
 * drive it alike. */
#ifndef APP_VIEWER_KIOSK_H
#define APP_VIEWER_KIOSK_H

#include "app/viewer/content.h"
#include "app/viewer/house.h"
#include "base/buffer.h"
#include "input/event.h"
#include "letter/place.h"
#include "platform/sdl/window.h"
#include "view/view.h"

struct kiosk;

/* How a kiosk begins; `content` is borrowed until kiosk_close. */
struct kiosk_start {
    struct content *content;
    struct house *house; /* borrowed until kiosk_close; its settings are the kiosk's */
    bool has_backlight;  /* kiosk_percent is followed; else frames are darkened */
    struct window_options window;
    bool text_only; /* no pixels, no display: frames are only described */
    struct place place;
    uint32_t seed;
    struct view_visits visits; /* is told of every visit */
    void (*wake)(void *self);  /* called from another thread when a page is ready; may be NULL */
    void *wake_self;
};

/* Sets the first frame and has its pages made while the display is being opened, and leaves it
 * ready for kiosk_show. STATUS_IO: no display. */
enum status kiosk_open(const struct kiosk_start *start, uint64_t now_ms, struct kiosk **ret_kiosk,
                       struct error *error) STATUS_CHECKED;

/* Takes NULL. */
void kiosk_close(struct kiosk *kiosk);

/* Takes a touch or key. */
void kiosk_input(struct kiosk *kiosk, const struct input_event *event);

/* Lets time pass. */
void kiosk_tick(struct kiosk *kiosk, uint64_t now_ms);

/* When kiosk_tick wants to be called; UINT64_MAX: never. */
uint64_t kiosk_deadline_ms(const struct kiosk *kiosk);

/* Draws and presents the frame if it differs from the last one; answers whether it did. */
bool kiosk_show(struct kiosk *kiosk, uint64_t now_ms);

/* The bundle's file was replaced: shows the same place of the new one. On failure all stays as it
 * was. */
enum status kiosk_reload(struct kiosk *kiosk, uint64_t now_ms, struct error *error) STATUS_CHECKED;

/* What the update agent says now (update/status_line.h); anything else says nothing. */
void kiosk_status(struct kiosk *kiosk, const char *text, size_t length, uint64_t now_ms);

/* The house's time or settings are others now: follows its opening hours and its brightness. */
void kiosk_follow_house(struct kiosk *kiosk, uint64_t now_ms);

/* How bright the screen is to be: 0, nothing is shown, to 100. */
int kiosk_percent(const struct kiosk *kiosk);

/* Whether a new edition waits and no visitor would be disturbed by a new beginning. */
bool kiosk_may_change(const struct kiosk *kiosk);

/* The window has another size, or lost what it showed, or its textures too. */
void kiosk_resized(struct kiosk *kiosk, uint64_t now_ms);
void kiosk_exposed(struct kiosk *kiosk);
void kiosk_forgotten(struct kiosk *kiosk);

/* Whether a finger is down or something moves, so that nothing else should be done now. */
bool kiosk_is_moving(const struct kiosk *kiosk, uint64_t now_ms);

/* Does one small piece of the work that makes the next touch fast; false: none is left. */
bool kiosk_prepare(struct kiosk *kiosk);

/* Does all of that work, waiting for the worker: a visitor would have left it the time. */
void kiosk_settle(struct kiosk *kiosk);

/* Writes the frame shown last as `directory`/`name`.json, and its pixels, if there are any, as
 * .png. */
enum status kiosk_dump(struct kiosk *kiosk, uint64_t now_ms, const char *directory,
                       const char *name, struct error *error) STATUS_CHECKED;

/* Appends the same JSON. */
void kiosk_describe(struct kiosk *kiosk, uint64_t now_ms, struct buffer *out);

/* The frame shown last; borrowed until the next kiosk_show. */
const struct draw_list *kiosk_frame(const struct kiosk *kiosk);

struct place kiosk_place(const struct kiosk *kiosk);

/* NULL: there is none. */
struct window *kiosk_window(const struct kiosk *kiosk);

#endif

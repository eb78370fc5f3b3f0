/* Recorded visits as text: what happened when, in visible pixels and virtual milliseconds.
 *
 *     vitrine-replay 1 1920x1080 15.6 7      width x height, diagonal in inches, seed
 *     # a comment; empty lines are passed over too
 *     1200 touch 0 down 960 540              contact, then x y, then its width if known
 *     1230 touch 0 move 940 540
 *     1260 touch 0 up 930 541 12
 *     3000 key Right                         names: keys.h
 *     3050 type é                            one letter, from a keyboard
 *     3100 unplug touch
 *     3200 headphones in                     or out; until the screen speaks, only times follow
 *     3300 status LINE                       the status file's line
 *     3400 clock mon 17:59                   the time of day, which stands still; or unset
 *     4000 dump NAME                         letters, digits, . _ -
 *     4100 expect PLACE                      what PLACE leaves out is not compared: place_answers
 *     4200 tap NAME                          a finger down and up on a target: see below
 *     4300 shows WORDS                       some line of text that is shown has these words in it
 *     60000 end                              the last line
 *
 * A recording has coordinates; a test written by hand names what it touches, so that another font
 * or size does not move it: "tap note=1" is a touch that goes down and up in the middle of the
 * target "note=1" of the frame on the screen (the action of a dump). It fails where there is no
 * such target, or where the middle of it belongs to another.
 */
#ifndef INPUT_REPLAY_H
#define INPUT_REPLAY_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/status.h"
#include "input/event.h"

/* What a file may ask for. */
enum {
    REPLAY_BYTES_MAX = 16 << 20,
    REPLAY_LINE_MAX = 1000,
    REPLAY_SIDE_MAX_PX = 16384,
    REPLAY_CONTACT_MAX = 99
};

enum replay_kind {
    REPLAY_INPUT,  /* event */
    REPLAY_STATUS, /* text: the line */
    REPLAY_CLOCK,  /* text: the time */
    REPLAY_DUMP,   /* text: the name */
    REPLAY_EXPECT, /* text: the place */
    REPLAY_TAP,    /* text: the target's name */
    REPLAY_SHOWS,  /* text: the words */
    REPLAY_END
};

struct replay_step {
    enum replay_kind kind;
    uint64_t time_ms;
    struct input_event event; /* REPLAY_INPUT; its time is time_ms, its device 0 */
    const char *text;         /* NULL where the kind has none */
    int line;                 /* in the file, for messages; 0 when made by hand */
};

struct replay_screen {
    int w_px, h_px, diagonal_inch_tenths;
    uint32_t seed;
};

/* Steps in the order of time; the last and only the last is REPLAY_END. */
struct replay {
    struct replay_screen screen;
    struct replay_step *steps;
    size_t step_count, step_room;
    struct arena *arena; /* holds the texts */
};

/* Reads a replay from memory; `path` is for messages only. End with replay_fini, on failure too.
 * STATUS_INVALID and STATUS_LIMIT name path and line, STATUS_UNSUPPORTED a newer version. */
enum status replay_parse(const char *path, const char *bytes, size_t length, struct replay *replay,
                         struct error *error) STATUS_CHECKED;

/* The same from a file; STATUS_NOT_FOUND and STATUS_IO beside. */
enum status replay_load(const char *path, struct replay *replay,
                        struct error *error) STATUS_CHECKED;

/* Zeroed memory is valid. */
void replay_fini(struct replay *replay);

/* Appends the first line. */
void replay_write_screen(struct buffer *out, const struct replay_screen *screen);

/* Appends one step as a line. Contacts must be 0 to REPLAY_CONTACT_MAX: see replay_contact. */
void replay_write_step(struct buffer *out, const struct replay_step *step);

/* Small numbers for the contacts of a recording, whatever devices call them. Zeroed: none yet. */
struct replay_contacts {
    struct {
        int64_t device, contact;
        bool down;
    } slots[REPLAY_CONTACT_MAX + 1];
};

/* Replaces device and contact of a touch event by 0 and the contact's number and answers true. A
 * lost device's numbers become free. Answers false, and changes no event, for other events and
 * where all numbers are taken. */
bool replay_contact(struct replay_contacts *contacts, struct input_event *event);

#endif

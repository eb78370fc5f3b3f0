/* What the kiosk knows about its own content: the file `state`, the update protocol's section 5.
 * Its last line is a checksum over the lines before, so a torn file is never believed. */
#ifndef UPDATE_STATE_H
#define UPDATE_STATE_H

#include "base/buffer.h"
#include "base/files.h"
#include "base/status.h"
#include "update/manifest.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    STATE_ID_SIZE = 32,         /* "SERIAL-" and 8 hex digits of the hash, with the NUL */
    STATE_SIZE_MAX = 1024,      /* bytes of the file */
    STATE_BAD_MAX = 8,          /* the oldest gives way */
    STATE_TRIES = 3,            /* starts that a new bundle has to confirm itself */
    STATE_SERIAL_STEP = 1000000 /* how far above the floor a serial may be */
};

struct state {
    uint64_t seq;               /* of writes of this file */
    char active[STATE_ID_SIZE]; /* "" in all of these: none */
    char previous[STATE_ID_SIZE];
    char trial[STATE_ID_SIZE];
    uint64_t tries;                         /* starts that the trial has left */
    uint64_t floor;                         /* no serial below it is installed */
    char bad[STATE_BAD_MAX][STATE_ID_SIZE]; /* failed here, the latest first */
    size_t bad_count;
};

/* The name of a bundle's folder, from its manifest. */
void state_id(const struct manifest *manifest, char ret_id[STATE_ID_SIZE]);

/* Whether a text is such a name, and its serial. */
bool state_id_serial(const char *id, uint64_t *ret_serial);

/* Reads the file's text. STATUS_INVALID where a line or the checksum is wrong. */
enum status state_parse(const char *text, size_t length, struct state *ret_state,
                        struct error *error) STATUS_CHECKED;

/* Appends the file's text. */
void state_format(const struct state *state, struct buffer *text);

/* Reads `state` from the store. STATUS_NOT_FOUND, STATUS_INVALID, STATUS_IO. */
enum status state_load(const struct files *store, struct state *ret_state,
                       struct error *error) STATUS_CHECKED;

/* Writes `state` durably with the next seq; the struct takes the new seq only on success.
 * STATUS_IO; then the old or the new text is there, whole. */
enum status state_save(const struct files *store, struct state *state,
                       struct error *error) STATUS_CHECKED;

/* Whether an id is among the bad ones. */
bool state_is_bad(const struct state *state, const char *id);

/* Adds an id to the bad ones; the oldest drops out. */
void state_add_bad(struct state *state, const char *id);

/* Whether any of active, previous and trial names this id. */
bool state_names(const struct state *state, const char *id);

#endif

#include "update/state.h"

#include "update/store.h"

#include <errno.h>
#include <inttypes.h>
#include <sodium.h>
#include <string.h>

enum { SUM_LENGTH = 4 + 2 * MANIFEST_HASH_SIZE + 1, HASH8 = 8 };

void state_id(const struct manifest *manifest, char ret_id[STATE_ID_SIZE])
{
    char hash[2 * 4 + 1];
    struct buffer id = {0};
    sodium_bin2hex(hash, sizeof hash, manifest->hash, 4);
    buffer_format(&id, "%" PRIu64 "-%s", manifest->serial, hash);
    memcpy(ret_id, id.bytes, id.length + 1);
    buffer_fini(&id);
}

static bool read_digits(const char **at, uint64_t *ret_number)
{
    const char *digit = *at;
    uint64_t number = 0;
    for (; *digit >= '0' && *digit <= '9'; digit++) {
        const uint64_t value = (uint64_t)(*digit - '0');
        if (number > (UINT64_MAX - value) / 10)
            return false;
        number = number * 10 + value;
    }
    if (digit == *at || (**at == '0' && digit != *at + 1))
        return false;
    *at = digit;
    *ret_number = number;
    return true;
}

bool state_id_serial(const char *id, uint64_t *ret_serial)
{
    uint64_t serial;
    if (!read_digits(&id, &serial) || *id != '-')
        return false;
    id++;
    if (strlen(id) != HASH8 || strspn(id, "0123456789abcdef") != HASH8)
        return false;
    *ret_serial = serial;
    return true;
}

/* ---- Text --------------------------------------------------------------------------------------
 */

static void append_lines(const struct state *state, struct buffer *text)
{
    buffer_format(text,
                  "seq=%" PRIu64 "\nactive=%s\nprevious=%s\ntrial=%s\ntries=%" PRIu64
                  "\nfloor=%" PRIu64 "\nbad=",
                  state->seq, state->active, state->previous, state->trial, state->tries,
                  state->floor);
    for (size_t i = 0; i < state->bad_count; i++)
        buffer_format(text, "%s%s", i == 0 ? "" : ",", state->bad[i]);
    buffer_byte(text, '\n');
}

void state_format(const struct state *state, struct buffer *text)
{
    uint8_t hash[MANIFEST_HASH_SIZE];
    char sum[2 * sizeof hash + 1];
    const size_t start = text->length;
    append_lines(state, text);
    crypto_generichash(hash, sizeof hash, (const unsigned char *)text->bytes + start,
                       text->length - start, NULL, 0);
    sodium_bin2hex(sum, sizeof sum, hash, sizeof hash);
    buffer_format(text, "sum=%s\n", sum);
}

/* Moves behind "name=" if it stands there. */
static bool pass(const char **at, const char *name)
{
    const size_t length = strlen(name);
    if (strncmp(*at, name, length) != 0)
        return false;
    *at += length;
    return true;
}

/* An id up to one of `ends`; none is an id too. */
static bool read_id(const char **at, const char *ends, char id[STATE_ID_SIZE])
{
    const size_t length = strcspn(*at, ends);
    uint64_t serial;
    if (length >= STATE_ID_SIZE)
        return false;
    memcpy(id, *at, length);
    id[length] = '\0';
    *at += length;
    return length == 0 || state_id_serial(id, &serial);
}

static bool read_number_line(const char **at, const char *name, uint64_t *number)
{
    return pass(at, name) && read_digits(at, number) && pass(at, "\n");
}

static bool read_id_line(const char **at, const char *name, char id[STATE_ID_SIZE])
{
    return pass(at, name) && read_id(at, "\n", id) && pass(at, "\n");
}

static bool read_bad_line(const char **at, struct state *state)
{
    if (!pass(at, "bad="))
        return false;
    while (**at != '\n') {
        if (state->bad_count == STATE_BAD_MAX || (state->bad_count > 0 && !pass(at, ",")) ||
            !read_id(at, ",\n", state->bad[state->bad_count]))
            return false;
        state->bad_count++;
    }
    return pass(at, "\n");
}

static bool read_lines(const char *text, struct state *state)
{
    return read_number_line(&text, "seq=", &state->seq) &&
           read_id_line(&text, "active=", state->active) &&
           read_id_line(&text, "previous=", state->previous) &&
           read_id_line(&text, "trial=", state->trial) &&
           read_number_line(&text, "tries=", &state->tries) && state->tries <= STATE_TRIES &&
           read_number_line(&text, "floor=", &state->floor) && read_bad_line(&text, state) &&
           pass(&text, "sum=");
}

enum status state_parse(const char *text, size_t length, struct state *ret_state,
                        struct error *error)
{
    struct state state = {0};
    struct buffer whole = {0}, again = {0};
    buffer_append(&whole, text, length);
    bool valid = length <= STATE_SIZE_MAX && length > SUM_LENGTH && strlen(whole.bytes) == length &&
                 read_lines(whole.bytes, &state);
    if (valid) { /* the one spelling there is, checksum included */
        state_format(&state, &again);
        valid = again.length == length && memcmp(again.bytes, text, length) == 0;
    }
    buffer_fini(&whole);
    buffer_fini(&again);
    if (!valid)
        return error_set(error, STATUS_INVALID, "state: damaged");
    *ret_state = state;
    return STATUS_OK;
}

/* ---- The file ----------------------------------------------------------------------------------
 */

enum status state_load(const struct files *store, struct state *ret_state, struct error *error)
{
    struct buffer text = {0};
    const int answer = store_read(store, "state", STATE_SIZE_MAX, &text);
    enum status status = STATUS_OK;
    if (answer == -ENOENT)
        status = error_set(error, STATUS_NOT_FOUND, "state: not there");
    else if (answer == -EFBIG)
        status = error_set(error, STATUS_INVALID, "state: damaged");
    else if (answer != 0)
        status = error_set(error, STATUS_IO, "state: %s", strerror(-answer));
    else
        status = state_parse(buffer_string(&text), text.length, ret_state, error);
    buffer_fini(&text);
    return status;
}

enum status state_save(const struct files *store, struct state *state, struct error *error)
{
    struct buffer text = {0};
    struct state next = *state;
    next.seq++;
    state_format(&next, &text);
    const int answer = store_replace(store, "", "state", text.bytes, text.length);
    buffer_fini(&text);
    if (answer != 0)
        return error_set(error, STATUS_IO, "state: %s", strerror(-answer));
    *state = next;
    return STATUS_OK;
}

bool state_is_bad(const struct state *state, const char *id)
{
    for (size_t i = 0; i < state->bad_count; i++)
        if (strcmp(state->bad[i], id) == 0)
            return true;
    return false;
}

void state_add_bad(struct state *state, const char *id)
{
    if (state_is_bad(state, id))
        return;
    const size_t kept = state->bad_count < STATE_BAD_MAX ? state->bad_count : STATE_BAD_MAX - 1;
    memmove(state->bad[1], state->bad[0], kept * sizeof state->bad[0]);
    memcpy(state->bad[0], id, strlen(id) + 1);
    state->bad_count = kept + 1;
}

bool state_names(const struct state *state, const char *id)
{
    return strcmp(state->active, id) == 0 || strcmp(state->previous, id) == 0 ||
           strcmp(state->trial, id) == 0;
}

#include "input/replay.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "input/keys.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { POINT_MAX_PX = 99999, TIME_DIGITS_MAX = 15 };

/* A reader of one line's words answers what is wrong, or NULL. */
typedef const char *read_fn(struct replay_step *step, char *words);

/* Cuts the first word off *words and closes it; "" at the end. */
static char *next_word(char **words)
{
    char *word = *words + strspn(*words, " ");
    char *end = word + strcspn(word, " ");
    *words = *end == '\0' ? end : end + 1;
    *end = '\0';
    return word;
}

/* A decimal number of at most `limit`, with nothing before or behind it. */
static bool read_number(const char *word, uint64_t limit, uint64_t *ret_number)
{
    const size_t digits = strspn(word, "0123456789");
    if (digits == 0 || digits > TIME_DIGITS_MAX || word[digits] != '\0')
        return false;
    const uint64_t number = strtoull(word, NULL, 10);
    if (number > limit)
        return false;
    *ret_number = number;
    return true;
}

static bool read_int(const char *word, int limit, int *ret_number)
{
    const bool negative = word[0] == '-';
    uint64_t number = 0;
    if (!read_number(word + negative, (uint64_t)limit, &number))
        return false;
    *ret_number = negative ? -(int)number : (int)number;
    return true;
}

static const char *read_touch(struct replay_step *step, char *words)
{
    static const struct {
        const char *word;
        enum input_event_kind kind;
    } kinds[] = {{"down", INPUT_TOUCH_DOWN}, {"move", INPUT_TOUCH_MOVE}, {"up", INPUT_TOUCH_UP}};
    uint64_t contact = 0;
    if (!read_number(next_word(&words), REPLAY_CONTACT_MAX, &contact))
        return "a contact is a number from 0 to 99";
    step->event.contact = (int64_t)contact;
    const char *word = next_word(&words);
    size_t i = 0;
    while (i < 3 && strcmp(kinds[i].word, word) != 0)
        i++;
    if (i == 3)
        return "a touch goes down, move or up";
    step->event.kind = kinds[i].kind;
    if (!read_int(next_word(&words), POINT_MAX_PX, &step->event.point.x) ||
        !read_int(next_word(&words), POINT_MAX_PX, &step->event.point.y))
        return "a touch has x and y in pixels";
    const char *width = next_word(&words);
    if (*width != '\0' && !read_int(width, POINT_MAX_PX, &step->event.size_px))
        return "the width of a touch is a number of pixels";
    return *words == '\0' ? NULL : "too many words for a touch";
}

static const char *read_key(struct replay_step *step, char *words)
{
    step->event.kind = INPUT_KEY;
    step->event.key = keys_find(words);
    return step->event.key != KEY_NONE ? NULL : "no such key";
}

static const char *read_letter(struct replay_step *step, char *words)
{
    const size_t length = strlen(words);
    step->event.kind = INPUT_LETTER;
    if (length == 0 || length >= INPUT_LETTER_SIZE || utf8_count(words, length) != 1)
        return "type takes one letter";
    memcpy(step->event.letter, words, length + 1);
    return NULL;
}

static const char *read_unplug(struct replay_step *step, char *words)
{
    step->event.kind = INPUT_TOUCH_LOST;
    return strcmp(words, "touch") == 0 ? NULL : "only touch can be unplugged";
}

static const char *read_headphones(struct replay_step *step, char *words)
{
    const bool in = strcmp(words, "in") == 0;
    step->event.kind = in ? INPUT_HEADPHONES_IN : INPUT_HEADPHONES_OUT;
    return in || strcmp(words, "out") == 0 ? NULL : "headphones go in or out";
}

static const char *read_status(struct replay_step *step, char *words)
{
    step->kind = REPLAY_STATUS;
    step->text = words;
    return NULL;
}

static const char *read_clock(struct replay_step *step, char *words)
{
    step->kind = REPLAY_CLOCK;
    step->text = words;
    return *words != '\0' ? NULL : "clock needs a day and a time";
}

static bool is_file_name(const char *name)
{
    static const char allowed[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    return name[0] != '\0' && name[0] != '.' && name[strspn(name, allowed)] == '\0';
}

static const char *read_dump(struct replay_step *step, char *words)
{
    step->kind = REPLAY_DUMP;
    step->text = words;
    return is_file_name(words) ? NULL : "a dump's name has letters, digits, . _ and - only";
}

static const char *read_expect(struct replay_step *step, char *words)
{
    step->kind = REPLAY_EXPECT;
    step->text = words;
    return *words != '\0' ? NULL : "expect needs a place";
}

static const char *read_tap(struct replay_step *step, char *words)
{
    step->kind = REPLAY_TAP;
    step->text = words;
    return *words != '\0' ? NULL : "tap needs the name of a target";
}

static const char *read_shows(struct replay_step *step, char *words)
{
    step->kind = REPLAY_SHOWS;
    step->text = words;
    return *words != '\0' ? NULL : "shows needs words";
}

static const char *read_end(struct replay_step *step, char *words)
{
    step->kind = REPLAY_END;
    return *words == '\0' ? NULL : "nothing follows end";
}

static read_fn *find_reader(const char *verb)
{
    static const struct {
        const char *verb;
        read_fn *read;
    } readers[] = {
        {"touch", read_touch},           {"key", read_key},
        {"type", read_letter},           {"unplug", read_unplug},
        {"headphones", read_headphones}, {"status", read_status},
        {"clock", read_clock},           {"dump", read_dump},
        {"expect", read_expect},         {"tap", read_tap},
        {"shows", read_shows},           {"end", read_end},
    };
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++)
        if (strcmp(readers[i].verb, verb) == 0)
            return readers[i].read;
    return NULL;
}

static const char *read_step(struct replay_step *step, uint64_t earliest_ms, char *words)
{
    if (!read_number(next_word(&words), UINT64_MAX, &step->time_ms))
        return "a line begins with its time in milliseconds";
    if (step->time_ms < earliest_ms)
        return "the time goes back";
    read_fn *read = find_reader(next_word(&words));
    if (read == NULL)
        return "no such event; see src/input/replay.h";
    words += strspn(words, " ");
    step->event.time_ms = step->time_ms;
    return read(step, words);
}

/* "10.1" to 101. */
static bool read_tenths(char *word, int *ret_tenths)
{
    uint64_t whole = 0, tenths = 0;
    char *point = strchr(word, '.');
    if (point != NULL)
        *point++ = '\0';
    if (!read_number(word, 999, &whole) || (point != NULL && !read_number(point, 9, &tenths)))
        return false;
    *ret_tenths = (int)(whole * 10 + tenths);
    return *ret_tenths > 0;
}

/* "1280x800" */
static bool read_size(char *word, struct replay_screen *screen)
{
    char *height = strchr(word, 'x');
    if (height == NULL)
        return false;
    *height++ = '\0';
    return read_int(word, REPLAY_SIDE_MAX_PX, &screen->w_px) &&
           read_int(height, REPLAY_SIDE_MAX_PX, &screen->h_px) && screen->w_px > 0 &&
           screen->h_px > 0;
}

static enum status read_screen(char *words, struct replay_screen *screen, struct error *error)
{
    uint64_t seed = 0;
    if (strcmp(next_word(&words), "vitrine-replay") != 0)
        return error_set(error, STATUS_INVALID, "not a replay; it begins with vitrine-replay");
    if (strcmp(next_word(&words), "1") != 0)
        return error_set(error, STATUS_UNSUPPORTED, "a replay of another version than 1");
    if (!read_size(next_word(&words), screen) ||
        !read_tenths(next_word(&words), &screen->diagonal_inch_tenths) ||
        !read_number(next_word(&words), UINT32_MAX, &seed) || *words != '\0')
        return error_set(error, STATUS_INVALID,
                         "write vitrine-replay 1 WIDTHxHEIGHT DIAGONAL SEED: 1280x800 10.1 1");
    screen->seed = (uint32_t)seed;
    return STATUS_OK;
}

static struct replay_step *append(struct replay *replay)
{
    if (replay->step_count == replay->step_room) {
        replay->step_room = replay->step_room == 0 ? 64 : replay->step_room * 2;
        replay->steps = memory_resized(replay->steps, replay->step_room, sizeof *replay->steps);
    }
    struct replay_step *step = &replay->steps[replay->step_count++];
    *step = (struct replay_step){0};
    return step;
}

static bool has_ended(const struct replay *replay)
{
    return replay->step_count > 0 && replay->steps[replay->step_count - 1].kind == REPLAY_END;
}

static enum status take_line(struct replay *replay, int line, char *words, struct error *error)
{
    if (line == 1)
        return read_screen(words, &replay->screen, error);
    if (words[0] == '\0' || words[0] == '#')
        return STATUS_OK;
    if (has_ended(replay))
        return error_set(error, STATUS_INVALID, "nothing follows end");
    const uint64_t earliest_ms =
        replay->step_count == 0 ? 0 : replay->steps[replay->step_count - 1].time_ms;
    struct replay_step *step = append(replay);
    step->line = line;
    const char *fault = read_step(step, earliest_ms, words);
    return fault == NULL ? STATUS_OK : error_set(error, STATUS_INVALID, "%s", fault);
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

/* The line's own copy without its end and the space around it; NULL: no line of text. */
static char *copy_line(struct arena *arena, const char *bytes, size_t length)
{
    while (length > 0 && is_space(bytes[length - 1]))
        length--;
    if (length > REPLAY_LINE_MAX || memchr(bytes, '\0', length) != NULL ||
        !utf8_is_valid(bytes, length, NULL))
        return NULL;
    char *line = arena_copy(arena, bytes, length);
    return line + strspn(line, " ");
}

static enum status take_lines(struct replay *replay, const char *bytes, size_t length,
                              int *ret_line, struct error *error)
{
    enum status status = STATUS_OK;
    int line = 0;
    for (size_t at = 0, next = 0; at < length && status == STATUS_OK; at = next) {
        const char *end = memchr(bytes + at, '\n', length - at);
        next = end == NULL ? length : (size_t)(end - bytes) + 1;
        char *words = copy_line(replay->arena, bytes + at, next - at - (end != NULL));
        *ret_line = ++line;
        status = words == NULL ? error_set(error, STATUS_INVALID,
                                           "not a line of at most 1000 bytes of UTF-8 text")
                               : take_line(replay, line, words, error);
    }
    return status;
}

enum status replay_parse(const char *path, const char *bytes, size_t length, struct replay *replay,
                         struct error *error)
{
    int line = 1;
    *replay = (struct replay){.arena = arena_create()};
    if (length > REPLAY_BYTES_MAX)
        return error_set(error, STATUS_LIMIT, "%s: over 16 MiB", path);
    enum status status = take_lines(replay, bytes, length, &line, error);
    if (status == STATUS_OK && !has_ended(replay))
        status = error_set(error, STATUS_INVALID, "the file is cut off; its last line is: MS end");
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s:%d", path, line);
    return STATUS_OK;
}

enum status replay_load(const char *path, struct replay *replay, struct error *error)
{
    struct buffer content = {0};
    *replay = (struct replay){0};
    enum status status = file_read(path, REPLAY_BYTES_MAX, &content, error);
    if (status == STATUS_OK)
        status = replay_parse(path, buffer_string(&content), content.length, replay, error);
    buffer_fini(&content);
    return status;
}

void replay_fini(struct replay *replay)
{
    arena_destroy(replay->arena);
    free(replay->steps);
    *replay = (struct replay){0};
}

void replay_write_screen(struct buffer *out, const struct replay_screen *screen)
{
    buffer_format(out, "vitrine-replay 1 %dx%d %d.%d %lu\n", screen->w_px, screen->h_px,
                  screen->diagonal_inch_tenths / 10, screen->diagonal_inch_tenths % 10,
                  (unsigned long)screen->seed);
}

static void write_touch(struct buffer *out, const struct input_event *event, const char *kind)
{
    assert(event->contact >= 0 && event->contact <= REPLAY_CONTACT_MAX);
    buffer_format(out, "touch %d %s %d %d", (int)event->contact, kind, event->point.x,
                  event->point.y);
    if (event->size_px > 0)
        buffer_format(out, " %d", event->size_px);
}

static void write_event(struct buffer *out, const struct input_event *event)
{
    switch (event->kind) {
    case INPUT_TOUCH_DOWN:
        write_touch(out, event, "down");
        break;
    case INPUT_TOUCH_MOVE:
        write_touch(out, event, "move");
        break;
    case INPUT_TOUCH_UP:
        write_touch(out, event, "up");
        break;
    case INPUT_TOUCH_LOST:
        buffer_text(out, "unplug touch");
        break;
    case INPUT_KEY:
        buffer_format(out, "key %s", keys_name(event->key));
        break;
    case INPUT_LETTER:
        buffer_format(out, "type %s", event->letter);
        break;
    case INPUT_HEADPHONES_IN:
        buffer_text(out, "headphones in");
        break;
    case INPUT_HEADPHONES_OUT:
        buffer_text(out, "headphones out");
        break;
    }
}

void replay_write_step(struct buffer *out, const struct replay_step *step)
{
    buffer_format(out, "%llu ", (unsigned long long)step->time_ms);
    switch (step->kind) {
    case REPLAY_INPUT:
        write_event(out, &step->event);
        break;
    case REPLAY_STATUS:
        buffer_format(out, "status %s", step->text);
        break;
    case REPLAY_CLOCK:
        buffer_format(out, "clock %s", step->text);
        break;
    case REPLAY_DUMP:
        buffer_format(out, "dump %s", step->text);
        break;
    case REPLAY_EXPECT:
        buffer_format(out, "expect %s", step->text);
        break;
    case REPLAY_TAP:
        buffer_format(out, "tap %s", step->text);
        break;
    case REPLAY_SHOWS:
        buffer_format(out, "shows %s", step->text);
        break;
    case REPLAY_END:
        buffer_text(out, "end");
        break;
    }
    buffer_byte(out, '\n');
}

static bool is_touch(const struct input_event *event)
{
    return event->kind == INPUT_TOUCH_DOWN || event->kind == INPUT_TOUCH_MOVE ||
           event->kind == INPUT_TOUCH_UP;
}

static void forget_device(struct replay_contacts *contacts, int64_t device)
{
    for (int i = 0; i <= REPLAY_CONTACT_MAX; i++)
        if (contacts->slots[i].device == device)
            contacts->slots[i].down = false;
}

bool replay_contact(struct replay_contacts *contacts, struct input_event *event)
{
    int known = -1, unused = -1;
    if (event->kind == INPUT_TOUCH_LOST)
        forget_device(contacts, event->device);
    if (!is_touch(event))
        return false;
    for (int i = REPLAY_CONTACT_MAX; i >= 0; i--) {
        if (!contacts->slots[i].down)
            unused = i;
        else if (contacts->slots[i].device == event->device &&
                 contacts->slots[i].contact == event->contact)
            known = i;
    }
    const int slot = known >= 0 ? known : unused;
    if (slot < 0)
        return false;
    contacts->slots[slot].device = event->device;
    contacts->slots[slot].contact = event->contact;
    contacts->slots[slot].down = event->kind != INPUT_TOUCH_UP;
    event->device = 0;
    event->contact = slot;
    return true;
}

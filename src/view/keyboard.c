#include "view/keyboard.h"

#include "base/ini.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Latin first, numbers last. */
static const char *const files[] = {"latin", "cyrillic", "greek", "arabic", "hebrew", "digits"};

enum { KEYBOARDS = sizeof files / sizeof *files, LATIN = 0, DIGITS = KEYBOARDS - 1 };

struct keyboards {
    struct keyboard list[KEYBOARDS];
};

static bool copy_text(char *room, size_t size, const char *text, size_t length)
{
    if (length == 0 || length >= size)
        return false;
    memcpy(room, text, length);
    room[length] = '\0';
    return true;
}

static bool read_row(struct keyboard *keyboard, const char *keys)
{
    if (keyboard->row_count == KEYBOARD_ROWS_MAX)
        return false;
    size_t row = keyboard->row_count++, count = 0;
    for (;; count++) {
        keys += strspn(keys, " ");
        size_t length = strcspn(keys, " ");
        if (length == 0)
            break;
        if (count == KEYBOARD_KEYS_MAX ||
            !copy_text(keyboard->keys[row][count], KEYBOARD_KEY_SIZE, keys, length))
            return false;
        keys += length;
    }
    keyboard->key_counts[row] = count;
    return count > 0;
}

static enum status read_entry(void *self, const struct ini_entry *entry, struct error *error)
{
    struct keyboard *keyboard = self;
    const struct {
        const char *key;
        char *room;
        size_t size;
    } texts[] = {{"name", keyboard->name, sizeof keyboard->name},
                 {"lang", keyboard->lang, sizeof keyboard->lang},
                 {"langs", keyboard->langs, sizeof keyboard->langs}};
    if (strcmp(entry->key, "row") == 0)
        return read_row(keyboard, entry->value)
                   ? STATUS_OK
                   : error_set(error, STATUS_INVALID, "at most %d rows of %d keys",
                               KEYBOARD_ROWS_MAX, KEYBOARD_KEYS_MAX);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (strcmp(entry->key, texts[i].key) == 0)
            return copy_text(texts[i].room, texts[i].size, entry->value, strlen(entry->value))
                       ? STATUS_OK
                       : error_set(error, STATUS_INVALID, "%s is empty or too long", entry->key);
    return error_set(error, STATUS_INVALID, "no such key: %s", entry->key);
}

static enum status read_keyboard(const char *directory, const char *file, struct keyboard *keyboard,
                                 struct error *error)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.ini", directory, file);
    enum status status = ini_read(path, read_entry, keyboard, error);
    if (status == STATUS_OK && (keyboard->row_count == 0 || keyboard->name[0] == '\0'))
        return error_set(error, STATUS_INVALID, "%s: no name or no rows", path);
    return status;
}

enum status keyboards_load(const char *directory, struct keyboards **ret_keyboards,
                           struct error *error)
{
    struct keyboards *keyboards = memory_zeroed(1, sizeof *keyboards);
    enum status status = STATUS_OK;
    for (int i = 0; status == STATUS_OK && i < KEYBOARDS; i++)
        status = read_keyboard(directory, files[i], &keyboards->list[i], error);
    if (status != STATUS_OK) {
        keyboards_destroy(keyboards);
        return status;
    }
    *ret_keyboards = keyboards;
    return STATUS_OK;
}

void keyboards_destroy(struct keyboards *keyboards)
{
    free(keyboards);
}

/* Whether the primary part of a tag is one of the words of a list. */
static bool is_among(const char *langs, const char *lang)
{
    size_t length = strcspn(lang, "-");
    for (const char *at = langs; *at != '\0';) {
        size_t word = strcspn(at, " ");
        if (word == length && strncmp(at, lang, length) == 0)
            return true;
        at += word + strspn(at + word, " ");
    }
    return false;
}

const struct keyboard *keyboards_find(const struct keyboards *keyboards, const char *lang)
{
    for (int i = 0; i < DIGITS; i++)
        if (is_among(keyboards->list[i].langs, lang))
            return &keyboards->list[i];
    return &keyboards->list[LATIN];
}

const struct keyboard *keyboards_digits(const struct keyboards *keyboards)
{
    return &keyboards->list[DIGITS];
}

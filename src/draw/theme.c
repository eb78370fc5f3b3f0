#include "draw/theme.h"

#include "base/ini.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { PATH_SIZE = 4096 };

struct reading {
    struct theme *theme;
    int line[TOKEN_COUNT]; /* where the token stands; 0: nowhere yet */
};

const char *theme_token_name(enum theme_token token)
{
    static const char *const names[TOKEN_COUNT] = {
        [TOKEN_WALL] = "wall",         [TOKEN_PAGE] = "page",   [TOKEN_RAISED] = "raised",
        [TOKEN_INK] = "ink",           [TOKEN_INK2] = "ink2",   [TOKEN_ACCENT] = "accent",
        [TOKEN_ACCENT2] = "accent2",   [TOKEN_CTL] = "ctl",     [TOKEN_BTN] = "btn",
        [TOKEN_BTN_TEXT] = "btn_text", [TOKEN_FOCUS] = "focus", [TOKEN_MARK] = "mark",
        [TOKEN_RULE] = "rule",         [TOKEN_OK] = "ok",       [TOKEN_WARN] = "warn",
        [TOKEN_PILL] = "pill",         [TOKEN_BLACK] = "black", [TOKEN_WHITE] = "white",
        [TOKEN_RED] = "red",           [TOKEN_GREEN] = "green", [TOKEN_BLUE] = "blue",
    };
    assert(token < TOKEN_COUNT);
    return names[token];
}

const char *theme_name(enum theme_kind kind)
{
    static const char *const names[THEME_KIND_COUNT] = {
        [THEME_PAPER] = "paper",
        [THEME_EVENING] = "evening",
        [THEME_CONTRAST] = "contrast",
    };
    assert(kind < THEME_KIND_COUNT);
    return names[kind];
}

static bool read_color(const char *text, uint32_t *ret_color)
{
    uint32_t color = 0;
    if (text[0] != '#' || strlen(text) != 7)
        return false;
    for (const char *digit = text + 1; *digit != '\0'; digit++) {
        static const char digits[] = "0123456789abcdef0123456789ABCDEF";
        const char *found = strchr(digits, *digit);
        if (found == NULL)
            return false;
        color = color << 4 | (uint32_t)((found - digits) % 16);
    }
    *ret_color = color;
    return true;
}

static enum status take_entry(void *self, const struct ini_entry *entry, struct error *error)
{
    struct reading *reading = self;
    int token = 0;
    while (token < TOKEN_COUNT &&
           strcmp(theme_token_name((enum theme_token)token), entry->key) != 0)
        token++;
    if (token == TOKEN_COUNT)
        return error_set(error, STATUS_INVALID, "no such color: %s", entry->key);
    if (reading->line[token] != 0)
        return error_set(error, STATUS_INVALID, "%s already stands on line %d", entry->key,
                         reading->line[token]);
    reading->line[token] = entry->line;
    if (!read_color(entry->value, &reading->theme->colors[token]))
        return error_set(error, STATUS_INVALID, "%s is not a color; write #RRGGBB", entry->value);
    return STATUS_OK;
}

static enum status load(const char *path, struct theme *ret_theme, struct error *error)
{
    struct theme theme;
    struct reading reading = {.theme = &theme};
    enum status status = ini_read(path, take_entry, &reading, error);
    if (status != STATUS_OK)
        return status;
    for (int token = 0; token < TOKEN_COUNT; token++)
        if (reading.line[token] == 0)
            return error_set(error, STATUS_INVALID, "%s: %s is missing; add its color", path,
                             theme_token_name((enum theme_token)token));
    *ret_theme = theme;
    return STATUS_OK;
}

enum status theme_load_all(const char *directory, struct theme themes[THEME_KIND_COUNT],
                           struct error *error)
{
    for (int kind = 0; kind < THEME_KIND_COUNT; kind++) {
        char path[PATH_SIZE];
        snprintf(path, sizeof path, "%s/%s.ini", directory, theme_name((enum theme_kind)kind));
        enum status status = load(path, &themes[kind], error);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

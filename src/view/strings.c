#include "view/strings.h"

#include "base/buffer.h"
#include "base/ini.h"
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STRINGS_MAX = 1024, PATH_SIZE = 4096, LANG_SIZE = 16, ID_SIZE = 96 };

struct entry {
    const char *id, *text;
};

struct strings {
    struct arena *arena;
    char lang[LANG_SIZE];
    struct entry *entries; /* sorted by id */
    size_t count;
};

static enum status take_entry(void *self, const struct ini_entry *entry, struct error *error)
{
    struct strings *strings = self;
    if (strings->count == STRINGS_MAX)
        return error_set(error, STATUS_LIMIT, "more than %d texts", STRINGS_MAX);
    strings->entries[strings->count++] = (struct entry){
        .id = arena_string(strings->arena, entry->key),
        .text = arena_string(strings->arena, entry->value),
    };
    return STATUS_OK;
}

static int compare_ids(const void *a, const void *b)
{
    const struct entry *left = a, *right = b;
    return strcmp(left->id, right->id);
}

enum status strings_load(const char *directory, const char *lang, struct strings **ret_strings,
                         struct error *error)
{
    char path[PATH_SIZE];
    struct strings *strings = memory_zeroed(1, sizeof *strings);
    strings->arena = arena_create();
    strings->entries = arena_alloc(strings->arena, STRINGS_MAX, sizeof *strings->entries);
    snprintf(strings->lang, sizeof strings->lang, "%s", lang);
    snprintf(path, sizeof path, "%s/%s.ini", directory, lang);
    enum status status = ini_read(path, take_entry, strings, error);
    if (status != STATUS_OK) {
        strings_destroy(strings);
        return status;
    }
    qsort(strings->entries, strings->count, sizeof *strings->entries, compare_ids);
    *ret_strings = strings;
    return STATUS_OK;
}

void strings_destroy(struct strings *strings)
{
    if (strings == NULL)
        return;
    arena_destroy(strings->arena);
    free(strings);
}

const char *strings_lang(const struct strings *strings)
{
    return strings->lang;
}

enum direction strings_direction(const struct strings *strings)
{
    return letter_direction(strings->lang);
}

static struct entry *find_entry(const struct strings *strings, const char *id)
{
    const struct entry wanted = {.id = id};
    return bsearch(&wanted, strings->entries, strings->count, sizeof *strings->entries,
                   compare_ids);
}

static const char *find(const struct strings *strings, const char *id)
{
    const struct entry *found = find_entry(strings, id);
    return found == NULL ? NULL : found->text;
}

const char *strings_text(const struct strings *strings, const char *id)
{
    const char *text = find(strings, id);
    return text == NULL ? id : text;
}

/* ---- A museum's own words ---- */

/* The next placeholder, "{name}"; NULL: none. Its length with both braces. */
static const char *next_placeholder(const char *text, size_t *ret_length)
{
    const char *open = strchr(text, '{'), *close = open == NULL ? NULL : strchr(open, '}');
    if (close != NULL)
        *ret_length = (size_t)(close - open) + 1;
    return close == NULL ? NULL : open;
}

static bool has_placeholder(const char *text, const char *placeholder, size_t length)
{
    size_t other = 0;
    for (const char *at = text; (at = next_placeholder(at, &other)) != NULL; at += other)
        if (other == length && strncmp(at, placeholder, length) == 0)
            return true;
    return false;
}

/* Whether every placeholder of `a` is in `b`, {n} aside if `but_n`. */
static bool are_in(const char *a, const char *b, bool but_n)
{
    size_t length = 0;
    for (const char *at = a; (at = next_placeholder(at, &length)) != NULL; at += length) {
        bool is_n = length == 3 && at[1] == 'n';
        if (!(is_n && but_n) && !has_placeholder(b, at, length))
            return false;
    }
    return true;
}

static bool may_lack_number(const char *id)
{
    const char *form = strrchr(id, '.');
    return form != NULL &&
           (strcmp(form, ".zero") == 0 || strcmp(form, ".one") == 0 || strcmp(form, ".two") == 0);
}

/* NULL: it is right. */
static const char *fault_of(const struct entry *entry, const struct wording *wording)
{
    if (entry == NULL)
        return "the interface has no such text";
    if (!are_in(entry->text, wording->value, may_lack_number(entry->id)))
        return "a placeholder of the interface's text is missing";
    if (!are_in(wording->value, entry->text, true))
        return "a placeholder that the interface's text has not";
    return NULL;
}

void strings_overlay(struct strings *strings, const struct wording *wordings, size_t count,
                     strings_fault_fn *fault_fn, void *self)
{
    for (size_t i = 0; i < count; i++) {
        const struct wording *wording = &wordings[i];
        if (strcmp(wording->lang, strings->lang) != 0)
            continue;
        struct entry *entry = find_entry(strings, wording->name);
        const char *fault = fault_of(entry, wording);
        if (fault == NULL)
            entry->text = arena_string(strings->arena, wording->value);
        else
            fault_fn(self, arena_format(strings->arena, "strings/%s.ini: %s: %s", wording->lang,
                                        wording->name, fault));
    }
}

/* ---- Plural forms ---- */

static const char *slavic_form(long n)
{
    long last = n % 10, last_two = n % 100;
    if (last == 1 && last_two != 11)
        return "one";
    return last >= 2 && last <= 4 && (last_two < 12 || last_two > 14) ? "few" : "many";
}

static const char *arabic_form(long n)
{
    static const char *const small[] = {"zero", "one", "two"};
    if (n >= 0 && n <= 2)
        return small[n];
    long last_two = n % 100;
    if (last_two >= 3 && last_two <= 10)
        return "few";
    return last_two >= 11 ? "many" : "other";
}

/* Cardinal plural categories of Unicode CLDR for the interface's languages. */
static const char *plural_form(const char *lang, long n)
{
    if (strcmp(lang, "ru") == 0)
        return slavic_form(n);
    if (strcmp(lang, "ar") == 0)
        return arabic_form(n);
    if (strcmp(lang, "fr") == 0)
        return n == 0 || n == 1 ? "one" : "other";
    if (strcmp(lang, "he") == 0 && n == 2)
        return "two";
    return n == 1 ? "one" : "other";
}

/* The pattern of an id: as it stands, else in the plural form of n, else in the form "other". */
static const char *find_pattern(const struct strings *strings, const char *id, long n)
{
    char with_form[ID_SIZE];
    const char *pattern = find(strings, id);
    if (pattern != NULL)
        return pattern;
    snprintf(with_form, sizeof with_form, "%s.%s", id, plural_form(strings->lang, n));
    pattern = find(strings, with_form);
    if (pattern != NULL)
        return pattern;
    snprintf(with_form, sizeof with_form, "%s.other", id);
    pattern = find(strings, with_form);
    return pattern == NULL ? id : pattern;
}

/* `name` NULL closes the table; an entry named "*" takes every name. */
static const char *find_value(const struct strings_value *values, const char *name, size_t length)
{
    for (; values->name != NULL; values++) {
        bool same = strlen(values->name) == length && strncmp(values->name, name, length) == 0;
        if (same || strcmp(values->name, "*") == 0)
            return values->text == NULL ? "" : values->text;
    }
    return "";
}

const char *strings_fill(const struct strings *strings, struct arena *arena, const char *id, long n,
                         const struct strings_value *values)
{
    struct buffer buffer = {0};
    const char *at = find_pattern(strings, id, n);
    for (;;) {
        const char *open = strchr(at, '{');
        const char *close = open == NULL ? NULL : strchr(open, '}');
        if (close == NULL)
            break;
        buffer_append(&buffer, at, (size_t)(open - at));
        buffer_text(&buffer, find_value(values, open + 1, (size_t)(close - open - 1)));
        at = close + 1;
    }
    buffer_text(&buffer, at);
    const char *text = arena_copy(arena, buffer_string(&buffer), buffer.length);
    buffer_fini(&buffer);
    return text;
}

const char *strings_format(const struct strings *strings, struct arena *arena, const char *id,
                           long n, long m, const char *word)
{
    const struct strings_value values[] = {
        {"n", arena_format(arena, "%ld", n)},
        {"m", arena_format(arena, "%ld", m)},
        {"*", word},
        {0},
    };
    return strings_fill(strings, arena, id, n, values);
}

#include "versions.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "import/string_set.h"

#include <stdlib.h>
#include <string.h>

enum { LANGS_MAX = 64, NAMED_MAX = 5 };

/* A letter, by its first version. */
struct known {
    const char *edition, *id, *origin;
    const char *lang;
    size_t blocks;
    uint64_t langs; /* bit n: it has a version in langs[n] */
    bool editorial;
};

struct versions {
    struct import_report *report;
    struct arena *arena;
    struct string_set *keys; /* "ED/ID": index in `letters` and 1 */
    struct known *letters;
    size_t count, room;
    const char *langs[LANGS_MAX];
    size_t lang_count;
    uint64_t as_written; /* bit n: langs[n] is that of letters as written, no other language */
};

struct versions *versions_create(struct import_report *report)
{
    struct versions *versions = memory_zeroed(1, sizeof *versions);
    *versions =
        (struct versions){.report = report, .arena = arena_create(), .keys = string_set_create()};
    return versions;
}

void versions_destroy(struct versions *versions)
{
    if (versions == NULL)
        return;
    string_set_destroy(versions->keys);
    free(versions->letters);
    arena_destroy(versions->arena);
    free(versions);
}

/* A bit for the language; 0 where there are too many. */
static uint64_t bit_of(struct versions *versions, const char *lang)
{
    size_t i = 0;
    while (i < versions->lang_count && strcmp(versions->langs[i], lang) != 0)
        i++;
    if (i == LANGS_MAX)
        return 0;
    if (i == versions->lang_count)
        versions->langs[versions->lang_count++] = arena_string(versions->arena, lang);
    if (letter_is_as_written(lang))
        versions->as_written |= UINT64_C(1) << i;
    return UINT64_C(1) << i;
}

/* A finding at "file:line". */
static unsigned split_origin(struct arena *arena, const char *origin, const char **ret_file)
{
    const char *colon = strrchr(origin, ':');
    *ret_file = colon == NULL ? origin : arena_copy(arena, origin, (size_t)(colon - origin));
    return colon == NULL ? 0 : (unsigned)strtoul(colon + 1, NULL, 10);
}

static void compare(struct versions *versions, const struct known *known,
                    const struct letter *letter, const char *origin)
{
    const char *file;
    unsigned line = split_origin(versions->arena, origin, &file);
    if (known->blocks == letter->block_count)
        return;
    import_report_warn(versions->report, file, line, "versions-differ", NULL,
                       "letter %s has %zu paragraphs and other parts in %s, and %zu in %s",
                       known->id, letter->block_count, letter->version_lang, known->blocks,
                       known->lang);
}

bool versions_letter(struct versions *versions, const struct letter *letter, const char *origin)
{
    struct arena *arena = versions->arena;
    const struct key *key = &letter->summary.key;
    unsigned *index =
        string_set_at(versions->keys, arena_format(arena, "%s/%s", key->edition, key->id));
    uint64_t bit = bit_of(versions, letter->version_lang);
    if (*index > 0) {
        struct known *known = &versions->letters[*index - 1];
        known->langs |= bit;
        compare(versions, known, letter, origin);
        return false;
    }
    if (versions->count == versions->room) {
        versions->room = versions->room * 2 + 64;
        versions->letters =
            memory_resized(versions->letters, versions->room, sizeof *versions->letters);
    }
    versions->letters[versions->count++] =
        (struct known){.edition = arena_string(arena, key->edition),
                       .id = arena_string(arena, key->id),
                       .origin = arena_string(arena, origin),
                       .lang = arena_string(arena, letter->version_lang),
                       .blocks = letter->block_count,
                       .langs = bit,
                       .editorial = letter->summary.kind == LETTER_EDITORIAL};
    *index = (unsigned)versions->count;
    return true;
}

/* Whether the letter can be read in several languages. */
static bool is_translated(const struct versions *versions, const struct known *known)
{
    uint64_t langs = known->langs & ~versions->as_written;
    return (langs & (langs - 1)) != 0;
}

/* Letters first .. first + count - 1 are an edition's. */
static bool has_translations(const struct versions *versions, size_t first, size_t count)
{
    for (size_t i = first; i < first + count; i++)
        if (is_translated(versions, &versions->letters[i]))
            return true;
    return false;
}

/* A language is expected of all letters where one has been given a version in it, or most have it;
 * the one in which a few were written is not. */
static void tell_of_language(struct versions *versions, size_t first, size_t count, size_t lang)
{
    struct buffer names = {0};
    const struct known *missing = NULL;
    size_t without = 0, given = 0, letters = 0;
    for (size_t i = first; i < first + count; i++) {
        const struct known *known = &versions->letters[i];
        bool has = (known->langs >> lang & 1) != 0;
        letters += !known->editorial;
        given += has && strcmp(known->lang, versions->langs[lang]) != 0;
        if (known->editorial || has)
            continue;
        missing = missing == NULL ? known : missing;
        if (without++ < NAMED_MAX)
            buffer_format(&names, "%s%s", without == 1 ? "" : ", ", known->id);
    }
    if (without > 0 && (given > 0 || 2 * without < letters)) {
        const char *file;
        unsigned line = split_origin(versions->arena, missing->origin, &file);
        import_report_warn(versions->report, file, line, "language-incomplete", NULL,
                           "%zu of %zu letters of \"%s\" cannot be read in %s: %s%s", without,
                           letters, missing->edition, versions->langs[lang], buffer_string(&names),
                           without > NAMED_MAX ? " ..." : "");
    }
    buffer_fini(&names);
}

void versions_finish(struct versions *versions)
{
    for (size_t first = 0, end; first < versions->count; first = end) {
        for (end = first; end < versions->count && strcmp(versions->letters[end].edition,
                                                          versions->letters[first].edition) == 0;)
            end++;
        bool translated = has_translations(versions, first, end - first);
        for (size_t lang = 0; translated && lang < versions->lang_count; lang++)
            if ((versions->as_written >> lang & 1) == 0)
                tell_of_language(versions, first, end - first, lang);
    }
}

#include "bundle/hyphenate/hyphenate.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "bundle/hyphenate/patterns.h"

enum {
    WORD_LEAST = 5,      /* letters */
    WORD_MOST = 60,      /* longer ones are no words */
    SIDE_LEAST = 3,      /* letters on each side of a hyphen */
    LETTER_MOST = 4,     /* bytes of a letter */
    KNOWN_SLOTS = 16384, /* words remembered: a letter uses the same ones again and again */
    KNOWN_MOST = 23,     /* bytes of a word that is remembered */
    PATH_ROOM = 4096
};

static const char debian_folder[] = "/usr/share/hyphen";

/* The longest prefix counts. */
static const struct {
    const char *lang, *file, *package;
} languages[] = {
    {"de", "hyph_de_DE.dic", "hyphen-de"},       {"en", "hyph_en_US.dic", "hyphen-en-us"},
    {"en-GB", "hyph_en_GB.dic", "hyphen-en-gb"}, {"es", "hyph_es_ES.dic", "hyphen-es"},
    {"fr", "hyph_fr.dic", "hyphen-fr"},          {"it", "hyph_it_IT.dic", "hyphen-it"},
    {"pl", "hyph_pl_PL.dic", "hyphen-pl"},       {"ru", "hyph_ru_RU.dic", "hyphen-ru"},
    {"uk", "hyph_uk_UA.dic", "hyphen-uk"},
};

enum { LANGUAGE_COUNT = sizeof languages / sizeof *languages };

struct language {
    bool tried, is_russian;
    struct patterns *patterns; /* NULL: not there */
};

/* The places found for a word: bit i is set where a hyphen may stand before letter i. */
struct known {
    const struct language *language; /* NULL: free */
    uint8_t length;
    char bytes[KNOWN_MOST];
    uint64_t places;
};

struct hyphenator {
    struct known *known; /* by hash; a newer word takes the place of an older one */
    char *folder;
    locale_t letters; /* for what is a letter, and its small form */
    struct language languages[LANGUAGE_COUNT];
};

struct hyphenator *hyphenator_create(const char *folder)
{
    struct hyphenator *hyphenator = memory_zeroed(1, sizeof *hyphenator);
    hyphenator->known = memory_zeroed(KNOWN_SLOTS, sizeof *hyphenator->known);
    hyphenator->folder = memory_string(folder ? folder : debian_folder);
    hyphenator->letters = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    return hyphenator;
}

void hyphenator_destroy(struct hyphenator *hyphenator)
{
    if (!hyphenator)
        return;
    for (size_t i = 0; i < LANGUAGE_COUNT; i++)
        patterns_destroy(hyphenator->languages[i].patterns);
    if (hyphenator->letters)
        freelocale(hyphenator->letters);
    free(hyphenator->known);
    free(hyphenator->folder);
    free(hyphenator);
}

const char *hyphenator_missing(const struct hyphenator *hyphenator, size_t n)
{
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
        const struct language *language = &hyphenator->languages[i];
        if (language->tried && !language->patterns && n-- == 0)
            return languages[i].package;
    }
    return NULL;
}

/* ---- Patterns ----------------------------------------------------------------------------------
 */

static size_t find_language(const char *lang)
{
    size_t found = LANGUAGE_COUNT, longest = 0;
    for (size_t i = 0; lang && i < LANGUAGE_COUNT; i++) {
        size_t length = strlen(languages[i].lang);
        bool matches = strncmp(lang, languages[i].lang, length) == 0 &&
                       (lang[length] == '\0' || lang[length] == '-');
        if (matches && length > longest) {
            found = i;
            longest = length;
        }
    }
    return found;
}

static void open_patterns(const struct hyphenator *hyphenator, size_t i, struct language *language)
{
    char path[PATH_ROOM];
    int length = snprintf(path, sizeof path, "%s/%s", hyphenator->folder, languages[i].file);
    language->tried = true;
    language->is_russian = strcmp(languages[i].lang, "ru") == 0;
    if (length >= 0 && (size_t)length < sizeof path)
        language->patterns =
            patterns_read(path, language->is_russian ? PATTERNS_ALL : PATTERNS_LONGEST);
}

/* With its patterns, or NULL. */
static const struct language *language_of(struct hyphenator *hyphenator, const char *lang)
{
    size_t i = find_language(lang);
    if (i == LANGUAGE_COUNT)
        return NULL;
    struct language *language = &hyphenator->languages[i];
    if (!language->tried)
        open_patterns(hyphenator, i, language);
    return language->patterns ? language : NULL;
}

/* ---- Words -------------------------------------------------------------------------------------
 */

struct offsets {
    struct arena *arena;
    uint32_t *at;
    size_t count, room;
};

static void put_offset(struct offsets *offsets, uint32_t at)
{
    if (offsets->count == offsets->room) {
        size_t room = offsets->room * 2 + 64;
        uint32_t *grown = arena_alloc(offsets->arena, room, sizeof *grown);
        if (offsets->count > 0)
            memcpy(grown, offsets->at, offsets->count * sizeof *grown);
        offsets->at = grown;
        offsets->room = room;
    }
    offsets->at[offsets->count++] = at;
}

/* The Russian patterns know the spelling of 1918. */
static uint32_t modern_letter(uint32_t c)
{
    switch (c) {
    case 0x463: /* yat */
        return 0x435;
    case 0x456: /* decimal i */
    case 0x475: /* izhitsa */
        return 0x438;
    case 0x473: /* fita */
        return 0x444;
    default:
        return c;
    }
}

/* The letter's small form; 0: it is no letter. */
static uint32_t small_letter(const struct hyphenator *hyphenator, uint32_t c)
{
    if (c < 0x80) {
        uint32_t small = c | 0x20;
        return small >= 'a' && small <= 'z' ? small : 0;
    }
    return iswalpha_l((wint_t)c, hyphenator->letters)
               ? (uint32_t)towlower_l((wint_t)c, hyphenator->letters)
               : 0;
}

/* A word as the patterns read it. */
struct spelling {
    char bytes[WORD_MOST * LETTER_MOST];
    size_t length, count; /* bytes, letters */
};

/* false: a capital beyond the first letter, so an acronym, or a name like McNamara. */
static bool spell(const struct hyphenator *hyphenator, const struct language *language,
                  const char *text, size_t start, size_t past, struct spelling *ret_spelling)
{
    size_t length = 0, count = 0;
    for (size_t at = start; at < past; count++) {
        uint32_t c = utf8_next(text, past, &at), small = small_letter(hyphenator, c);
        if (small != c && count > 0)
            return false;
        if (small < 0x80)
            ret_spelling->bytes[length++] = (char)small;
        else
            length += utf8_put(ret_spelling->bytes + length,
                               language->is_russian ? modern_letter(small) : small);
    }
    ret_spelling->length = length;
    ret_spelling->count = count;
    return true;
}

static uint64_t ask_patterns(const struct language *language, const struct spelling *word)
{
    uint8_t figures[WORD_MOST * LETTER_MOST];
    uint64_t places = 0;
    size_t letter = 0;
    patterns_find(language->patterns, word->bytes, word->length, figures);
    for (size_t at = 0; at < word->length; letter++) {
        if (figures[at] % 2 == 1 && letter >= SIDE_LEAST && letter + SIDE_LEAST <= word->count)
            places |= (uint64_t)1 << letter;
        utf8_next(word->bytes, word->length, &at);
    }
    return places;
}

/* FNV-1a. */
static size_t slot_of(const char *bytes, size_t length)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
    return (hash ^ hash >> 15) % KNOWN_SLOTS;
}

static uint64_t find_places(const struct hyphenator *hyphenator, const struct language *language,
                            const struct spelling *word)
{
    if (word->length > KNOWN_MOST)
        return ask_patterns(language, word);
    struct known *known = &hyphenator->known[slot_of(word->bytes, word->length)];
    if (known->language == language && known->length == word->length &&
        memcmp(known->bytes, word->bytes, word->length) == 0)
        return known->places;
    *known = (struct known){.language = language, .length = (uint8_t)word->length};
    memcpy(known->bytes, word->bytes, word->length);
    known->places = ask_patterns(language, word);
    return known->places;
}

static void find_in_word(const struct hyphenator *hyphenator, const struct language *language,
                         const char *text, size_t start, size_t past, struct offsets *offsets)
{
    struct spelling spelling;
    if (!spell(hyphenator, language, text, start, past, &spelling))
        return;
    uint64_t places = find_places(hyphenator, language, &spelling);
    for (size_t at = start; places != 0; places >>= 1) {
        if (places & 1)
            put_offset(offsets, (uint32_t)at);
        utf8_next(text, past, &at);
    }
}

/* Beside one of these, letters are part of something that is not a word. */
static bool spoils_word(uint32_t c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '/' || c == '@' || c == '\\' ||
           c == '&' || c == '=' || c == 0x2010 || c == 0x2011 ||
           (c >= 0x300 && c < 0x370) /* marks on letters, which no pattern knows */;
}

static bool is_stop(uint32_t c)
{
    return c == '.' || c == ':';
}

static bool is_stop_in_address(const char *text, size_t length, size_t at, uint32_t c)
{
    return is_stop(c) && at < length && text[at] != ' ' && text[at] != '\n' &&
           (unsigned char)text[at] < 0x80 && iswalnum((wint_t)text[at]);
}

/* Counts the letters from *at on; moves behind the sign that ends them and answers it: a space at
 * the end of the text. */
static uint32_t end_word(const struct hyphenator *hyphenator, const char *text, size_t end,
                         size_t *at, size_t *ret_past, size_t *ret_count)
{
    uint32_t c = ' ';
    *ret_count = 0;
    for (*ret_past = *at; *at < end; *ret_past = *at) {
        c = utf8_next(text, end, at);
        if (small_letter(hyphenator, c) == 0)
            return c;
        ++*ret_count;
    }
    return ' ';
}

static void find_in_range(struct hyphenator *hyphenator, const char *lang, const char *text,
                          size_t start, size_t end, struct offsets *offsets)
{
    const struct language *language = language_of(hyphenator, lang);
    uint32_t before = 0;
    for (size_t at = start; language != NULL && at < end;) {
        size_t from = at, past, count;
        uint32_t c = end_word(hyphenator, text, end, &at, &past, &count);
        if (count >= WORD_LEAST && count <= WORD_MOST && !spoils_word(before) && !is_stop(before) &&
            !spoils_word(c) && !is_stop_in_address(text, end, at, c))
            find_in_word(hyphenator, language, text, from, past, offsets);
        before = c;
    }
}

size_t hyphenator_offsets(struct hyphenator *hyphenator, struct arena *arena, const char *lang,
                          const char *text, size_t length, const uint32_t **ret_offsets)
{
    struct offsets offsets = {.arena = arena};
    find_in_range(hyphenator, lang, text, 0, length, &offsets);
    *ret_offsets = offsets.at;
    return offsets.count;
}

/* ---- Blocks and letters ------------------------------------------------------------------------
 */

/* The language at a byte, and where another begins or might. */
static const char *lang_at(const struct block *block, const char *lang, uint32_t at,
                           uint32_t *ret_end)
{
    *ret_end = block->length;
    for (size_t i = 0; i < block->span_count; i++) {
        const struct span *span = &block->spans[i];
        if (span->kind != SPAN_FOREIGN)
            continue;
        if (span->start <= at && at < span->end)
            lang = span->lang;
        if (span->start > at && span->start < *ret_end)
            *ret_end = span->start;
        if (span->end > at && span->end < *ret_end)
            *ret_end = span->end;
    }
    return lang;
}

const struct block *hyphenator_blocks(struct hyphenator *hyphenator, struct arena *arena,
                                      const struct block *blocks, size_t count, const char *lang)
{
    struct block *copy = arena_alloc(arena, count + 1, sizeof *copy);
    for (size_t i = 0; i < count; i++) {
        struct offsets offsets = {.arena = arena};
        const struct block *block = &blocks[i];
        for (uint32_t at = 0, end; at < block->length; at = end) {
            const char *here = lang_at(block, block->lang ? block->lang : lang, at, &end);
            find_in_range(hyphenator, here, block->text, at, end, &offsets);
        }
        copy[i] = *block;
        copy[i].hyphens = offsets.at;
        copy[i].hyphen_count = offsets.count;
    }
    return copy;
}

struct letter hyphenator_letter(struct hyphenator *hyphenator, struct arena *arena,
                                const struct letter *letter)
{
    struct letter copy = *letter;
    const char *lang = letter->version_lang;
    struct note *notes = arena_alloc(arena, letter->note_count + 1, sizeof *notes);
    copy.blocks = hyphenator_blocks(hyphenator, arena, letter->blocks, letter->block_count, lang);
    for (size_t i = 0; i < letter->note_count; i++) {
        notes[i] = letter->notes[i];
        notes[i].blocks =
            hyphenator_blocks(hyphenator, arena, notes[i].blocks, notes[i].block_count, lang);
    }
    copy.notes = notes;
    return copy;
}

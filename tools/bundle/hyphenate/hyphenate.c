#include "bundle/hyphenate/hyphenate.h"

#include <hyphen.h>
#include <iconv.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wctype.h>

#include "base/memory.h"
#include "base/utf8.h"

enum {
    WORD_LEAST = 5,     /* letters */
    WORD_MOST = 60,     /* longer ones are no words */
    SIDE_LEAST = 3,     /* letters on each side of a hyphen */
    ENCODED_MOST = 4,   /* bytes of a letter in the patterns' charset */
    LIBRARY_MARGIN = 5, /* bytes that libhyphen wants beyond a word */
    KNOWN_SLOTS = 8192, /* words remembered: a letter uses the same ones again and again */
    KNOWN_MOST = 23,    /* bytes of a word that is remembered */
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

/* libhyphen 2.8.8 never frees some of what it allocates for a file of patterns. */
#if defined __SANITIZE_ADDRESS__
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libhyphen.so";
}
#endif

struct patterns {
    bool tried;
    HyphenDict *dict;
    iconv_t charset; /* from UTF-8; (iconv_t)-1: the patterns are UTF-8 */
    bool is_russian;
};

/* The places found for a word: bit i is set where a hyphen may stand before letter i. */
struct known {
    const HyphenDict *dict; /* NULL: free */
    uint8_t length;
    char bytes[KNOWN_MOST];
    uint64_t places;
};

struct hyphenator {
    struct known *known; /* by hash; a newer word takes the place of an older one */
    char *folder;
    locale_t letters; /* for what is a letter, and its small form */
    struct patterns patterns[LANGUAGE_COUNT];
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
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
        struct patterns *patterns = &hyphenator->patterns[i];
        if (patterns->dict && patterns->charset != (iconv_t)-1)
            iconv_close(patterns->charset);
        if (patterns->dict)
            hnj_hyphen_free(patterns->dict);
    }
    if (hyphenator->letters)
        freelocale(hyphenator->letters);
    free(hyphenator->known);
    free(hyphenator->folder);
    free(hyphenator);
}

const char *hyphenator_missing(const struct hyphenator *hyphenator, size_t n)
{
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
        const struct patterns *patterns = &hyphenator->patterns[i];
        if (patterns->tried && !patterns->dict && n-- == 0)
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

static void open_patterns(struct hyphenator *hyphenator, size_t language)
{
    struct patterns *patterns = &hyphenator->patterns[language];
    char path[PATH_ROOM];
    int length = snprintf(path, sizeof path, "%s/%s", hyphenator->folder, languages[language].file);
    patterns->tried = true;
    if (length < 0 || (size_t)length >= sizeof path || access(path, R_OK) != 0)
        return;
    patterns->dict = hnj_hyphen_load(path);
    if (!patterns->dict)
        return;
    patterns->charset = (iconv_t)-1;
    if (!patterns->dict->utf8)
        patterns->charset = iconv_open(patterns->dict->cset, "UTF-8");
    patterns->is_russian = strcmp(languages[language].lang, "ru") == 0;
}

static struct patterns *patterns_of(struct hyphenator *hyphenator, const char *lang)
{
    size_t language = find_language(lang);
    if (language == LANGUAGE_COUNT)
        return NULL;
    struct patterns *patterns = &hyphenator->patterns[language];
    if (!patterns->tried)
        open_patterns(hyphenator, language);
    return patterns->dict ? patterns : NULL;
}

/* ---- Words -------------------------------------------------------------------------------------
 */

struct letter_at {
    uint32_t code_point;
    uint32_t start; /* byte in the text */
};

struct word {
    struct letter_at letters[WORD_MOST];
    size_t count; /* of all letters, also of those beyond WORD_MOST */
};

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

/* One letter, small, in the charset of the patterns; answers its bytes, 0 where it has none. */
static size_t encode(const struct patterns *patterns, uint32_t small, char *bytes)
{
    char utf8[ENCODED_MOST];
    size_t length = utf8_put(utf8, small);
    if (patterns->charset == (iconv_t)-1) {
        if (!patterns->dict->utf8)
            return 0;
        memcpy(bytes, utf8, length);
        return length;
    }
    char *from = utf8, *to = bytes;
    size_t left = length, room = ENCODED_MOST;
    if (iconv(patterns->charset, &from, &left, &to, &room) == (size_t)-1)
        return 0;
    return ENCODED_MOST - room;
}

/* Whether all letters but the first are small ones already: no acronym, no name like McNamara. */
static bool is_plain(const struct hyphenator *hyphenator, const struct word *word)
{
    for (size_t i = 1; i < word->count; i++) {
        wint_t c = (wint_t)word->letters[i].code_point;
        if (towlower_l(c, hyphenator->letters) != c)
            return false;
    }
    return true;
}

/* Asks the library. `ends` are the byte behind each letter, `count` the letters. */
/* The patterns know the spelling of 1918. */
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

/* Whether a consonant between vowels begins at byte `at` of a Russian word in KOI8-R. A hyphen may
 * stand before it (Rules of Russian Spelling and Punctuation, 1956, on dividing words), but
 * Debian's patterns have it for some letters and not for others. */
static bool opens_syllable(const char *word, size_t at)
{
    static const char vowels[] = "\xC1\xC5\xA3\xC9\xCF\xD5\xD9\xDC\xC0\xD1";
    static const char others[] = "\xC1\xC5\xA3\xC9\xCF\xD5\xD9\xDC\xC0\xD1\xCA\xD8\xDF";
    return strchr(vowels, word[at - 1]) && !strchr(others, word[at]) &&
           strchr(vowels, word[at + 1]);
}

static uint64_t look_up(struct patterns *patterns, const char *bytes, const size_t *ends,
                        size_t count)
{
    char marks[WORD_MOST * ENCODED_MOST + LIBRARY_MARGIN];
    char **replacements = NULL;
    int *positions = NULL, *cuts = NULL;
    uint64_t places = 0;
    size_t length = ends[count - 1];
    int failed = hnj_hyphen_hyphenate2(patterns->dict, bytes, (int)length, marks, NULL,
                                       &replacements, &positions, &cuts);
    for (size_t i = SIDE_LEAST; !failed && i + SIDE_LEAST <= count; i++) {
        /* libhyphen marks the byte before the hyphen; in UTF-8 it counts letters. */
        size_t mark = patterns->dict->utf8 ? i - 1 : ends[i - 1] - 1;
        bool by_rule = patterns->is_russian && marks[mark] == '0' && opens_syllable(bytes, i);
        if ((marks[mark] % 2 == 1 && !(replacements && replacements[mark])) || by_rule)
            places |= (uint64_t)1 << i;
    }
    for (size_t i = 0; replacements && i < length; i++)
        free(replacements[i]);
    free(replacements);
    free(positions);
    free(cuts);
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

static uint64_t find_places(const struct hyphenator *hyphenator, struct patterns *patterns,
                            const char *bytes, const size_t *ends, size_t count)
{
    size_t length = ends[count - 1];
    if (length > KNOWN_MOST)
        return look_up(patterns, bytes, ends, count);
    struct known *known = &hyphenator->known[slot_of(bytes, length)];
    if (known->dict == patterns->dict && known->length == length &&
        memcmp(known->bytes, bytes, length) == 0)
        return known->places;
    *known = (struct known){.dict = patterns->dict, .length = (uint8_t)length};
    memcpy(known->bytes, bytes, length);
    known->places = look_up(patterns, bytes, ends, count);
    return known->places;
}

static void find_in_word(const struct hyphenator *hyphenator, struct patterns *patterns,
                         const struct word *word, struct offsets *offsets)
{
    char bytes[WORD_MOST * ENCODED_MOST];
    size_t ends[WORD_MOST] = {0}, length = 0;
    for (size_t i = 0; i < word->count; i++) {
        uint32_t small =
            (uint32_t)towlower_l((wint_t)word->letters[i].code_point, hyphenator->letters);
        if (patterns->is_russian)
            small = modern_letter(small);
        size_t added = encode(patterns, small, bytes + length);
        if (added == 0)
            return;
        length += added;
        ends[i] = length;
    }
    uint64_t places = find_places(hyphenator, patterns, bytes, ends, word->count);
    for (size_t i = SIDE_LEAST; i < word->count; i++)
        if (places >> i & 1)
            put_offset(offsets, word->letters[i].start);
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

static void find_in_range(struct hyphenator *hyphenator, const char *lang, const char *text,
                          size_t start, size_t end, struct offsets *offsets)
{
    struct patterns *patterns = patterns_of(hyphenator, lang);
    struct word word = {.count = 0};
    uint32_t before = 0;
    for (size_t at = start; patterns && at <= end;) {
        size_t from = at;
        uint32_t c = at < end ? utf8_next(text, end, &at) : ' ';
        if (iswalpha_l((wint_t)c, hyphenator->letters)) {
            if (word.count < WORD_MOST)
                word.letters[word.count] = (struct letter_at){c, (uint32_t)from};
            word.count++;
            continue;
        }
        bool is_word = word.count >= WORD_LEAST && word.count <= WORD_MOST &&
                       !spoils_word(before) && !is_stop(before) && !spoils_word(c) &&
                       !is_stop_in_address(text, end, at, c) && is_plain(hyphenator, &word);
        if (is_word)
            find_in_word(hyphenator, patterns, &word, offsets);
        word.count = 0;
        before = c;
        at += from == end;
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

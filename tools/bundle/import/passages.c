#include "import/passages.h"

#include "base/buffer.h"
#include "letter/place.h"

#include <stdio.h>
#include <string.h>

/* ---- Finding -----------------------------------------------------------------------------------
 */

static const char spaces[] = " \t\r\n";

/* Whether the words stand at the beginning of the text. */
static bool begins_with(const char *text, const char *words)
{
    while (*words) {
        size_t wanted = strspn(words, spaces), found = strspn(text, spaces);
        if ((wanted == 0) != (found == 0) || text[found] != words[wanted])
            return false;
        words += wanted + (words[wanted] != '\0');
        text += found + (text[found] != '\0');
    }
    return true;
}

static bool find_in(const struct letter *letter, bool headings, const char *words,
                    uint32_t *ret_block, uint32_t *ret_byte)
{
    for (size_t i = 0; i < letter->block_count; i++) {
        const struct block *block = &letter->blocks[i];
        if ((block->kind == BLOCK_HEADING || block->kind == BLOCK_SOURCE_LINE) != headings)
            continue;
        for (uint32_t at = 0; at < block->length; at++)
            if (block->text[at] == words[0] && begins_with(block->text + at, words)) {
                *ret_block = (uint32_t)i;
                *ret_byte = at;
                return true;
            }
    }
    return false;
}

bool passages_find(const struct letter *letter, const char *words, uint32_t *ret_block,
                   uint32_t *ret_byte)
{
    return words[0] != '\0' && (find_in(letter, false, words, ret_block, ret_byte) ||
                                find_in(letter, true, words, ret_block, ret_byte));
}

/* ---- Cells -------------------------------------------------------------------------------------
 */

/* The next part of a cell, without spaces around it, in the arena; moves *at behind it. */
static const char *next_part(const char **at, struct arena *arena)
{
    size_t length = strcspn(*at, "|");
    const char *start = *at + strspn(*at, spaces), *end = *at + length;
    *at = end + (*end == '|');
    while (end > start && strchr(spaces, end[-1]))
        end--;
    return start < end ? arena_copy(arena, start, (size_t)(end - start)) : "";
}

static const char *place_at(const struct key *key, uint32_t block, uint32_t byte,
                            struct arena *arena)
{
    struct place place = {.kind = PLACE_LETTER, .has_offset = true, .block = block, .byte = byte};
    char text[PLACE_TEXT_SIZE];
    snprintf(place.edition, sizeof place.edition, "%s", key->edition);
    snprintf(place.id, sizeof place.id, "%s", key->id);
    return arena_string(arena, place_format(&place, text));
}

const char *passages_set(struct letter *letter, const char *words, const char *titles,
                         struct arena *arena)
{
    struct passage *passages = arena_alloc(arena, PASSAGES_MAX, sizeof *passages);
    const char *lost = NULL;
    size_t count = 0;
    while (*words && count < PASSAGES_MAX) {
        const char *part = next_part(&words, arena), *title = next_part(&titles, arena);
        uint32_t block = 0, byte = 0;
        if (part[0] == '\0')
            continue;
        if (passages_find(letter, part, &block, &byte))
            passages[count++] = (struct passage){place_at(&letter->summary.key, block, byte, arena),
                                                 title[0] ? title : NULL};
        else
            lost = lost ? lost : part;
    }
    letter->passages = passages;
    letter->passage_count = count;
    return lost;
}

/* Whole words from that byte on, so many that they are first found there. */
static const char *words_at(const struct letter *letter, const struct place *place,
                            struct arena *arena)
{
    enum { WORDS_BYTES = 40 };
    const struct block *block = &letter->blocks[place->block];
    for (uint32_t end = place->byte + WORDS_BYTES;; end++) {
        uint32_t found_block = 0, found_byte = 0;
        if (end < block->length && !strchr(spaces, block->text[end]))
            continue;
        end = end < block->length ? end : block->length;
        const char *words = arena_copy(arena, block->text + place->byte, end - place->byte);
        if (end == block->length || (passages_find(letter, words, &found_block, &found_byte) &&
                                     found_block == place->block && found_byte == place->byte))
            return words;
    }
}

const char *passages_words(const struct letter *letter, struct arena *arena)
{
    struct buffer cell = {0};
    for (size_t i = 0; i < letter->passage_count; i++) {
        struct place place;
        bool there = place_parse(letter->passages[i].place, &place) &&
                     place.block < letter->block_count &&
                     place.byte < letter->blocks[place.block].length;
        buffer_format(&cell, "%s%s", i > 0 ? " | " : "",
                      there ? words_at(letter, &place, arena) : "");
    }
    const char *copy = cell.length ? arena_string(arena, buffer_string(&cell)) : NULL;
    buffer_fini(&cell);
    return copy;
}

const char *passages_titles(const struct letter *letter, struct arena *arena)
{
    struct buffer cell = {0};
    bool any = false;
    for (size_t i = 0; i < letter->passage_count; i++) {
        const char *title = letter->passages[i].title;
        any = any || title;
        buffer_format(&cell, "%s%s", i > 0 ? " | " : "", title ? title : "");
    }
    const char *copy = any ? arena_string(arena, buffer_string(&cell)) : NULL;
    buffer_fini(&cell);
    return copy;
}

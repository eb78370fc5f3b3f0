/* Search: every letter read through. */
#include "base/buffer.h"
#include "bundle/query.h"
#include "memory_private.h"

#include <stdlib.h>
#include <string.h>

/* A letter that was found, and how early it comes. */
struct candidate {
    size_t letter;
    bool whole;
    const char *date;
    uint32_t position;
};

static void append_blocks(struct buffer *text, const struct block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buffer_append(text, blocks[i].text, blocks[i].length);
        buffer_byte(text, '\n');
    }
}

static bool has_words(const struct letter *letter, const struct query *query, bool whole)
{
    struct words words = {0};
    struct buffer text = {0};
    buffer_format(&text, "%s\n", letter->summary.title);
    append_blocks(&text, letter->blocks, letter->block_count);
    for (size_t i = 0; i < letter->note_count; i++)
        append_blocks(&text, letter->notes[i].blocks, letter->notes[i].block_count);
    bool has = query_matches(query, &words, buffer_string(&text), text.length, whole);
    buffer_fini(&text);
    words_fini(&words);
    return has;
}

static int compare_candidates(const void *first, const void *second)
{
    const struct candidate *a = first, *b = second;
    if (a->whole != b->whole)
        return a->whole ? -1 : 1;
    int dates = a->date == NULL || b->date == NULL ? (a->date == NULL) - (b->date == NULL)
                                                   : strcmp(a->date, b->date);
    return dates != 0 ? dates : (a->position > b->position) - (a->position < b->position);
}

static void find_in(const struct block *blocks, size_t count, const char *note,
                    const struct query *query, struct query_passage *passage, struct arena *arena,
                    struct letter_hit *hit)
{
    struct words words = {0};
    for (size_t i = 0; i < count; i++) {
        if (!query_find(query, &words, blocks[i].text, blocks[i].length, passage))
            continue;
        hit->note = note;
        hit->block = (uint32_t)i;
        hit->start = passage->start;
        hit->end = passage->end;
        hit->line = query_line(blocks[i].text, blocks[i].length, passage, arena, &hit->line_start,
                               &hit->line_end);
    }
    words_fini(&words);
}

static struct letter_hit hit_of(const struct memory_source *memory, size_t i,
                                const struct query *query, struct arena *arena)
{
    const struct letter *letter = &memory->letters[i];
    struct letter_hit hit = {.lang = letter->version_lang};
    struct query_passage passage = {0};
    const struct block title = {.text = letter->summary.title,
                                .length = (uint32_t)strlen(letter->summary.title)};
    find_in(letter->blocks, letter->block_count, NULL, query, &passage, arena, &hit);
    for (size_t k = 0; k < letter->note_count; k++)
        find_in(letter->notes[k].blocks, letter->notes[k].block_count, letter->notes[k].key, query,
                &passage, arena, &hit);
    if (hit.line == NULL) {
        find_in(&title, 1, NULL, query, &passage, arena, &hit);
        hit.start = hit.end = 0;
    }
    while (!memory_is_first(memory, i))
        i--;
    hit.summary = memory_summary_at(memory, i);
    return hit;
}

static size_t find_candidates(const struct memory_source *memory, const struct query *query,
                              struct candidate *candidates)
{
    size_t count = 0;
    for (size_t i = 0; i < memory->letter_count; i++) {
        struct letter_summary summary = memory_summary_at(memory, i);
        bool again = count > 0 && candidates[count - 1].position == summary.position;
        if (again || !has_words(&memory->letters[i], query, false))
            continue;
        candidates[count++] = (struct candidate){
            .letter = i,
            .whole = has_words(&memory->letters[i], query, true),
            .date = summary.date.from,
            .position = summary.position,
        };
    }
    qsort(candidates, count, sizeof *candidates, compare_candidates);
    return count;
}

enum status memory_search(void *self, const char *text, size_t first, size_t count,
                          struct arena *arena, const struct letter_hit **ret_hits,
                          size_t *ret_count, size_t *ret_total, struct error *error)
{
    const struct memory_source *memory = self;
    if (memory_failure(memory, error) != STATUS_OK)
        return memory->fails;
    struct candidate *candidates = arena_alloc(arena, memory->letter_count, sizeof *candidates);
    struct letter_hit *hits = arena_alloc(arena, memory->letter_count, sizeof *hits);
    struct query query;
    query_init(&query, text);
    size_t total = query.enough ? find_candidates(memory, &query, candidates) : 0, taken = 0;
    for (size_t i = first; i < total && taken < count; i++)
        hits[taken++] = hit_of(memory, candidates[i].letter, &query, arena);
    query_fini(&query);
    *ret_hits = hits;
    *ret_count = taken;
    *ret_total = total;
    return STATUS_OK;
}

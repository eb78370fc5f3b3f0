/* Reads letters, notes and cards: few range scans over rows that lie beside each other. */
#include "reader_private.h"

#include "base/memory.h"
#include "check.h"

#include <stdlib.h>
#include <string.h>

/* Rows as they come; the arrays move while they grow, so they are joined at the end. */
struct placed_block {
    uint32_t body, position;
    struct block block;
};
struct gathered {
    uint32_t first, last; /* bodies asked for */
    struct placed_block *blocks;
    size_t block_count, block_room;
    struct span *spans;
    size_t span_count, span_room;
    size_t current; /* block that the next span may belong to */
};

static void gathered_fini(struct gathered *gathered)
{
    free(gathered->blocks);
    free(gathered->spans);
}

static void *grown(void *items, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return items;
    *room = *room == 0 ? 64 : *room * 2;
    return memory_resized(items, *room, size);
}

/* "12 17 40" */
static void parse_hyphens(const char *text, struct arena *arena, struct block *block,
                          struct sql_row *row)
{
    if (text == NULL)
        return;
    size_t room = strlen(text) / 2 + 1;
    uint32_t *hyphens = arena_alloc(arena, room, sizeof *hyphens);
    while (*text != '\0') {
        uint32_t at = 0;
        text += *text == ' ';
        const char *first = text;
        for (; *text >= '0' && *text <= '9' && at <= BLOCK_TEXT_MAX; text++)
            at = at * 10 + (uint32_t)(*text - '0');
        if (text == first || at > BLOCK_TEXT_MAX || block->hyphen_count == room) {
            row->bad = row->column;
            return;
        }
        hyphens[block->hyphen_count++] = at;
    }
    block->hyphens = hyphens;
}

static void take_block(struct sql_row *row, struct placed_block *placed)
{
    struct block *block = &placed->block;
    size_t length;
    placed->body = sql_take_number(row, CHECK_NUMBER_MAX);
    placed->position = sql_take_number(row, CHECK_LETTER_BLOCKS_MAX);
    block->kind = (enum block_kind)sql_take_name(row, &block_kind_names);
    block->align = (enum block_align)sql_take_name(row, &block_align_names);
    block->text = sql_take_text(row, BLOCK_TEXT_MAX, &length);
    block->length = (uint32_t)length;
    block->level = (uint8_t)sql_take_number(row, UINT8_MAX);
    block->quote_depth = (uint8_t)sql_take_number(row, UINT8_MAX);
    block->part = (uint16_t)sql_take_number(row, UINT16_MAX);
    block->flush = sql_take_number(row, 1) != 0;
    block->table = (uint16_t)sql_take_number(row, UINT16_MAX);
    block->row = (uint16_t)sql_take_number(row, UINT16_MAX);
    block->column = (uint16_t)sql_take_number(row, UINT16_MAX);
    block->marker = sql_take_optional(row, CHECK_NAME_MAX);
    block->lang = sql_take_optional(row, CHECK_ID_MAX);
    parse_hyphens(sql_take_optional(row, BLOCK_TEXT_MAX), row->arena, block, row);
}

/* A damaged index may answer with rows that were not asked for, or out of order. */
static bool is_next(const struct gathered *gathered)
{
    const struct placed_block *last = &gathered->blocks[gathered->block_count - 1];
    if (last->body < gathered->first || last->body > gathered->last)
        return false;
    if (gathered->block_count == 1 || last->body != last[-1].body)
        return gathered->block_count == 1 || last->body > last[-1].body;
    return last->position > last[-1].position;
}

static enum status gather_blocks(const struct sql_parameters *begun, struct arena *arena,
                                 struct gathered *gathered, struct error *error)
{
    struct sql_row row = {0};
    enum status status;
    size_t text = 0;
    while ((status = reader_next(begun, arena, &row, error)) == STATUS_OK) {
        gathered->blocks = grown(gathered->blocks, gathered->block_count, &gathered->block_room,
                                 sizeof *gathered->blocks);
        struct placed_block *placed = &gathered->blocks[gathered->block_count++];
        *placed = (struct placed_block){0};
        take_block(&row, placed);
        text += placed->block.length;
        status = sql_row_done(&row, error);
        if (status != STATUS_OK)
            return status;
        if (!is_next(gathered))
            return error_set(error, STATUS_INVALID, "damaged: blocks out of order");
        if (text > CHECK_LETTER_TEXT_MAX || gathered->block_count > CHECK_LETTER_BLOCKS_MAX)
            return error_set(error, STATUS_INVALID, "damaged: more text than a letter may have");
    }
    return status == STATUS_END ? STATUS_OK : status;
}

/* Both come sorted by body and block: moves on to the block that the span belongs to. */
static bool place_span(struct gathered *gathered, uint32_t body, uint32_t block)
{
    while (gathered->current < gathered->block_count) {
        struct placed_block *placed = &gathered->blocks[gathered->current];
        if (placed->body == body && placed->position == block) {
            placed->block.span_count++;
            return true;
        }
        gathered->current++;
    }
    return false;
}

static enum status gather_spans(const struct sql_parameters *begun, struct arena *arena,
                                struct gathered *gathered, struct error *error)
{
    struct sql_row row = {0};
    enum status status;
    while ((status = reader_next(begun, arena, &row, error)) == STATUS_OK) {
        gathered->spans = grown(gathered->spans, gathered->span_count, &gathered->span_room,
                                sizeof *gathered->spans);
        struct span *span = &gathered->spans[gathered->span_count++];
        uint32_t body = sql_take_number(&row, CHECK_NUMBER_MAX);
        uint32_t block = sql_take_number(&row, CHECK_LETTER_BLOCKS_MAX);
        span->kind = (enum span_kind)sql_take_name(&row, &span_kind_names);
        span->start = sql_take_number(&row, BLOCK_TEXT_MAX);
        span->end = sql_take_number(&row, BLOCK_TEXT_MAX);
        span->target = sql_take_optional(&row, CHECK_NAME_MAX);
        span->lang = sql_take_optional(&row, CHECK_ID_MAX);
        status = sql_row_done(&row, error);
        if (status != STATUS_OK)
            return status;
        if (gathered->span_count > CHECK_LETTER_SPANS_MAX || !place_span(gathered, body, block))
            return error_set(error, STATUS_INVALID, "damaged: a span of no block");
    }
    return status == STATUS_END ? STATUS_OK : status;
}

/* Copies what was gathered into the arena and cuts it into bodies. */
static void join(const struct gathered *gathered, uint32_t first, struct arena *arena,
                 struct reader_body *bodies)
{
    struct block *blocks = arena_alloc(arena, gathered->block_count, sizeof *blocks);
    struct span *spans = arena_alloc(arena, gathered->span_count, sizeof *spans);
    if (gathered->span_count > 0)
        memcpy(spans, gathered->spans, gathered->span_count * sizeof *spans);
    for (size_t i = 0; i < gathered->block_count; i++) {
        struct reader_body *body = &bodies[gathered->blocks[i].body - first];
        blocks[i] = gathered->blocks[i].block;
        blocks[i].spans = spans;
        spans += blocks[i].span_count;
        if (body->count++ == 0)
            body->blocks = &blocks[i];
    }
}

enum status reader_bodies(struct bundle_reader *reader, uint32_t first, uint32_t last,
                          struct arena *arena, struct reader_body *ret_bodies, struct error *error)
{
    static enum status (*const gather[])(const struct sql_parameters *, struct arena *,
                                         struct gathered *,
                                         struct error *) = {gather_blocks, gather_spans};
    static const enum reader_statement statements[] = {READER_BLOCKS, READER_SPANS};
    struct gathered gathered = {.first = first, .last = last};
    struct sql_parameters begun = {0};
    enum status status = STATUS_OK;
    for (int i = 0; status == STATUS_OK && i < 2; i++) {
        status = reader_begin(reader, statements[i], &begun, error);
        if (status != STATUS_OK)
            break;
        sql_put_number(&begun, first);
        sql_put_number(&begun, last);
        status = gather[i](&begun, arena, &gathered, error);
    }
    if (status == STATUS_OK)
        join(&gathered, first, arena, ret_bodies);
    gathered_fini(&gathered);
    return status;
}

/* ---- A letter ---- */

/* What else is known of the version that is read. */
struct version {
    uint32_t body, notes;
};

static enum status read_version(struct bundle_reader *reader, const char *lang, struct arena *arena,
                                struct letter *letter, struct version *version, struct error *error)
{
    struct sql_parameters begun = {0};
    struct sql_row row = {0};
    enum status status = reader_begin(reader, READER_VERSION, &begun, error);
    if (status != STATUS_OK)
        return status;
    sql_put_number(&begun, letter->summary.position);
    sql_put_text(&begun, lang);
    status = reader_next(&begun, arena, &row, error);
    if (status != STATUS_OK)
        return status == STATUS_END ? error_set(error, STATUS_INVALID, "it has no text") : status;
    letter->version_lang = sql_take_text(&row, CHECK_ID_MAX, NULL);
    letter->version_kind = (enum version_kind)sql_take_name(&row, &version_kind_names);
    letter->direction = (enum direction)sql_take_name(&row, &direction_names);
    letter->first_page = sql_take_optional(&row, CHECK_NAME_MAX);
    version->body = sql_take_number(&row, CHECK_NUMBER_MAX - CHECK_LETTER_NOTES_MAX);
    version->notes = sql_take_number(&row, CHECK_LETTER_NOTES_MAX);
    return sql_row_done(&row, error);
}

static enum status read_notes(struct bundle_reader *reader, const struct version *version,
                              struct arena *arena, struct note *notes, struct error *error)
{
    struct sql_parameters begun = {0};
    struct sql_row row = {0};
    enum status status = reader_begin(reader, READER_NOTES, &begun, error);
    if (status != STATUS_OK)
        return status;
    sql_put_number(&begun, version->body);
    for (uint32_t i = 0; i < version->notes; i++) {
        status = reader_next(&begun, arena, &row, error);
        if (status != STATUS_OK)
            break;
        bool expected = sql_take_number(&row, CHECK_LETTER_NOTES_MAX) == i + 1;
        notes[i].key = sql_take_text(&row, CHECK_ID_MAX, NULL);
        notes[i].label = sql_take_text(&row, CHECK_ID_MAX, NULL);
        notes[i].kind = (enum note_kind)sql_take_name(&row, &note_kind_names);
        status = sql_row_done(&row, error);
        if (status != STATUS_OK || !expected)
            break;
    }
    if (status == STATUS_OK)
        status = reader_next(&begun, arena, &row, error) == STATUS_END ? STATUS_OK : STATUS_END;
    return status == STATUS_END
               ? error_set(error, STATUS_INVALID, "damaged: its notes do not match")
               : status;
}

static enum status read_texts(struct bundle_reader *reader, const struct version *version,
                              struct arena *arena, struct letter *letter, struct error *error)
{
    struct note *notes = arena_alloc(arena, version->notes, sizeof *notes);
    struct reader_body *bodies = arena_alloc(arena, version->notes + 1, sizeof *bodies);
    enum status status = read_notes(reader, version, arena, notes, error);
    if (status == STATUS_OK)
        status = reader_bodies(reader, version->body, version->body + version->notes, arena, bodies,
                               error);
    if (status != STATUS_OK)
        return status;
    letter->blocks = bodies[0].blocks;
    letter->block_count = bodies[0].count;
    for (uint32_t i = 0; i < version->notes; i++) {
        notes[i].blocks = bodies[i + 1].blocks;
        notes[i].block_count = bodies[i + 1].count;
    }
    letter->notes = notes;
    letter->note_count = version->notes;
    return check_letter(letter, CHECK_LINKS_RESOLVED, error);
}

static void take_passage(struct sql_row *row, void *item)
{
    struct passage *passage = item;
    passage->place = sql_take_text(row, CHECK_NAME_MAX, NULL);
    passage->title = sql_take_optional(row, CHECK_NAME_MAX);
}

static void take_version(struct sql_row *row, void *item)
{
    struct letter_version *version = item;
    version->lang = sql_take_text(row, CHECK_ID_MAX, NULL);
    version->kind = (enum version_kind)sql_take_name(row, &version_kind_names);
}

/* The rows of a statement whose one parameter is the letter's position. */
static enum status read_rows_of(struct bundle_reader *reader, enum reader_statement which,
                                const struct letter *letter, const struct reader_shape *shape,
                                struct arena *arena, void **ret_items, size_t *ret_count,
                                struct error *error)
{
    struct sql_parameters begun = {0};
    enum status status = reader_begin(reader, which, &begun, error);
    if (status != STATUS_OK)
        return status;
    sql_put_number(&begun, letter->summary.position);
    return reader_rows(&begun, shape, arena, ret_items, ret_count, error);
}

static enum status read_surroundings(struct bundle_reader *reader, struct arena *arena,
                                     struct letter *letter, struct error *error)
{
    static const struct reader_shape passages = {take_passage, sizeof(struct passage),
                                                 CHECK_PASSAGES_MAX};
    static const struct reader_shape versions = {take_version, sizeof(struct letter_version),
                                                 CHECK_VERSIONS_MAX};
    void *items = NULL;
    enum status status = read_rows_of(reader, READER_PASSAGES, letter, &passages, arena, &items,
                                      &letter->passage_count, error);
    letter->passages = items;
    if (status == STATUS_OK)
        status = read_rows_of(reader, READER_VERSIONS, letter, &versions, arena, &items,
                              &letter->version_count, error);
    letter->versions = items;
    if (status == STATUS_OK)
        status = reader_pictures_at(reader, letter->summary.position, arena, &letter->pictures,
                                    &letter->picture_count, error);
    return status;
}

enum status reader_letter(void *self, struct key key, const char *lang, struct arena *arena,
                          struct letter *ret_letter, struct error *error)
{
    struct bundle_reader *reader = self;
    struct letter letter = {0};
    struct version version = {0};
    enum status status = reader_heading(reader, key, arena, &letter, error);
    if (status == STATUS_OK)
        status = read_version(reader, lang, arena, &letter, &version, error);
    if (status == STATUS_OK)
        status = read_surroundings(reader, arena, &letter, error);
    if (status == STATUS_OK)
        status = read_texts(reader, &version, arena, &letter, error);
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s: letter %s/%s", reader->path,
                          key.edition == NULL ? "" : key.edition, key.id);
    *ret_letter = letter;
    return STATUS_OK;
}

/* ---- Cards ---- */

static enum status read_entity(struct bundle_reader *reader, enum reader_statement which,
                               struct key key, struct arena *arena, struct entity *entity,
                               struct error *error)
{
    struct sql_row row = {0};
    struct reader_body body = {0};
    enum status status = reader_find(reader, which, key, arena, &row, error);
    if (status != STATUS_OK)
        return status;
    entity->key.edition = sql_take_text(&row, CHECK_ID_MAX, NULL);
    entity->key.id = sql_take_text(&row, CHECK_ID_MAX, NULL);
    entity->name = sql_take_text(&row, CHECK_NAME_MAX, NULL);
    entity->sort = sql_take_text(&row, CHECK_NAME_MAX, NULL);
    uint32_t number = sql_take_number(&row, CHECK_NUMBER_MAX);
    entity->same.edition = sql_take_optional(&row, CHECK_ID_MAX);
    entity->same.id = sql_take_optional(&row, CHECK_ID_MAX);
    status = sql_row_done(&row, error);
    if (status == STATUS_OK)
        status = reader_bodies(reader, number, number, arena, &body, error);
    if (status != STATUS_OK)
        return status;
    entity->blocks = body.blocks;
    entity->block_count = body.count;
    return check_entity(entity, CHECK_LINKS_RESOLVED, error);
}

static enum status read_card(struct bundle_reader *reader, enum reader_statement which,
                             const char *what, struct key key, struct arena *arena,
                             struct entity *ret_entity, struct error *error)
{
    struct entity entity = {0};
    enum status status = read_entity(reader, which, key, arena, &entity, error);
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s: %s %s/%s", reader->path, what,
                          key.edition == NULL ? "" : key.edition, key.id);
    *ret_entity = entity;
    return STATUS_OK;
}

enum status reader_person(void *self, struct key key, struct arena *arena,
                          struct entity *ret_person, struct error *error)
{
    return read_card(self, READER_PERSON, "person", key, arena, ret_person, error);
}

enum status reader_term(void *self, struct key key, struct arena *arena, struct entity *ret_term,
                        struct error *error)
{
    return read_card(self, READER_TERM, "term", key, arena, ret_term, error);
}

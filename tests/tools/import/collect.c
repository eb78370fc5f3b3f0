#include "collect.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "support/harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Deep copies -------------------------------------------------------------------------------
 */

static const struct block *copy_blocks(struct arena *arena, const struct block *blocks,
                                       size_t count)
{
    struct block *copy = arena_alloc(arena, count + 1, sizeof *copy);
    for (size_t i = 0; i < count; i++) {
        struct span *spans = arena_alloc(arena, blocks[i].span_count + 1, sizeof *spans);
        copy[i] = blocks[i];
        copy[i].text = arena_copy(arena, blocks[i].text, blocks[i].length);
        copy[i].marker = arena_string(arena, blocks[i].marker);
        copy[i].lang = arena_string(arena, blocks[i].lang);
        for (size_t j = 0; j < blocks[i].span_count; j++) {
            spans[j] = blocks[i].spans[j];
            spans[j].target = arena_string(arena, spans[j].target);
            spans[j].lang = arena_string(arena, spans[j].lang);
        }
        copy[i].spans = spans;
    }
    return copy;
}

static const struct note *copy_notes(struct arena *arena, const struct note *notes, size_t count)
{
    struct note *copy = arena_alloc(arena, count + 1, sizeof *copy);
    for (size_t i = 0; i < count; i++) {
        copy[i] = notes[i];
        copy[i].key = arena_string(arena, notes[i].key);
        copy[i].label = arena_string(arena, notes[i].label);
        copy[i].blocks = copy_blocks(arena, notes[i].blocks, notes[i].block_count);
    }
    return copy;
}

static struct correspondent copy_correspondent(struct arena *arena, struct correspondent who)
{
    return (struct correspondent){arena_string(arena, who.name), arena_string(arena, who.person)};
}

static struct letter copy_letter(struct arena *arena, const struct letter *letter)
{
    struct letter copy = *letter;
    struct letter_summary *summary = &copy.summary;
    summary->key.edition = arena_string(arena, summary->key.edition);
    summary->key.id = arena_string(arena, summary->key.id);
    summary->number = arena_string(arena, summary->number);
    summary->title = arena_string(arena, summary->title);
    summary->short_title = arena_string(arena, summary->short_title);
    summary->place = arena_string(arena, summary->place);
    summary->date.from = arena_string(arena, summary->date.from);
    summary->date.to = arena_string(arena, summary->date.to);
    summary->date.text = arena_string(arena, summary->date.text);
    summary->sender = copy_correspondent(arena, summary->sender);
    summary->recipient = copy_correspondent(arena, summary->recipient);
    summary->lang = arena_string(arena, summary->lang);
    summary->first_words = arena_string(arena, summary->first_words);
    copy.version_lang = arena_string(arena, letter->version_lang);
    copy.first_page = arena_string(arena, letter->first_page);
    copy.brief = arena_string(arena, letter->brief);
    copy.content_notice = arena_string(arena, letter->content_notice);
    copy.web = arena_string(arena, letter->web);
    copy.blocks = copy_blocks(arena, letter->blocks, letter->block_count);
    copy.notes = copy_notes(arena, letter->notes, letter->note_count);
    return copy;
}

/* ---- The sink ----------------------------------------------------------------------------------
 */

static void *grown(void *items, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return items;
    *room = *room ? 2 * *room : 16;
    return memory_resized(items, *room, size);
}

static enum status take_exhibit(void *self, const struct exhibit *exhibit, struct error *error)
{
    struct collected *collected = self;
    (void)error;
    collected->exhibit = *exhibit;
    collected->exhibit.id = arena_string(collected->arena, exhibit->id);
    collected->exhibit.title = arena_string(collected->arena, exhibit->title);
    collected->exhibit.credits = arena_string(collected->arena, exhibit->credits);
    const char **langs = arena_alloc(collected->arena, exhibit->lang_count + 1, sizeof *langs);
    for (size_t i = 0; i < exhibit->lang_count; i++)
        langs[i] = arena_string(collected->arena, exhibit->langs[i]);
    collected->exhibit.langs = langs;
    return STATUS_OK;
}

static enum status take_edition(void *self, const struct edition *edition, struct error *error)
{
    struct collected *collected = self;
    (void)error;
    collected->editions = grown(collected->editions, collected->edition_count,
                                &collected->edition_room, sizeof *edition);
    collected->editions[collected->edition_count++] =
        (struct edition){.id = arena_string(collected->arena, edition->id),
                         .title = arena_string(collected->arena, edition->title),
                         .lang = arena_string(collected->arena, edition->lang)};
    return STATUS_OK;
}

static enum status take_letter(void *self, const struct letter *letter, const char *origin,
                               struct error *error)
{
    struct collected *collected = self;
    (void)error;
    (void)origin;
    collected->letters =
        grown(collected->letters, collected->letter_count, &collected->letter_room, sizeof *letter);
    collected->letters[collected->letter_count++] = copy_letter(collected->arena, letter);
    return STATUS_OK;
}

static struct entity copy_entity(struct arena *arena, const struct entity *entity)
{
    struct entity copy = *entity;
    copy.key.edition = arena_string(arena, entity->key.edition);
    copy.key.id = arena_string(arena, entity->key.id);
    copy.name = arena_string(arena, entity->name);
    copy.sort = arena_string(arena, entity->sort);
    copy.same.edition = arena_string(arena, entity->same.edition);
    copy.same.id = arena_string(arena, entity->same.id);
    copy.blocks = copy_blocks(arena, entity->blocks, entity->block_count);
    return copy;
}

static enum status take_person(void *self, const struct entity *person, struct error *error)
{
    struct collected *collected = self;
    (void)error;
    collected->persons =
        grown(collected->persons, collected->person_count, &collected->person_room, sizeof *person);
    collected->persons[collected->person_count++] = copy_entity(collected->arena, person);
    return STATUS_OK;
}

static enum status take_term(void *self, const struct entity *term, struct error *error)
{
    struct collected *collected = self;
    (void)error;
    collected->terms =
        grown(collected->terms, collected->term_count, &collected->term_room, sizeof *term);
    collected->terms[collected->term_count++] = copy_entity(collected->arena, term);
    return STATUS_OK;
}

static enum status take_anchor(void *self, const char *edition, const char *id, const char *place,
                               struct error *error)
{
    struct collected *collected = self;
    (void)error;
    collected->anchors = grown(collected->anchors, collected->anchor_count, &collected->anchor_room,
                               sizeof *collected->anchors);
    collected->anchors[collected->anchor_count++] =
        arena_format(collected->arena, "%s#%s %s", edition, id, place);
    return STATUS_OK;
}

static enum status take_relation(void *self, struct key letter, enum letter_relation relation,
                                 const char *target, struct error *error)
{
    struct collected *collected = self;
    (void)error;
    collected->relations = arena_format(collected->arena, "%s%s %d %s\n",
                                        collected->relations ? collected->relations : "", letter.id,
                                        (int)relation, target);
    return STATUS_OK;
}

static enum status take_picture(void *self, const struct import_picture *picture,
                                struct error *error)
{
    struct collected *collected = self;
    const struct facsimile *about = &picture->about;
    (void)error;
    collected->pictures =
        arena_format(collected->arena, "%s%s %s%u %s%s%s block %d",
                     collected->pictures ? collected->pictures : "", picture->letter.id,
                     about->in_text ? "text " : "scan ", (unsigned)about->number, about->name,
                     picture->member ? " " : "", picture->member ? picture->member : "",
                     about->block == BLOCK_NONE ? -1 : (int)about->block);
    for (size_t i = 0; i < about->page_count; i++)
        collected->pictures =
            arena_format(collected->arena, "%s p. %s", collected->pictures, about->pages[i]);
    collected->pictures =
        arena_format(collected->arena, "%s%s%s\n", collected->pictures,
                     about->description ? ": " : "", about->description ? about->description : "");
    return STATUS_OK;
}

static enum status take_start(void *self, const char *place, const char *title, struct error *error)
{
    struct collected *collected = self;
    (void)error;
    collected->starts =
        arena_format(collected->arena, "%s%s %s\n", collected->starts ? collected->starts : "",
                     place, title ? title : "-");
    return STATUS_OK;
}

static enum status take_slide(void *self, const struct slide *slide, const char *origin,
                              struct error *error)
{
    (void)origin;
    struct collected *collected = self;
    (void)error;
    collected->slides = arena_format(collected->arena, "%s%s %s %s %s\n",
                                     collected->slides ? collected->slides : "", slide->place,
                                     slide->lang, slide->quote, slide->caption);
    return STATUS_OK;
}

void collect_sources(struct collected *collected, const char *const *paths, size_t count)
{
    static const struct import_sink_calls calls = {
        take_exhibit, take_edition,  take_letter,  take_person, take_term,
        take_anchor,  take_relation, take_picture, take_start,  take_slide};
    const struct import_sink sink = {&calls, collected};
    *collected = (struct collected){.arena = arena_create(), .report = import_report_create()};
    collected->status = import_sources(paths, count, &sink, collected->report, &collected->error);
}

void collect_source(struct collected *collected, const char *path)
{
    collect_sources(collected, &path, 1);
}

void collect_text(struct collected *collected, const char *name, const char *content)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", harness_temporary_directory(), name);
    FILE *file = fopen(path, "wb");
    if (!EXPECT(file))
        abort();
    fwrite(content, 1, strlen(content), file);
    fclose(file);
    collect_source(collected, path);
    remove(path);
}

void collect_fini(struct collected *collected)
{
    free(collected->letters);
    free(collected->persons);
    free(collected->terms);
    free(collected->editions);
    free(collected->anchors);
    import_report_destroy(collected->report);
    arena_destroy(collected->arena);
    *collected = (struct collected){0};
}

/* ---- Views of it -------------------------------------------------------------------------------
 */

static void put_blocks(struct buffer *words, const struct letter *letter,
                       const struct block *blocks, size_t count, const char *between);

static void put_mark(struct buffer *words, const struct letter *letter, const struct span *span)
{
    const struct note *note =
        span->kind == SPAN_NOTE ? letter_find_note(letter, span->target) : NULL;
    if (span->kind == SPAN_PAGE_BREAK)
        buffer_format(words, "|%s|", span->target);
    if (!note)
        return;
    buffer_format(words, "[%s: ", note->label);
    put_blocks(words, letter, note->blocks, note->block_count, " / ");
    buffer_text(words, "]");
}

static void put_blocks(struct buffer *words, const struct letter *letter,
                       const struct block *blocks, size_t count, const char *between)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t at = 0;
        if (i > 0)
            buffer_text(words, between);
        if (blocks[i].marker)
            buffer_format(words, "%s ", blocks[i].marker);
        for (size_t j = 0; j < blocks[i].span_count; j++) {
            const struct span *span = &blocks[i].spans[j];
            if (span->start != span->end)
                continue;
            buffer_append(words, blocks[i].text + at, span->start - at);
            at = span->start;
            put_mark(words, letter, span);
        }
        buffer_append(words, blocks[i].text + at, blocks[i].length - at);
    }
}

const char *collect_words(struct collected *collected, const struct letter *letter)
{
    struct buffer words = {0};
    put_blocks(&words, letter, letter->blocks, letter->block_count, "\n");
    const char *text = arena_string(collected->arena, buffer_string(&words));
    buffer_fini(&words);
    return text;
}

static const char *const kind_names[BLOCK_KIND_COUNT] = {
    "heading",   "source line", "letterhead", "address", "dateline", "salutation",
    "paragraph", "verse",       "list head",  "item",    "cell",     "closing",
    "signature", "postscript",  "caption",    "rule"};

const char *collect_blocks(struct collected *collected, const struct block *blocks, size_t count)
{
    struct buffer lines = {0};
    for (size_t i = 0; i < count; i++)
        buffer_format(&lines, "%s%s%s%s: %s\n", kind_names[blocks[i].kind],
                      blocks[i].marker ? " " : "", blocks[i].marker ? blocks[i].marker : "",
                      blocks[i].quote_depth ? " (quoted)" : "", blocks[i].text);
    const char *text = arena_string(collected->arena, buffer_string(&lines));
    buffer_fini(&lines);
    return text;
}

const char *collect_warnings(struct collected *collected)
{
    struct buffer lines = {0};
    for (size_t i = 0; i < import_report_count(collected->report); i++) {
        const struct import_warning *warning = import_report_at(collected->report, i);
        const char *slash = strrchr(warning->file, '/');
        buffer_format(&lines, "%s:%u: %s\n", slash ? slash + 1 : warning->file, warning->line,
                      warning->message);
    }
    const char *text = arena_string(collected->arena, buffer_string(&lines));
    buffer_fini(&lines);
    return text;
}

static size_t count_spans(const struct block *blocks, size_t count, enum span_kind kind)
{
    size_t spans = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < blocks[i].span_count; j++)
            spans += blocks[i].spans[j].kind == kind;
    return spans;
}

size_t collect_span_count(const struct collected *collected, enum span_kind kind)
{
    size_t spans = 0;
    for (size_t i = 0; i < collected->letter_count; i++) {
        const struct letter *letter = &collected->letters[i];
        spans += count_spans(letter->blocks, letter->block_count, kind);
        for (size_t j = 0; j < letter->note_count; j++)
            spans += count_spans(letter->notes[j].blocks, letter->notes[j].block_count, kind);
    }
    return spans;
}

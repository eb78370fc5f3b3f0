#include "import/draft.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "letter/place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPENING_MAX = 160 };

void draft_init(struct draft *draft, struct arena *arena, unsigned line)
{
    *draft = (struct draft){.arena = arena, .line = line};
    prose_init(&draft->prose, arena);
}

void draft_fini(struct draft *draft)
{
    prose_fini(&draft->prose);
    free(draft->notes);
    free(draft->links);
    free(draft->pictures);
    *draft = (struct draft){0};
}

const char *draft_id(struct arena *arena, const char *name)
{
    static const char signs[] = "/@:?#&= \t\r\n";
    char *id = arena_string(arena, name);
    for (char *at = id + strcspn(id, signs); *at; at += strcspn(at, signs))
        *at = '-';
    size_t length = strlen(id);
    while (length >= PLACE_PART_SIZE)
        utf8_previous(id, length, &length);
    id[length] = '\0';
    return id;
}

size_t draft_add_note(struct draft *draft, const char *label, enum note_kind kind, unsigned line)
{
    if (draft->note_count == draft->note_room) {
        draft->note_room = draft->note_room ? 2 * draft->note_room : 16;
        draft->notes = memory_resized(draft->notes, draft->note_room, sizeof *draft->notes);
    }
    bool usable = label && label[0] && strlen(label) <= DRAFT_LABEL_MAX;
    draft->notes[draft->note_count] = (struct draft_note){
        .key = arena_alloc(draft->arena, 1, DRAFT_KEY_SIZE),
        .label = usable ? arena_string(draft->arena, label)
                        : arena_format(draft->arena, "%zu", draft->note_count + 1),
        .kind = kind,
        .line = line,
    };
    return draft->note_count++;
}

void draft_add_link(struct draft *draft, enum span_kind kind, const char *target, unsigned line)
{
    if (draft->link_count == draft->link_room) {
        draft->link_room = draft->link_room ? 2 * draft->link_room : 16;
        draft->links = memory_resized(draft->links, draft->link_room, sizeof *draft->links);
    }
    draft->links[draft->link_count++] = (struct draft_link){kind, target, line};
}

/* ---- Pictures ----------------------------------------------------------------------------------
 */

struct draft_picture *draft_add_picture_file(struct draft *draft, const char *path,
                                             const char *member, unsigned line, bool in_text)
{
    for (size_t i = 0; !in_text && i < draft->picture_count; i++)
        if (!draft->pictures[i].in_text && strcmp(draft->pictures[i].path, path) == 0)
            return &draft->pictures[i];
    if (draft->picture_count == draft->picture_room) {
        draft->picture_room = draft->picture_room ? 2 * draft->picture_room : 8;
        draft->pictures =
            memory_resized(draft->pictures, draft->picture_room, sizeof *draft->pictures);
    }
    struct draft_picture *picture = &draft->pictures[draft->picture_count++];
    *picture = (struct draft_picture){
        .path = path,
        .member = member,
        .target = in_text ? arena_alloc(draft->arena, 1, DRAFT_KEY_SIZE) : NULL,
        .block = BLOCK_NONE,
        .in_text = in_text,
        .line = line,
    };
    return picture;
}

struct draft_picture *draft_add_picture(struct draft *draft, const char *name, const char *file,
                                        unsigned line, bool in_text)
{
    const struct picture_mention mention = {name, file, line, in_text};
    const char *path = picture_files_find(draft->files, &mention, draft->arena);
    return path ? draft_add_picture_file(draft, path, NULL, line, in_text) : NULL;
}

void draft_add_picture_page(struct draft *draft, struct draft_picture *picture, const char *label)
{
    const char **pages = arena_alloc(draft->arena, picture->page_count + 1, sizeof *pages);
    for (size_t i = 0; i < picture->page_count; i++) {
        if (strcmp(picture->pages[i], label) == 0)
            return;
        pages[i] = picture->pages[i];
    }
    pages[picture->page_count++] = label;
    picture->pages = pages;
}

/* A key is the label, or "label~k" for the k-th of several. */
static void settle_key(const struct draft *draft, size_t index)
{
    const char *label = draft->notes[index].label;
    size_t same = 0, rank = 0;
    for (size_t i = 0; i < draft->note_count; i++)
        if (strcmp(draft->notes[i].label, label) == 0) {
            same++;
            rank += i <= index;
        }
    char *key = draft->notes[index].key;
    if (same == 1)
        snprintf(key, DRAFT_KEY_SIZE, "%s", label);
    else
        snprintf(key, DRAFT_KEY_SIZE, "%s~%zu", label, rank);
}

/* The mark of a note that has no words, and so no key. */
static bool is_dead_mark(const struct span *span)
{
    return span->kind == SPAN_NOTE && span->target[0] == '\0';
}

static struct block without_dead_marks(struct arena *arena, const struct block *block)
{
    struct block kept = *block;
    struct span *spans = arena_alloc(arena, block->span_count + 1, sizeof *spans);
    kept.spans = spans;
    kept.span_count = 0;
    for (size_t i = 0; i < block->span_count; i++)
        if (!is_dead_mark(&block->spans[i]))
            spans[kept.span_count++] = block->spans[i];
    return kept;
}

static const struct block *drop_dead_marks(struct arena *arena, const struct block *blocks,
                                           size_t count)
{
    bool dead = false;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < blocks[i].span_count; j++)
            dead = dead || is_dead_mark(&blocks[i].spans[j]);
    if (!dead)
        return blocks;
    struct block *kept = arena_alloc(arena, count, sizeof *kept);
    for (size_t i = 0; i < count; i++)
        kept[i] = without_dead_marks(arena, &blocks[i]);
    return kept;
}

static void settle_notes(struct draft *draft)
{
    struct note *notes =
        arena_alloc(draft->arena, draft->note_count ? draft->note_count : 1, sizeof *notes);
    size_t count = 0;
    for (int marked = 1; marked >= 0; marked--)
        for (size_t i = 0; i < draft->note_count; i++) {
            const struct draft_note *from = &draft->notes[i];
            if (from->marked != (bool)marked || from->block_count == 0)
                continue;
            settle_key(draft, i);
            notes[count++] = (struct note){.key = from->key,
                                           .label = from->label,
                                           .kind = from->kind,
                                           .blocks = from->blocks,
                                           .block_count = from->block_count};
        }
    for (size_t i = 0; i < count; i++)
        notes[i].blocks = drop_dead_marks(draft->arena, notes[i].blocks, notes[i].block_count);
    draft->letter.blocks =
        drop_dead_marks(draft->arena, draft->letter.blocks, draft->letter.block_count);
    draft->letter.notes = notes;
    draft->letter.note_count = count;
}

static uint32_t count_words(const struct block *blocks, size_t count)
{
    uint32_t words = 0;
    for (size_t i = 0; i < count; i++) {
        bool inside = false;
        for (uint32_t at = 0; at < blocks[i].length; at++) {
            bool space = blocks[i].text[at] == ' ' || blocks[i].text[at] == '\n';
            words += !space && !inside;
            inside = !space;
        }
    }
    return words;
}

static bool is_body(const struct block *block)
{
    return block->length > 0 &&
           (block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_LIST_ITEM ||
            block->kind == BLOCK_VERSE_LINE || block->kind == BLOCK_TABLE_CELL);
}

/* At most OPENING_MAX bytes of a longer text: up to a space, or, without any, to a whole sign. */
static size_t cut_at_word(const char *text)
{
    size_t length = OPENING_MAX;
    while (length > 0 && text[length] != ' ' && text[length] != '\n')
        length--;
    if (length == 0)
        for (length = OPENING_MAX; ((unsigned char)text[length] & 0xc0) == 0x80;)
            length--;
    return length;
}

static const char *opening(struct draft *draft)
{
    for (size_t i = 0; i < draft->letter.block_count; i++) {
        const struct block *block = &draft->letter.blocks[i];
        if (!is_body(block))
            continue;
        size_t length = block->length;
        if (length > OPENING_MAX)
            length = cut_at_word(block->text);
        return arena_copy(draft->arena, block->text, length);
    }
    return "";
}

static bool is_empty(const struct letter *letter)
{
    for (size_t i = 0; i < letter->block_count; i++)
        if (letter->blocks[i].kind != BLOCK_HEADING && letter->blocks[i].length > 0)
            return false;
    return letter->note_count == 0;
}

enum status draft_finish(struct draft *draft, const struct letter **ret_letter, struct error *error)
{
    struct letter *letter = &draft->letter;
    letter->blocks = prose_finish(&draft->prose, &letter->block_count);
    settle_notes(draft);
    if (draft->prose.too_long)
        return error_set(error, STATUS_LIMIT, "a paragraph is longer than %d bytes; divide it",
                         BLOCK_TEXT_MAX);
    if (is_empty(letter))
        return error_set(error, STATUS_INVALID,
                         "the letter has no words; add its text or take it out");
    letter->summary.words = count_words(letter->blocks, letter->block_count);
    for (size_t i = 0; i < letter->note_count; i++)
        letter->summary.words += count_words(letter->notes[i].blocks, letter->notes[i].block_count);
    letter->summary.first_words = opening(draft);
    *ret_letter = letter;
    return STATUS_OK;
}

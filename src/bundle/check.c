#include "check.h"

#include "base/utf8.h"
#include "letter/place.h"

#include <stdlib.h>
#include <string.h>

/* What has been seen of one letter or card. */
struct checker {
    const struct letter *letter; /* whose notes marks name; NULL on a card */
    enum check_links links;
    size_t text, blocks, spans;
    struct error *error;
};

static bool is_id(const char *id)
{
    size_t length = id == NULL ? 0 : strlen(id);
    return length > 0 && length <= CHECK_ID_MAX && utf8_is_valid(id, length, NULL);
}

static bool is_border(const struct block *block, uint32_t byte)
{
    return byte <= block->length && ((unsigned char)block->text[byte] & 0xc0) != 0x80;
}

/* Kinds that stand at one place and are drawn there. */
static bool is_point(enum span_kind kind)
{
    return kind == SPAN_NOTE || kind == SPAN_PAGE_BREAK || kind == SPAN_PICTURE;
}

static bool has_picture(const struct letter *letter, const char *number)
{
    unsigned long wanted = strtoul(number, NULL, 10);
    for (size_t i = 0; letter != NULL && i < letter->picture_count; i++)
        if (letter->pictures[i].number == wanted)
            return true;
    return false;
}

static const char *fault_of_link(const struct checker *checker, const struct span *span)
{
    struct place place;
    bool resolved = checker->links == CHECK_LINKS_RESOLVED;
    switch (span->kind) {
    case SPAN_FOREIGN:
        return span->lang == NULL ? "has no language" : NULL;
    case SPAN_NOTE:
        if (span->target == NULL || checker->letter == NULL ||
            letter_find_note(checker->letter, span->target) == NULL)
            return "names no note of the letter";
        return NULL;
    case SPAN_REFERENCE:
        if (resolved && span->target != NULL && !place_parse(span->target, &place))
            return "leads to what is not a place";
        return NULL;
    case SPAN_PERSON:
    case SPAN_TERM:
        if (span->target == NULL || (resolved && strchr(span->target, '/') == NULL))
            return "names nobody";
        return NULL;
    case SPAN_PAGE_BREAK:
        return span->target == NULL ? "has no label" : NULL;
    case SPAN_PICTURE:
        return span->target == NULL || (resolved && !has_picture(checker->letter, span->target))
                   ? "stands for no picture"
                   : NULL;
    default:
        return NULL;
    }
}

/* Sorted by start, longer first, then by kind. */
static bool in_order(const struct span *a, const struct span *b)
{
    if (a->start != b->start)
        return a->start < b->start;
    return a->end != b->end ? a->end > b->end : a->kind <= b->kind;
}

static const char *fault_of_span(const struct checker *checker, const struct block *block, size_t i)
{
    const struct span *span = &block->spans[i];
    if ((unsigned)span->kind >= SPAN_KIND_COUNT)
        return "is of no known kind";
    if (span->start > span->end || span->end > block->length)
        return "reaches beyond the text";
    if (!is_border(block, span->start) || !is_border(block, span->end))
        return "cuts a character";
    if (is_point(span->kind) && span->start != span->end)
        return "covers text where it can only stand at a place";
    if (i > 0 && !in_order(span - 1, span))
        return "is out of order";
    return fault_of_link(checker, span);
}

static const char *fault_of_hyphens(const struct block *block)
{
    for (size_t i = 0; i < block->hyphen_count; i++) {
        uint32_t at = block->hyphens[i];
        if (at == 0 || at >= block->length || !is_border(block, at))
            return "has a hyphen outside its words";
        if (i > 0 && block->hyphens[i - 1] >= at)
            return "has hyphens out of order";
    }
    return NULL;
}

static const char *fault_of_block(const struct block *block)
{
    if ((unsigned)block->kind >= BLOCK_KIND_COUNT || (unsigned)block->align > ALIGN_END)
        return "is of no known kind";
    if (block->text == NULL || block->text[block->length] != '\0' ||
        memchr(block->text, 0, block->length) != NULL ||
        !utf8_is_valid(block->text, block->length, NULL))
        return "is not UTF-8 text of its length";
    return fault_of_hyphens(block);
}

/* Counts the block; a letter is counted with its notes. */
static enum status check_size(struct checker *checker, const struct block *block)
{
    checker->text += block->length;
    checker->spans += block->span_count;
    checker->blocks++;
    if (block->length > BLOCK_TEXT_MAX || checker->text > CHECK_LETTER_TEXT_MAX)
        return error_set(checker->error, STATUS_LIMIT,
                         "more than %d bytes of text in one letter or card, notes included; divide "
                         "it",
                         CHECK_LETTER_TEXT_MAX);
    if (checker->blocks > CHECK_LETTER_BLOCKS_MAX)
        return error_set(checker->error, STATUS_LIMIT,
                         "more than %d paragraphs and lines in one letter or card; divide it",
                         CHECK_LETTER_BLOCKS_MAX);
    if (checker->spans > CHECK_LETTER_SPANS_MAX)
        return error_set(checker->error, STATUS_LIMIT,
                         "more than %d marked stretches of text in one letter or card; divide it",
                         CHECK_LETTER_SPANS_MAX);
    return STATUS_OK;
}

static enum status check_blocks(struct checker *checker, const struct block *blocks, size_t count,
                                const char *where)
{
    for (size_t i = 0; i < count; i++) {
        enum status status = check_size(checker, &blocks[i]);
        if (status != STATUS_OK)
            return status;
        const char *fault = fault_of_block(&blocks[i]);
        if (fault != NULL)
            return error_set(checker->error, STATUS_INVALID, "%s: block %zu %s", where, i, fault);
        for (size_t k = 0; k < blocks[i].span_count; k++)
            if ((fault = fault_of_span(checker, &blocks[i], k)) != NULL)
                return error_set(checker->error, STATUS_INVALID, "%s: block %zu: span %zu %s",
                                 where, i, k, fault);
    }
    return STATUS_OK;
}

static enum status check_note(struct checker *checker, const struct note *note)
{
    if (note->label == NULL || note->label[0] == '\0' || strlen(note->label) > CHECK_ID_MAX)
        return error_set(checker->error, STATUS_INVALID, "a note has no label, or a long one");
    if (!is_id(note->key))
        return error_set(checker->error, STATUS_INVALID, "note %s has no key, or a long one",
                         note->label);
    if (letter_find_note(checker->letter, note->key) != note)
        return error_set(checker->error, STATUS_INVALID, "two notes have the key %s", note->key);
    return check_blocks(checker, note->blocks, note->block_count, note->key);
}

static const char *fault_of_heading(const struct letter *letter)
{
    const struct letter_summary *summary = &letter->summary;
    struct place place;
    if (!is_id(summary->key.edition) || !is_id(summary->key.id))
        return "its id is empty or too long";
    if (summary->title == NULL || summary->first_words == NULL)
        return "it has no title";
    if (letter->version_lang == NULL)
        return "its language is not given";
    if ((summary->date.certainty == DATE_NONE) != (summary->date.from == NULL) ||
        (summary->date.from == NULL) != (summary->date.to == NULL))
        return "its date and the certainty of the date disagree";
    if (letter->note_count > CHECK_LETTER_NOTES_MAX)
        return "it has too many notes";
    for (size_t i = 0; i < letter->passage_count; i++)
        if (!place_parse(letter->passages[i].place, &place) || place.kind != PLACE_LETTER)
            return "a key passage is at no place of a letter";
    return NULL;
}

enum status check_letter(const struct letter *letter, enum check_links links, struct error *error)
{
    struct checker checker = {.letter = letter, .links = links, .error = error};
    const char *fault = fault_of_heading(letter);
    if (fault != NULL)
        return error_set(error, STATUS_INVALID, "%s", fault);
    enum status status = check_blocks(&checker, letter->blocks, letter->block_count, "text");
    for (size_t i = 0; status == STATUS_OK && i < letter->note_count; i++)
        status = check_note(&checker, &letter->notes[i]);
    return status;
}

enum status check_entity(const struct entity *entity, enum check_links links, struct error *error)
{
    struct checker checker = {.links = links, .error = error};
    if (!is_id(entity->key.edition) || !is_id(entity->key.id))
        return error_set(error, STATUS_INVALID, "its id is empty or too long");
    if (entity->name == NULL || entity->sort == NULL)
        return error_set(error, STATUS_INVALID, "it has no name");
    return check_blocks(&checker, entity->blocks, entity->block_count, "text");
}

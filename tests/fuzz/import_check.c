#include "import_check.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

static void require(bool holds)
{
    if (!holds)
        abort();
}

static bool is_border(const struct block *block, uint32_t at)
{
    return at == block->length || ((unsigned char)block->text[at] & 0xc0) != 0x80;
}

static void check_blocks(const struct block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct block *block = &blocks[i];
        require(utf8_is_valid(block->text, block->length, NULL));
        require(block->length <= BLOCK_TEXT_MAX && block->text[block->length] == '\0');
        for (size_t j = 0; j < block->span_count; j++) {
            const struct span *span = &block->spans[j];
            require(span->start <= span->end && span->end <= block->length);
            require(is_border(block, span->start) && is_border(block, span->end));
            require(j == 0 || block->spans[j - 1].start <= span->start);
            require(span->kind != SPAN_NOTE || (span->start == span->end && span->target[0]));
        }
    }
}

static void check_marks(const struct letter *letter, const struct block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < blocks[i].span_count; j++)
            if (blocks[i].spans[j].kind == SPAN_NOTE)
                require(letter_find_note(letter, blocks[i].spans[j].target) != NULL);
}

static enum status check_letter(void *self, const struct letter *letter, const char *origin,
                                struct error *error)
{
    (void)self;
    (void)error;
    require(origin[0] && letter->summary.key.id[0] && letter->summary.title);
    check_blocks(letter->blocks, letter->block_count);
    check_marks(letter, letter->blocks, letter->block_count);
    for (size_t i = 0; i < letter->note_count; i++) {
        const struct note *note = &letter->notes[i];
        require(note->key[0] && note->label[0]);
        require(letter_find_note(letter, note->key) == note);
        check_blocks(note->blocks, note->block_count);
        check_marks(letter, note->blocks, note->block_count);
    }
    return STATUS_OK;
}

static enum status check_card(void *self, const struct entity *card, struct error *error)
{
    (void)self;
    (void)error;
    require(card->key.id && card->name);
    check_blocks(card->blocks, card->block_count);
    return STATUS_OK;
}

static enum status pass_exhibit(void *self, const struct exhibit *exhibit, struct error *error)
{
    (void)self, (void)exhibit, (void)error;
    return STATUS_OK;
}

static enum status pass_edition(void *self, const struct edition *edition, struct error *error)
{
    (void)self, (void)error;
    require(edition->id && edition->title && edition->lang);
    return STATUS_OK;
}

static enum status pass_anchor(void *self, const char *edition, const char *id, const char *place,
                               struct error *error)
{
    (void)self, (void)error;
    require(edition[0] && id && place[0]);
    return STATUS_OK;
}

static enum status pass_relation(void *self, struct key letter, enum letter_relation relation,
                                 const char *target, struct error *error)
{
    (void)self, (void)error;
    require(letter.id && relation < RELATION_RELATED && target[0]);
    return STATUS_OK;
}

static enum status pass_picture(void *self, const struct import_picture *picture,
                                struct error *error)
{
    (void)self, (void)error;
    require(picture->letter.id && picture->path && picture->about.name && picture->file);
    return STATUS_OK;
}

static enum status pass_start(void *self, const char *place, const char *title, struct error *error)
{
    (void)self, (void)title, (void)error;
    require(place[0] != '\0');
    return STATUS_OK;
}

static enum status pass_slide(void *self, const struct slide *slide, const char *origin,
                              struct error *error)
{
    require(origin[0]);
    (void)self, (void)error;
    require((slide->quote[0] || slide->picture) && slide->caption && slide->place && slide->lang);
    return STATUS_OK;
}

struct import_sink import_check_sink(void)
{
    static const struct import_sink_calls calls = {
        pass_exhibit, pass_edition,  check_letter, check_card, check_card,
        pass_anchor,  pass_relation, pass_picture, pass_start, pass_slide};
    return (struct import_sink){&calls, NULL};
}

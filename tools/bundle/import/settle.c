#include "import/settle.h"

#include "import/text_parts.h"
#include "import/words.h"

#include <string.h>

enum { DATELINE_MAX = 90, SIGNATURE_MAX = 70 /* bytes */, SIGNATURE_LINES_MAX = 3 };

static bool is_plain(const struct block *block)
{
    return block->kind == BLOCK_PARAGRAPH && block->quote_depth == 0 && block->length > 0;
}

void settle_heading(struct draft *draft, struct block *heading)
{
    struct letter_summary *summary = &draft->letter.summary;
    const struct text_part whole = {.end = heading->length};
    const char *number = text_number(heading->text, &whole, draft->arena);
    if (!summary->number)
        summary->number = number;
    if (summary->number)
        prose_cut(&draft->prose, heading, words_number(heading->text, summary->number));
    if (!summary->title)
        summary->title = heading->text;
}

/* Also for a line that its source says is one. */
static void read_dateline(struct draft *draft, const struct block *block)
{
    struct letter_summary *summary = &draft->letter.summary;
    struct letter_date date = {0};
    const char *place = NULL;
    text_dateline(block->text, draft->arena, &place, &date);
    if (date.certainty == DATE_NONE)
        return;
    if (summary->date.certainty == DATE_NONE)
        summary->date = date;
    else if (!summary->date.text)
        summary->date.text = date.text;
    if (!summary->place)
        summary->place = place;
}

static bool is_dateline(const struct block *block)
{
    struct letter_date date = {0};
    if (!is_plain(block) || block->length > DATELINE_MAX)
        return false;
    text_dateline(block->text, NULL, NULL, &date);
    return date.certainty != DATE_NONE;
}

/* The letter begins behind its heading, its letterhead and its dateline. */
static void settle_opening(struct draft *draft)
{
    struct prose *prose = &draft->prose;
    for (size_t i = 0; i < prose->block_count; i++) {
        struct block *block = &prose->blocks[i];
        if (is_dateline(block))
            block->kind = BLOCK_DATELINE;
        if (block->kind == BLOCK_DATELINE)
            read_dateline(draft, block);
        else if (is_plain(block)) {
            if (words_are_salutation(block))
                block->kind = BLOCK_SALUTATION;
            return;
        } else if (block->kind == BLOCK_LIST_ITEM || block->kind == BLOCK_TABLE_CELL)
            return;
    }
}

static bool takes_leave(const struct block *block)
{
    return is_plain(block) && words_are_closing(block) && block->text[block->length - 1] == ',';
}

/* "Sincerely,\nN. Khrushchev": both in one paragraph. */
static bool is_closing_with_name(const struct block *block)
{
    const char *line = strchr(block->text, '\n');
    return is_plain(block) && line && line > block->text && line[-1] == ',' &&
           block->length <= 2 * SIGNATURE_MAX;
}

/* Lines set to the right at the end, whatever they say. */
static size_t settle_right(struct block *blocks, size_t end)
{
    size_t name = end;
    while (name > 0 && is_plain(&blocks[name - 1]) && blocks[name - 1].align == ALIGN_END &&
           blocks[name - 1].length <= SIGNATURE_MAX) {
        name--;
        blocks[name].kind = takes_leave(&blocks[name]) ? BLOCK_CLOSING : BLOCK_SIGNATURE;
    }
    return name;
}

static void settle_end(struct draft *draft)
{
    struct block *blocks = draft->prose.blocks;
    size_t end = draft->prose.block_count, name;
    while (end > 0 && is_plain(&blocks[end - 1]) && strncmp(blocks[end - 1].text, "P.S.", 4) == 0)
        blocks[--end].kind = BLOCK_POSTSCRIPT;
    if (end > 0 && is_closing_with_name(&blocks[end - 1])) {
        blocks[end - 1].kind = BLOCK_SIGNATURE;
        return;
    }
    if (settle_right(blocks, end) < end)
        return;
    for (name = end; name > 0 && end - name <= SIGNATURE_LINES_MAX; name--) {
        struct block *block = &blocks[name - 1];
        if (name < end && takes_leave(block)) {
            block->kind = BLOCK_CLOSING;
            for (size_t i = name; i < end; i++)
                blocks[i].kind = BLOCK_SIGNATURE;
            return;
        }
        if (!is_plain(block) || block->length > SIGNATURE_MAX)
            return;
    }
}

void settle_parts(struct draft *draft)
{
    settle_opening(draft);
    settle_end(draft);
}

#include "bundle/names.h"

#include "letter/letter.h"

#include <string.h>

static const char *const span_kinds[SPAN_KIND_COUNT] = {
    [SPAN_ITALIC] = "italic",
    [SPAN_ROMAN] = "roman",
    [SPAN_BOLD] = "bold",
    [SPAN_SMALL_CAPS] = "small-caps",
    [SPAN_SUPERSCRIPT] = "superscript",
    [SPAN_SUBSCRIPT] = "subscript",
    [SPAN_UNDERLINE] = "underline",
    [SPAN_DOUBLE_UNDERLINE] = "double-underline",
    [SPAN_LETTER_SPACED] = "letter-spaced",
    [SPAN_DELETED] = "deleted",
    [SPAN_ADDED] = "added",
    [SPAN_SUPPLIED] = "supplied",
    [SPAN_UNCLEAR] = "unclear",
    [SPAN_FOREIGN] = "foreign",
    [SPAN_PERSON] = "person",
    [SPAN_TERM] = "term",
    [SPAN_REFERENCE] = "reference",
    [SPAN_NOTE] = "note",
    [SPAN_PAGE_BREAK] = "page-break",
    [SPAN_PICTURE] = "picture",
};

static const char *const block_kinds[BLOCK_KIND_COUNT] = {
    [BLOCK_HEADING] = "heading",       [BLOCK_SOURCE_LINE] = "source-line",
    [BLOCK_LETTERHEAD] = "letterhead", [BLOCK_ADDRESS] = "address",
    [BLOCK_DATELINE] = "dateline",     [BLOCK_SALUTATION] = "salutation",
    [BLOCK_PARAGRAPH] = "paragraph",   [BLOCK_VERSE_LINE] = "verse-line",
    [BLOCK_LIST_HEAD] = "list-head",   [BLOCK_LIST_ITEM] = "list-item",
    [BLOCK_TABLE_CELL] = "table-cell", [BLOCK_CLOSING] = "closing",
    [BLOCK_SIGNATURE] = "signature",   [BLOCK_POSTSCRIPT] = "postscript",
    [BLOCK_CAPTION] = "caption",       [BLOCK_RULE] = "rule",
};

static const char *const block_aligns[] = {[ALIGN_BY_KIND] = NULL,
                                           [ALIGN_START] = "start",
                                           [ALIGN_CENTER] = "center",
                                           [ALIGN_END] = "end"};
static const char *const note_kinds[] = {[NOTE_EDITORS] = "editors",
                                         [NOTE_SOURCE] = "source",
                                         [NOTE_AUTHORS] = "authors",
                                         [NOTE_TEXTUAL] = "textual"};
static const char *const date_certainties[] = {[DATE_NONE] = "none",
                                               [DATE_EXACT] = "exact",
                                               [DATE_RANGE] = "range",
                                               [DATE_INFERRED] = "inferred"};
static const char *const letter_kinds[] = {
    [LETTER_LETTER] = "letter", [LETTER_EDITORIAL] = "editorial"};
static const char *const version_kinds[] = {[VERSION_ORIGINAL] = "original",
                                            [VERSION_TRANSLATION] = "translation",
                                            [VERSION_TRANSCRIPTION] = "transcription"};
static const char *const letter_relations[] = {[RELATION_REPLY_TO] = "reply-to",
                                               [RELATION_REPLY] = "reply",
                                               [RELATION_PREVIOUS] = "previous",
                                               [RELATION_NEXT] = "next",
                                               [RELATION_RELATED] = "related"};
static const char *const directions[] = {[DIRECTION_LTR] = "ltr", [DIRECTION_RTL] = "rtl"};

#define LIST(words)                                                                                \
    {                                                                                              \
        words, (int)(sizeof(words) / sizeof *(words))                                              \
    }
const struct name_list span_kind_names = LIST(span_kinds);
const struct name_list block_kind_names = LIST(block_kinds);
const struct name_list block_align_names = LIST(block_aligns);
const struct name_list note_kind_names = LIST(note_kinds);
const struct name_list date_certainty_names = LIST(date_certainties);
const struct name_list letter_kind_names = LIST(letter_kinds);
const struct name_list version_kind_names = LIST(version_kinds);
const struct name_list letter_relation_names = LIST(letter_relations);
const struct name_list direction_names = LIST(directions);

int names_find(const struct name_list *list, const char *word)
{
    for (int i = 0; i < list->count; i++) {
        const char *other = list->words[i];
        if (word == other || (word != NULL && other != NULL && strcmp(word, other) == 0))
            return i;
    }
    return -1;
}

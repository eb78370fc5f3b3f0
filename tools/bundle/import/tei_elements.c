#include "import/tei_elements.h"

#include <stdlib.h>
#include <string.h>

/* Sorted by name (strcmp), for the binary search; a test holds it to that. */
static const struct tei_element elements[] = {
    {"TEI", TEI_TRANSPARENT, 0},
    {"ab", TEI_PARAGRAPH, 0},
    {"abbr", TEI_ALTERNATIVE, 0},
    {"add", TEI_SPAN, SPAN_ADDED},
    {"addName", TEI_TRANSPARENT, 0},
    {"addrLine", TEI_BLOCK, BLOCK_ADDRESS},
    {"address", TEI_CONTAINER, 0},
    {"anchor", TEI_TRANSPARENT, 0},
    {"argument", TEI_CONTAINER, 0},
    {"attachment", TEI_ATTACHMENT, 0},
    {"author", TEI_TRANSPARENT, 0},
    {"back", TEI_LEFT_OUT, 0},
    {"bibl", TEI_TRANSPARENT, 0},
    {"body", TEI_CONTAINER, 0},
    {"byline", TEI_PARAGRAPH, 0},
    {"c", TEI_TRANSPARENT, 0},
    {"cb", TEI_TRANSPARENT, 0},
    {"cell", TEI_CELL, 0},
    {"choice", TEI_TRANSPARENT, 0},
    {"cit", TEI_TRANSPARENT, 0},
    {"cl", TEI_TRANSPARENT, 0},
    {"closer", TEI_CLOSER, 0},
    {"corr", TEI_TRANSPARENT, 0},
    {"country", TEI_TRANSPARENT, 0},
    {"date", TEI_DATE, 0},
    {"dateline", TEI_DATELINE, 0},
    {"del", TEI_SPAN, SPAN_DELETED},
    {"distinct", TEI_SPAN, SPAN_ITALIC},
    {"div", TEI_DIVISION, 0},
    {"div1", TEI_DIVISION, 0},
    {"div2", TEI_DIVISION, 0},
    {"div3", TEI_DIVISION, 0},
    {"docAuthor", TEI_TRANSPARENT, 0},
    {"docDate", TEI_PARAGRAPH, 0},
    {"emph", TEI_HIGHLIGHT, 0},
    {"epigraph", TEI_CONTAINER, 0},
    {"ex", TEI_TRANSPARENT, 0},
    {"expan", TEI_TRANSPARENT, 0},
    {"figDesc", TEI_LEFT_OUT, 0},
    {"figure", TEI_CONTAINER, 0},
    {"floatingText", TEI_ATTACHMENT, 0},
    {"foreign", TEI_SPAN, SPAN_FOREIGN},
    {"forename", TEI_TRANSPARENT, 0},
    {"formula", TEI_TRANSPARENT, 0},
    {"front", TEI_CONTAINER, 0},
    {"fw", TEI_LEFT_OUT, 0},
    {"gap", TEI_GAP, 0},
    {"geogName", TEI_TRANSPARENT, 0},
    {"gloss", TEI_TERM, 0},
    {"graphic", TEI_GRAPHIC, 0},
    {"group", TEI_CONTAINER, 0},
    {"head", TEI_HEAD, 0},
    {"hi", TEI_HIGHLIGHT, 0},
    {"idno", TEI_TRANSPARENT, 0},
    {"index", TEI_LEFT_OUT, 0},
    {"item", TEI_ITEM, 0},
    {"l", TEI_BLOCK, BLOCK_VERSE_LINE},
    {"label", TEI_LABEL, 0},
    {"lb", TEI_LINE_BREAK, 0},
    {"lg", TEI_CONTAINER, 0},
    {"list", TEI_LIST, 0},
    {"measure", TEI_TRANSPARENT, 0},
    {"mentioned", TEI_HIGHLIGHT, 0},
    {"milestone", TEI_TRANSPARENT, 0},
    {"name", TEI_TRANSPARENT, 0},
    {"nameLink", TEI_TRANSPARENT, 0},
    {"note", TEI_NOTE, 0},
    {"noteGrp", TEI_CONTAINER, 0},
    {"num", TEI_TRANSPARENT, 0},
    {"opener", TEI_CONTAINER, 0},
    {"orgName", TEI_TRANSPARENT, 0},
    {"orig", TEI_ALTERNATIVE, 0},
    {"p", TEI_PARAGRAPH, 0},
    {"pb", TEI_PAGE_BREAK, 0},
    {"pc", TEI_TRANSPARENT, 0},
    {"persName", TEI_PERSON, 0},
    {"phr", TEI_TRANSPARENT, 0},
    {"placeName", TEI_PLACE_NAME, 0},
    {"postscript", TEI_POSTSCRIPT, 0},
    {"q", TEI_QUOTE, 0},
    {"quote", TEI_QUOTE, 0},
    {"ref", TEI_REFERENCE, 0},
    {"reg", TEI_TRANSPARENT, 0},
    {"region", TEI_TRANSPARENT, 0},
    {"roleName", TEI_TRANSPARENT, 0},
    {"row", TEI_ROW, 0},
    {"rs", TEI_TRANSPARENT, 0},
    {"s", TEI_TRANSPARENT, 0},
    {"said", TEI_TRANSPARENT, 0},
    {"salute", TEI_SALUTE, 0},
    {"script", TEI_LEFT_OUT, 0},
    {"seg", TEI_TRANSPARENT, 0},
    {"settlement", TEI_TRANSPARENT, 0},
    {"sic", TEI_ALTERNATIVE, 0},
    {"signed", TEI_SIGNED, 0},
    {"soCalled", TEI_TRANSPARENT, 0},
    {"sp", TEI_CONTAINER, 0},
    {"space", TEI_SPACE, 0},
    {"speaker", TEI_PARAGRAPH, 0},
    {"stamp", TEI_TRANSPARENT, 0},
    {"street", TEI_TRANSPARENT, 0},
    {"style", TEI_LEFT_OUT, 0},
    {"subst", TEI_TRANSPARENT, 0},
    {"supplied", TEI_SPAN, SPAN_SUPPLIED},
    {"surname", TEI_TRANSPARENT, 0},
    {"surplus", TEI_TRANSPARENT, 0},
    {"table", TEI_TABLE, 0},
    {"teiHeader", TEI_LEFT_OUT, 0},
    {"term", TEI_TERM, 0},
    {"text", TEI_CONTAINER, 0},
    {"time", TEI_TRANSPARENT, 0},
    {"title", TEI_HIGHLIGHT, 0},
    {"titlePage", TEI_CONTAINER, 0},
    {"titlePart", TEI_PARAGRAPH, 0},
    {"trailer", TEI_PARAGRAPH, 0},
    {"unclear", TEI_SPAN, SPAN_UNCLEAR},
    {"w", TEI_TRANSPARENT, 0},
};

static int compare_name(const void *name, const void *element)
{
    return strcmp(name, ((const struct tei_element *)element)->name);
}

const struct tei_element *tei_element_find(const char *name)
{
    static const struct tei_element unknown = {NULL, TEI_UNKNOWN, 0};
    const struct tei_element *found =
        bsearch(name, elements, sizeof elements / sizeof *elements, sizeof *elements, compare_name);
    return found ? found : &unknown;
}

static const struct {
    const char *word;
    enum span_kind kind; /* SPAN_KIND_COUNT: plain */
} rends[] = {
    {"b", SPAN_BOLD},
    {"bold", SPAN_BOLD},
    {"i", SPAN_ITALIC},
    {"it", SPAN_ITALIC},
    {"italic", SPAN_ITALIC},
    {"italics", SPAN_ITALIC},
    {"normal", SPAN_KIND_COUNT},
    {"plain", SPAN_KIND_COUNT},
    {"roman", SPAN_ROMAN},
    {"sc", SPAN_SMALL_CAPS},
    {"small-caps", SPAN_SMALL_CAPS},
    {"smallcaps", SPAN_SMALL_CAPS},
    {"spaced", SPAN_LETTER_SPACED},
    {"spaced-out", SPAN_LETTER_SPACED},
    {"strong", SPAN_BOLD},
    {"sub", SPAN_SUBSCRIPT},
    {"subscript", SPAN_SUBSCRIPT},
    {"sup", SPAN_SUPERSCRIPT},
    {"superscript", SPAN_SUPERSCRIPT},
    {"underline", SPAN_UNDERLINE},
    {"underlined", SPAN_UNDERLINE},
};

bool tei_rend_span(const char *word, enum span_kind *ret_kind, bool *ret_plain)
{
    *ret_plain = false;
    for (size_t i = 0; i < sizeof rends / sizeof *rends; i++)
        if (strcmp(rends[i].word, word) == 0) {
            *ret_kind = rends[i].kind;
            *ret_plain = rends[i].kind == SPAN_KIND_COUNT;
            return !*ret_plain;
        }
    return false;
}

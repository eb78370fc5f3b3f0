/* Private to the Word importer: what styles mean, and what stands before the items of lists. */
#ifndef IMPORT_DOCX_STYLES_H
#define IMPORT_DOCX_STYLES_H

#include "import/docx_archive.h"
#include "letter/letter.h"

enum { DOCX_STYLES_MAX = 5000, DOCX_LISTS_MAX = 5000, DOCX_LEVELS = 9 };

/* What runs are, as bits; in the order of docx_format_kinds. */
enum { DOCX_FORMATS = 7 };
extern const enum span_kind docx_format_kinds[DOCX_FORMATS];

struct docx_style {
    const char *id, *based_on;
    bool has_role;
    enum block_kind kind;
    uint8_t level; /* of a heading, from 1; 0: the letter's title */
    uint8_t quote_depth;
    unsigned formats;
    const char *list; /* id of its list, or NULL */
    unsigned list_level;
};

struct docx_level {
    const char *format, *text;
    unsigned start, count; /* count: of the last item */
    bool begun;            /* it has had an item */
};

struct docx_list {
    const char *id, *scheme;
    bool is_scheme; /* it has the levels */
    struct docx_level levels[DOCX_LEVELS];
};

struct docx_styles {
    struct docx_style *styles;
    size_t style_count;
    struct docx_list *lists;
    size_t list_count;
};

/* Reads both parts; each may be NULL. */
void docx_styles_read(const xmlDoc *styles, const xmlDoc *numbering, struct arena *arena,
                      struct docx_styles *ret_styles);

/* The style of that id; one of no meaning where there is none. */
struct docx_style docx_style_find(const struct docx_styles *styles, const char *id);

/* Bits of what a run's properties (rPr) ask for, on top of its character style's. */
unsigned docx_formats(const struct docx_styles *styles, const xmlNode *properties,
                      struct arena *arena);

/* Counts an item of that list and answers what stands before it, in the arena; NULL: nothing. */
const char *docx_list_next(struct docx_styles *styles, const char *list, unsigned level,
                           struct arena *arena);

/* "xiv" */
const char *docx_roman(unsigned number, struct arena *arena);

#endif

/* TEI P5: one letter, many, or a whole volume in a file.
 *
 * Shown is the text of a file; of a volume, every division of type "document", "letter" or "item",
 * or else every text of a group; of a teiCorpus, the text of each TEI, with its own teiHeader.
 * Entries of registers (listPerson, listPlace, listBibl, listOrg, listEvent; items of front or back
 * with an id on a persName or term) become cards, once in an edition. The teiHeader tells title,
 * language and, by its correspDesc, who wrote to whom, where and when; without one, the author of
 * what a file of one letter repeats (sourceDesc/biblStruct/analytic) is its sender. A text that
 * begins without a heading gets its title. Left out without a word: the rest of the teiHeader,
 * tables of contents, indexes and registers; everything else that is left out is a warning with its
 * line. */
#ifndef IMPORT_TEI_H
#define IMPORT_TEI_H

#include "base/status.h"
#include "import/import.h"
#include "import/picture_files.h"
#include "import/string_set.h"

#include <stdbool.h>
#include <stddef.h>

/* Where the letters of a file are. */
enum tei_shape {
    TEI_SHAPE_TEXT,      /* the file's text is one */
    TEI_SHAPE_DIVISIONS, /* divisions of type "document" or "letter" */
    TEI_SHAPE_GROUP,     /* the texts of a group */
    TEI_SHAPE_CORPUS,    /* the text of each TEI of a teiCorpus */
    TEI_SHAPE_REGISTER   /* there are none, only lists of persons, places and the like */
};

enum { TEI_FILE_NAME_MAX = 255, TEI_EXCHANGE_MAX = 400, TEI_LANG_MAX = 36 };

/* What a file holds, found out by reading no further than the second letter. */
struct tei_probe {
    bool is_text; /* a TEI document with a text, or with registers */
    enum tei_shape shape;
    bool many;                           /* letters */
    char corresp[TEI_FILE_NAME_MAX + 1]; /* stem of the file whose letter this one is another
                                            version of, by @corresp of TEI, text or correspDesc, or
                                            by correspContext; "": none */
    bool corresp_leads;                  /* rather that one is a version of this one */
    char exchange[TEI_EXCHANGE_MAX]; /* who wrote to whom and when, by correspDesc; "": not told */
    bool is_of_a_day;                /* and the day is told */
    char lang[TEI_LANG_MAX];         /* BCP 47; "": not told */
    bool is_remark; /* a paragraph or none, and nothing that letters have: no heading, no dateline,
                       no correspDesc */
};

/* `file` is the name for messages, and, where `bytes` is NULL, of what is read. STATUS_INVALID: not
 * well-formed, or a DTD within. */
enum status tei_probe(const char *bytes, size_t length, const char *file,
                      struct tei_probe *ret_probe, struct error *error) STATUS_CHECKED;

/* What a file is imported as. */
struct tei_source {
    const char *bytes; /* NULL: the file is read piece by piece */
    size_t length;
    const char *file;       /* also for messages */
    const char *stem;       /* id of a letter that has none of its own */
    const char *lang;       /* where the file says none; NULL: not known either */
    enum version_kind kind; /* of its letters, unless they say another */
    enum tei_shape shape;
    struct edition edition;         /* title and lang NULL: the file's own */
    const char *fallback_lang;      /* where neither says one; BCP 47 */
    bool edition_known;             /* the sink has been told of the edition */
    bool in_company;                /* the edition is a folder of files of one letter each */
    struct picture_files *pictures; /* where they are looked for; NULL: nowhere */
    struct string_set *cards;       /* what cards have been delivered; shared by all files */
    bool promise; /* of a register: only says in `cards` which ones it will deliver */
};

/* Cards of a register are delivered behind the letters that name them, for the edition is told with
 * its letters; what it promises before can be linked to.
 *
 * Delivers the edition, if `source->edition_known` is not set, then cards, letters and anchors, and
 * then, as further versions (LETTER_AS_WRITTEN), the letters that a choice reads otherwise in the
 * source's own words (sic, orig, abbr).
 * Failures name file and line: STATUS_INVALID, STATUS_LIMIT, and what the sink answers. */
enum status tei_import(const struct tei_source *source, const struct import_sink *sink,
                       struct import_report *report, struct error *error) STATUS_CHECKED;

#endif

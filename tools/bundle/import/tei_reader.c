/* The reading itself: libxml2's reader, told to fetch nothing, and messages with their line. */
#include "import/tei_reading.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "import/source.h"
#include "import/tei.h"
#include "import/tei_exchange.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MESSAGE_SIZE = 512, DECLARATION_MAX = 200 };

#define NOT_UTF8                                                                                   \
    "the file is not UTF-8; save it as UTF-8, or declare its encoding in the first line"

/* libxml2's limits, in a curator's words; it meets them before the reader does, for it reads ahead.
 */
static const char *in_our_words(const char *fault)
{
    static const struct {
        const char *theirs, *ours;
    } words[] = {
        {"Input is not proper UTF-8", NOT_UTF8},
        {"Excessive depth", "elements stand more than 200 deep in each other"},
        {"entity reference loop", "its DOCTYPE declares entities that grow; write them out"},
        {"Huge input lookup", "a tag or a comment is longer than 10 million bytes"},
        {"Name too long", "a name of an element or attribute is longer than 50,000 bytes"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(fault, words[i].theirs))
            return words[i].ours;
    return NULL;
}

static void keep_first_error(void *self, xmlErrorPtr fault)
{
    struct tei *tei = self;
    if (fault->level != XML_ERR_FATAL || tei->fault_line)
        return;
    tei->fault_line = fault->line > 0 ? (unsigned)fault->line : 1;
    const char *theirs = fault->message ? fault->message : "", *ours = in_our_words(theirs);
    snprintf(tei->fault, sizeof tei->fault, "%s%s",
             ours ? "" : "the XML is broken here: ", ours ? ours : theirs);
    tei->fault[strcspn(tei->fault, "\n")] = '\0';
}

static xmlParserInputPtr load_nothing(const char *url, const char *id, xmlParserCtxtPtr context)
{
    (void)url;
    (void)id;
    (void)context;
    return NULL;
}

static unsigned line_at(const char *bytes, size_t offset)
{
    unsigned line = 1;
    for (size_t i = 0; i < offset; i++)
        line += bytes[i] == '\n';
    return line;
}

/* Whether the file says itself, by its first bytes or its declaration, that it is not UTF-8. */
static bool names_encoding(const char *bytes, size_t length)
{
    char head[DECLARATION_MAX + 1];
    size_t size = length < DECLARATION_MAX ? length : DECLARATION_MAX;
    memcpy(head, bytes, size);
    head[size] = '\0';
    bool utf16 =
        size >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0);
    const char *end = strstr(head, "?>"), *encoding = strstr(head, "encoding");
    return utf16 || (end && encoding && encoding < end && !strstr(encoding, "UTF-8") &&
                     !strstr(encoding, "utf-8"));
}

static int read_piece(void *file, char *bytes, int length)
{
    size_t count = fread(bytes, 1, (size_t)length, file);
    return ferror((FILE *)file) ? -1 : (int)count;
}

static int close_file(void *file)
{
    return fclose(file);
}

enum { READER_OPTIONS = XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOWARNING };

/* Of what is read piece by piece, libxml2 notices what is not UTF-8. */
static enum status open_file(struct tei *tei)
{
    FILE *file;
    size_t length;
    enum status status = source_open(tei->file, &file, &length, tei->error);
    if (status == STATUS_OK)
        tei->reader = xmlReaderForIO(read_piece, close_file, file, NULL, NULL, READER_OPTIONS);
    return status;
}

static enum status open_bytes(struct tei *tei, const char *bytes, size_t length)
{
    size_t bad = 0;
    if (!names_encoding(bytes, length) && !utf8_is_valid(bytes, length, &bad))
        return error_set(tei->error, STATUS_INVALID, "%s:%u: " NOT_UTF8, tei->file,
                         line_at(bytes, bad));
    tei->reader = xmlReaderForMemory(bytes, (int)length, NULL, NULL, READER_OPTIONS);
    return STATUS_OK;
}

enum status tei_reader_open(struct tei *tei, const char *bytes, size_t length)
{
    xmlSetExternalEntityLoader(load_nothing);
    enum status status = bytes ? open_bytes(tei, bytes, length) : open_file(tei);
    if (status != STATUS_OK)
        return status;
    if (!tei->reader)
        return error_set(tei->error, STATUS_IO, "%s: cannot start reading XML", tei->file);
    xmlTextReaderSetStructuredErrorHandler(tei->reader, keep_first_error, tei);
    return STATUS_OK;
}

static enum status refuse_dtd(struct tei *tei)
{
    const xmlNode *node = xmlTextReaderCurrentNode(tei->reader);
    const xmlDoc *document = node ? node->doc : NULL;
    if (!document || !document->intSubset || !document->intSubset->children)
        return STATUS_OK;
    return error_set(tei->error, STATUS_INVALID,
                     "%s: its DOCTYPE declares entities or elements; write them out", tei->file);
}

enum status tei_reader_next(struct tei *tei)
{
    int result = xmlTextReaderRead(tei->reader);
    if (result < 0)
        return error_set(tei->error, STATUS_INVALID, "%s:%u: %s", tei->file,
                         tei->fault_line ? tei->fault_line : tei_line(tei), tei->fault);
    if (result == 0)
        return STATUS_END;
    int type = xmlTextReaderNodeType(tei->reader);
    if (type == XML_READER_TYPE_DOCUMENT_TYPE)
        return refuse_dtd(tei);
    if (type == XML_READER_TYPE_ENTITY_REFERENCE)
        return tei_fail(tei, STATUS_INVALID, "the entity &%s; is not known; write it out",
                        (const char *)xmlTextReaderConstName(tei->reader));
    return STATUS_OK;
}

unsigned tei_line(const struct tei *tei)
{
    xmlNode *node = xmlTextReaderCurrentNode(tei->reader);
    long line = node ? xmlGetLineNo(node) : 0;
    return line > 0 ? (unsigned)line : (unsigned)xmlTextReaderGetParserLineNumber(tei->reader);
}

const char *tei_attribute(struct tei *tei, const char *name)
{
    const xmlNode *node = xmlTextReaderCurrentNode(tei->reader);
    if (!node || node->type != XML_ELEMENT_NODE)
        return NULL;
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
        if (strcmp((const char *)attribute->name, name) == 0) {
            const xmlNode *value = attribute->children;
            return arena_string(tei->letter_arena,
                                value && value->content ? (const char *)value->content : "");
        }
    return NULL;
}

bool tei_type_says(struct tei *tei, const char *word)
{
    const char *const said[] = {tei_attribute(tei, "type"), tei_attribute(tei, "subtype")};
    for (size_t i = 0; i < 2; i++)
        for (const char *at = said[i]; at && *at; at++)
            if (strncasecmp(at, word, strlen(word)) == 0)
                return true;
    return false;
}

enum status tei_fail(struct tei *tei, enum status status, const char *format, ...)
{
    char message[MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return error_set(tei->error, status, "%s:%u: %s", tei->file, tei_line(tei), message);
}

void tei_warn(struct tei *tei, const char *kind, const char *advice, const char *format, ...)
{
    char message[MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    import_report_warn(tei->report, tei->file, tei_line(tei), kind, advice, "%s", message);
}

void tei_count(struct tei *tei, const char *kind, const char *name)
{
    for (size_t i = 0; i < tei->tally_count; i++)
        if (strcmp(tei->tallies[i].kind, kind) == 0 && strcmp(tei->tallies[i].name, name) == 0) {
            tei->tallies[i].count++;
            return;
        }
    if (tei->tally_count < TEI_TALLY_MAX)
        tei->tallies[tei->tally_count++] = (struct tei_tally){
            .kind = kind,
            .name = arena_string(tei->file_arena, name),
            .count = 1,
            .line = tei_line(tei),
        };
}

struct tei_frame *tei_top(struct tei *tei)
{
    return &tei->frames[tei->depth - 1];
}

static bool stands_in(const struct tei *tei, const char *name)
{
    const xmlNode *node = xmlTextReaderCurrentNode(tei->reader);
    node = node ? node->parent : NULL;
    return node && node->name && strcmp((const char *)node->name, name) == 0;
}

bool tei_is_letter_division(struct tei *tei)
{
    static const char *const types[] = {"document", "letter", "item"};
    const char *name = (const char *)xmlTextReaderConstLocalName(tei->reader);
    const char *space = (const char *)xmlTextReaderConstNamespaceUri(tei->reader);
    const char *type = tei_attribute(tei, "type");
    if (tei->shape == TEI_SHAPE_GROUP)
        return strcmp(name, "text") == 0 && stands_in(tei, "group");
    if (tei_element_find(name)->role != TEI_DIVISION || !type)
        return false;
    if (space && strcmp(space, "http://www.tei-c.org/ns/Examples") == 0)
        return false;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(type, types[i]) == 0)
            return true;
    return false;
}

/* What a probe has met. */
struct probe {
    unsigned divisions, texts, headers; /* of the present TEI; of a group; of letters of a corpus */
    unsigned most_divisions, paragraphs;
    bool is_corpus, has_traits;
    bool has_register, is_letterly;
};

static bool is_trait(const char *name)
{
    static const char *const traits[] = {"head",   "dateline", "opener",      "closer", "salute",
                                         "signed", "address",  "correspDesc", "note",   "pb"};
    for (size_t i = 0; i < sizeof traits / sizeof *traits; i++)
        if (strcmp(name, traits[i]) == 0)
            return true;
    return false;
}

static bool stands_in_register(const struct tei *tei)
{
    const xmlNode *node = xmlTextReaderCurrentNode(tei->reader);
    while (node && node->type == XML_ELEMENT_NODE &&
           tei_element_find((const char *)node->name)->role != TEI_INDEX)
        node = node->parent;
    return node && node->type == XML_ELEMENT_NODE;
}

/* What no list of names has, but for headings. */
static bool is_of_letter(const char *name)
{
    return strcmp(name, "p") == 0 || (is_trait(name) && strcmp(name, "head") != 0 &&
                                      strcmp(name, "note") != 0 && strcmp(name, "pb") != 0);
}

static void probe_register(const struct tei *tei, const char *name, const struct tei_probe *probe,
                           struct probe *met)
{
    if (tei_element_find(name)->role == TEI_ENTRY)
        met->has_register = met->has_register || stands_in_register(tei);
    else if (is_of_letter(name) && (probe->is_text || strcmp(name, "correspDesc") == 0))
        met->is_letterly = met->is_letterly || !stands_in_register(tei);
}

static void probe_element(struct tei *tei, struct tei_probe *probe, struct probe *met)
{
    const char *name = (const char *)xmlTextReaderConstLocalName(tei->reader);
    if (strcmp(name, "text") == 0) {
        probe->is_text = true;
        met->texts += stands_in(tei, "group");
    } else if (strcmp(name, "TEI") == 0) {
        met->headers += stands_in(tei, "teiCorpus");
        met->divisions = 0;
    }
    probe_register(tei, name, probe, met);
    tei_exchange_see(tei, name, probe);
    met->is_corpus = met->is_corpus || strcmp(name, "teiCorpus") == 0;
    met->divisions += tei_is_letter_division(tei);
    if (met->divisions > met->most_divisions)
        met->most_divisions = met->divisions;
    met->has_traits = met->has_traits || is_trait(name);
    met->paragraphs += probe->is_text && strcmp(name, "p") == 0;
}

static void settle_probe(struct tei_probe *probe, const struct probe *met)
{
    probe->shape = TEI_SHAPE_TEXT;
    if (met->most_divisions > 1 || (met->most_divisions > 0 && !met->is_corpus))
        probe->shape = TEI_SHAPE_DIVISIONS;
    else if (met->is_corpus && met->headers > 1)
        probe->shape = TEI_SHAPE_CORPUS;
    else if (met->texts > 1)
        probe->shape = TEI_SHAPE_GROUP;
    if (probe->shape == TEI_SHAPE_TEXT && met->has_register && !met->is_letterly) {
        probe->shape = TEI_SHAPE_REGISTER;
        probe->is_text = true;
        return;
    }
    probe->many = probe->shape == TEI_SHAPE_DIVISIONS ? met->most_divisions > 1
                                                      : probe->shape != TEI_SHAPE_TEXT;
    probe->is_remark = probe->shape == TEI_SHAPE_TEXT && met->paragraphs <= 1 && !met->has_traits;
}

enum status tei_probe(const char *bytes, size_t length, const char *file,
                      struct tei_probe *ret_probe, struct error *error)
{
    struct tei *tei = memory_zeroed(1, sizeof *tei);
    struct tei_probe probe = {0};
    struct probe met = {0};
    tei->file = file;
    tei->error = error;
    tei->letter_arena = arena_create();
    enum status status = tei_reader_open(tei, bytes, length);
    while (status == STATUS_OK && met.divisions < 2 && (status = tei_reader_next(tei)) == STATUS_OK)
        if (xmlTextReaderNodeType(tei->reader) == XML_READER_TYPE_ELEMENT)
            probe_element(tei, &probe, &met);
    xmlFreeTextReader(tei->reader);
    arena_destroy(tei->letter_arena);
    free(tei);
    if (status != STATUS_OK && status != STATUS_END)
        return status;
    settle_probe(&probe, &met);
    *ret_probe = probe;
    return STATUS_OK;
}

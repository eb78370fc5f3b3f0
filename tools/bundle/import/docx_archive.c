#include "import/docx_archive.h"

#include "base/memory.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

struct docx_archive {
    zip_t *zip;
    const char *file;
};

/* "../x", "/x", "a\\b": no program that packs documents writes such names. */
static bool leads_out(const char *name)
{
    if (name[0] == '/' || strchr(name, '\\'))
        return true;
    for (const char *part = name; part; part = strchr(part, '/')) {
        part += *part == '/';
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0'))
            return true;
    }
    return false;
}

static enum status check_entries(const struct docx_archive *archive, struct error *error)
{
    zip_int64_t count = zip_get_num_entries(archive->zip, 0);
    if (count > DOCX_ENTRIES_MAX)
        return error_set(error, STATUS_LIMIT, "%s: more than %d files are packed in it",
                         archive->file, DOCX_ENTRIES_MAX);
    for (zip_int64_t i = 0; i < count; i++) {
        const char *name = zip_get_name(archive->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);
        if (!name || leads_out(name))
            return error_set(error, STATUS_INVALID,
                             "%s: not read: a name packed in it leads out of the file; save the "
                             "letter anew from Word",
                             archive->file);
    }
    return STATUS_OK;
}

/* What Word wrote before 2007, and files with a password, are OLE files. */
static enum status refuse(const struct source_letter *source, struct error *error)
{
    static const char ole[] = "\xd0\xcf\x11\xe0";
    if (source->length >= 4 && memcmp(source->bytes, ole, 4) == 0)
        return error_set(error, STATUS_UNSUPPORTED,
                         "%s: has a password, or is of the old kind .doc; save it as .docx "
                         "without a password",
                         source->file);
    return error_set(error, STATUS_INVALID, "%s: no Word file, or cut short; save it anew",
                     source->file);
}

enum status docx_archive_open(const struct source_letter *source, struct docx_archive **ret_archive,
                              struct error *error)
{
    zip_error_t fault;
    zip_error_init(&fault);
    zip_source_t *bytes = zip_source_buffer_create(source->bytes, source->length, 0, &fault);
    zip_t *zip = bytes ? zip_open_from_source(bytes, ZIP_RDONLY, &fault) : NULL;
    if (!zip && bytes)
        zip_source_free(bytes);
    zip_error_fini(&fault);
    if (!zip)
        return refuse(source, error);
    struct docx_archive *archive = memory_zeroed(1, sizeof *archive);
    *archive = (struct docx_archive){zip, source->file};
    enum status status = check_entries(archive, error);
    if (status != STATUS_OK)
        docx_archive_close(archive);
    else
        *ret_archive = archive;
    return status;
}

void docx_archive_close(struct docx_archive *archive)
{
    if (!archive)
        return;
    zip_discard(archive->zip);
    free(archive);
}

static enum status damaged(const struct docx_archive *archive, const char *name,
                           struct error *error)
{
    return error_set(error, STATUS_INVALID, "%s: %s in it is damaged; save it anew from Word",
                     archive->file, name);
}

/* Entities would be defined in it; no document has one. */
static bool has_dtd(const char *bytes, size_t length)
{
    static const char begin[] = "<!DOCTYPE";
    for (size_t i = 0; i + sizeof begin <= length; i++)
        if (bytes[i] == '<' && memcmp(bytes + i, begin, sizeof begin - 1) == 0)
            return true;
    return false;
}

static enum status parse(const struct docx_archive *archive, const char *name, const char *bytes,
                         size_t length, xmlDoc **ret_part, struct error *error)
{
    if (has_dtd(bytes, length))
        return damaged(archive, name, error);
    xmlDoc *part = xmlReadMemory(bytes, (int)length, name, NULL,
                                 XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (part && part->intSubset == NULL && xmlDocGetRootElement(part)) {
        *ret_part = part;
        return STATUS_OK;
    }
    xmlFreeDoc(part);
    return damaged(archive, name, error);
}

static enum status read_entry(struct docx_archive *archive, zip_file_t *entry, const char *name,
                              size_t length, xmlDoc **ret_part, struct error *error)
{
    char *bytes = memory_zeroed(length + 1, 1);
    zip_int64_t got = zip_fread(entry, bytes, length);
    bool whole = got >= 0 && (size_t)got == length && zip_fread(entry, bytes + length, 1) == 0;
    enum status status = whole ? parse(archive, name, bytes, length, ret_part, error)
                               : damaged(archive, name, error);
    free(bytes);
    return status;
}

enum status docx_archive_part(struct docx_archive *archive, const char *name, xmlDoc **ret_part,
                              struct error *error)
{
    zip_stat_t about;
    zip_stat_init(&about);
    *ret_part = NULL;
    if (zip_stat(archive->zip, name, ZIP_FL_NOCASE, &about) != 0)
        return STATUS_OK;
    if (!(about.valid & ZIP_STAT_SIZE) || about.size > DOCX_PART_MAX)
        return error_set(error, STATUS_LIMIT,
                         "%s: %s in it is larger than %d bytes unpacked; divide the letter",
                         archive->file, name, DOCX_PART_MAX);
    zip_file_t *entry = zip_fopen_index(archive->zip, about.index, 0);
    if (!entry)
        return damaged(archive, name, error);
    enum status status = read_entry(archive, entry, name, (size_t)about.size, ret_part, error);
    zip_fclose(entry);
    return status;
}

bool docx_archive_has(struct docx_archive *archive, const char *name)
{
    return zip_name_locate(archive->zip, name, ZIP_FL_NOCASE) >= 0;
}

static enum status copy_entry(zip_file_t *entry, const struct docx_archive *from, const char *name,
                              FILE *out, struct error *error)
{
    char bytes[1 << 14];
    zip_int64_t got, size = 0;
    while ((got = zip_fread(entry, bytes, sizeof bytes)) > 0) {
        if ((size += got) > DOCX_PICTURE_MAX)
            return error_set(error, STATUS_LIMIT, "%s: %s in it is larger than %d bytes unpacked",
                             from->file, name, DOCX_PICTURE_MAX);
        if (fwrite(bytes, 1, (size_t)got, out) != (size_t)got)
            return error_set(error, STATUS_IO, "a temporary file cannot be written");
    }
    return got < 0 ? damaged(from, name, error) : STATUS_OK;
}

enum status docx_archive_copy(const char *path, const char *name, FILE *out, struct error *error)
{
    const struct docx_archive from = {.zip = zip_open(path, ZIP_RDONLY, NULL), .file = path};
    zip_file_t *entry = from.zip ? zip_fopen(from.zip, name, ZIP_FL_NOCASE) : NULL;
    enum status status =
        entry ? copy_entry(entry, &from, name, out, error) : damaged(&from, name, error);
    if (entry)
        zip_fclose(entry);
    if (from.zip)
        zip_discard(from.zip);
    return status;
}

/* ---- Nodes -------------------------------------------------------------------------------------
 */

bool docx_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

xmlNode *docx_child(const xmlNode *node, const char *name)
{
    for (xmlNode *child = node ? node->children : NULL; child; child = child->next)
        if (docx_is(child, name))
            return child;
    return NULL;
}

const char *docx_attribute(const xmlNode *node, const char *name, struct arena *arena)
{
    for (const xmlAttr *at = node ? node->properties : NULL; at; at = at->next) {
        const xmlNode *text = at->children;
        if (strcmp((const char *)at->name, name) == 0)
            return arena_string(arena, text && text->content ? (const char *)text->content : "");
    }
    return NULL;
}

const char *docx_value(const xmlNode *node, const char *child, struct arena *arena)
{
    return docx_attribute(docx_child(node, child), "val", arena);
}

static bool ends_with_word(const char *type, const char *word)
{
    const char *slash = type ? strrchr(type, '/') : NULL;
    return slash && strcmp(slash + 1, word) == 0;
}

const char *docx_relation(const xmlDoc *relations, const char *id, const char *type,
                          struct arena *arena)
{
    const xmlNode *root = relations ? xmlDocGetRootElement(relations) : NULL;
    for (const xmlNode *node = root ? root->children : NULL; node; node = node->next) {
        if (!docx_is(node, "Relationship"))
            continue;
        const char *own = docx_attribute(node, "Id", arena);
        if (id ? own && strcmp(own, id) == 0
               : ends_with_word(docx_attribute(node, "Type", arena), type))
            return docx_attribute(node, "Target", arena);
    }
    return NULL;
}

/* Word files of any kind are refused with a message or become letters as letter/letter.h has them.
 *
 * Bytes that begin with "PK" are a whole file. Others are its parts, parted by form feeds: text,
 * footnotes, styles, numbering; the file is packed around them here. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "import/docx.h"
#include "import_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define RELATION(type, target)                                                                     \
    "<Relationship Id='" type "' Type='" TYPE type "' Target='" target "'/>"

static const char package[] =
    "<Relationships>" RELATION("officeDocument", "word/document.xml") "</Relationships>";
static const char relations[] =
    "<Relationships>" RELATION("footnotes", "footnotes.xml") RELATION("styles", "styles.xml")
        RELATION("numbering", "numbering.xml") RELATION("image", "media/i.png") "</Relationships>";

/* APPNOTE.TXT of the zip format: the polynomial of ISO 3309, bits reversed. */
static uint32_t crc32_of(const void *data, size_t length)
{
    const uint8_t *bytes = data;
    uint32_t crc = 0xffffffff;
    for (size_t i = 0; i < length; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc;
}

static void put(struct buffer *buffer, uint32_t number, int size)
{
    for (int i = 0; i < size; i++)
        buffer_byte(buffer, (char)(i < 4 ? number >> 8 * i & 0xff : 0));
}

struct packed {
    struct buffer file, directory;
    unsigned count;
};

/* What an entry's own head and its line in the directory share. */
static void put_about(struct buffer *buffer, const char *name, uint32_t crc, size_t length)
{
    put(buffer, 20, 2);
    put(buffer, 0, 8);
    put(buffer, crc, 4);
    put(buffer, (uint32_t)length, 4);
    put(buffer, (uint32_t)length, 4);
    put(buffer, (uint32_t)strlen(name), 2);
    put(buffer, 0, 2);
}

static void pack(struct packed *packed, const char *name, const void *bytes, size_t length)
{
    uint32_t crc = crc32_of(bytes, length), at = (uint32_t)packed->file.length;
    put(&packed->directory, 0x02014b50, 4);
    put(&packed->directory, 20, 2);
    put_about(&packed->directory, name, crc, length);
    put(&packed->directory, 0, 2);
    put(&packed->directory, 0, 8);
    put(&packed->directory, at, 4);
    buffer_text(&packed->directory, name);
    put(&packed->file, 0x04034b50, 4);
    put_about(&packed->file, name, crc, length);
    buffer_text(&packed->file, name);
    buffer_append(&packed->file, bytes, length);
    packed->count++;
}

static void close_packed(struct packed *packed)
{
    uint32_t at = (uint32_t)packed->file.length;
    buffer_append(&packed->file, packed->directory.bytes, packed->directory.length);
    put(&packed->file, 0x06054b50, 4);
    put(&packed->file, 0, 4);
    put(&packed->file, packed->count, 2);
    put(&packed->file, packed->count, 2);
    put(&packed->file, (uint32_t)packed->directory.length, 4);
    put(&packed->file, at, 4);
    put(&packed->file, 0, 2);
}

static void import(const void *bytes, size_t length)
{
    struct import_report *report = import_report_create();
    struct import_sink sink = import_check_sink();
    struct error error = {0};
    struct source_letter source = {.bytes = bytes,
                                   .length = length,
                                   .file = "f.docx",
                                   .stem = "f",
                                   .edition = "f",
                                   .lang = "en"};
    if (docx_import(&source, &sink, report, &error) != STATUS_OK && error.message[0] == '\0')
        abort();
    import_report_destroy(report);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const char *const names[] = {"word/document.xml", "word/footnotes.xml",
                                        "word/styles.xml", "word/numbering.xml"};
    struct packed packed = {0};
    if (length >= 2 && bytes[0] == 'P' && bytes[1] == 'K') {
        import(bytes, length);
        return 0;
    }
    pack(&packed, "_rels/.rels", package, sizeof package - 1);
    pack(&packed, "word/_rels/document.xml.rels", relations, sizeof relations - 1);
    for (size_t i = 0; i < sizeof names / sizeof *names && length > 0; i++) {
        const uint8_t *end = memchr(bytes, '\f', length);
        size_t part = end ? (size_t)(end - bytes) : length;
        pack(&packed, names[i], bytes, part);
        bytes += part + (end != NULL);
        length -= part + (end != NULL);
    }
    close_packed(&packed);
    import(packed.file.bytes, packed.file.length);
    buffer_fini(&packed.file);
    buffer_fini(&packed.directory);
    return 0;
}

#include "block_font.h"

#include <stdint.h>
#include <stdio.h>

#include "base/buffer.h"
#include "support/harness.h"
#include "text/font.h"

enum { EM = 1024, GLYPHS = 3, TABLES = 6 };

static void put_16(struct buffer *out, int value)
{
    buffer_byte(out, (char)(value >> 8 & 0xff));
    buffer_byte(out, (char)(value & 0xff));
}

static void put_32(struct buffer *out, uint32_t value)
{
    put_16(out, (int)(value >> 16));
    put_16(out, (int)(value & 0xffff));
}

static void put_zeros_16(struct buffer *out, int count)
{
    for (int i = 0; i < count; i++)
        put_16(out, 0);
}

/* One contour: a rectangle from the baseline to the top of the em. */
static void put_block(struct buffer *out, int left, int right)
{
    int w = right - left;
    put_16(out, 1);
    put_16(out, left);
    put_16(out, 0);
    put_16(out, right);
    put_16(out, EM);
    put_16(out, 3); /* last point */
    put_16(out, 0); /* no instructions */
    buffer_append(out, "\1\1\1\1", 4);
    put_16(out, left);
    put_16(out, 0);
    put_16(out, w);
    put_16(out, 0);
    put_16(out, 0);
    put_16(out, EM);
    put_16(out, 0);
    put_16(out, -EM);
}

enum { BLOCK_BYTES = 34 };

static void put_head(struct buffer *out)
{
    put_32(out, 0x00010000);
    put_32(out, 0x00010000);
    put_32(out, 0); /* checksum, which nobody checks */
    put_32(out, 0x5F0F3CF5);
    put_16(out, 0);
    put_16(out, EM);
    put_zeros_16(out, 8); /* dates */
    put_16(out, 0);
    put_16(out, 0);
    put_16(out, EM);
    put_16(out, EM);
    put_zeros_16(out, 3);
    put_16(out, 1); /* long offsets in loca */
    put_16(out, 0);
}

static void put_hhea(struct buffer *out)
{
    put_32(out, 0x00010000);
    put_16(out, EM);
    put_zeros_16(out, 14);
    put_16(out, GLYPHS);
}

static void put_hmtx(struct buffer *out)
{
    static const int left[GLYPHS] = {0, 0, EM / 4};
    for (int i = 0; i < GLYPHS; i++) {
        put_16(out, EM);
        put_16(out, left[i]);
    }
}

static void put_loca(struct buffer *out)
{
    static const uint32_t offsets[GLYPHS + 1] = {0, 0, BLOCK_BYTES, 2 * BLOCK_BYTES};
    for (int i = 0; i <= GLYPHS; i++)
        put_32(out, offsets[i]);
}

static void put_glyf(struct buffer *out)
{
    put_block(out, 0, EM);
    put_block(out, EM / 4, EM / 2);
}

static void put_maxp(struct buffer *out)
{
    put_32(out, 0x00010000);
    put_16(out, GLYPHS);
    put_16(out, 4);
    put_16(out, 1);
    put_zeros_16(out, 11);
}

static void put_font(struct buffer *out)
{
    static const struct {
        const char *tag;
        void (*put)(struct buffer *out);
    } tables[TABLES] = {{"glyf", put_glyf}, {"head", put_head}, {"hhea", put_hhea},
                        {"hmtx", put_hmtx}, {"loca", put_loca}, {"maxp", put_maxp}};
    struct buffer body = {0};
    put_32(out, 0x00010000);
    put_16(out, TABLES);
    put_zeros_16(out, 3);
    for (int i = 0; i < TABLES; i++) {
        size_t start = body.length;
        tables[i].put(&body);
        buffer_text(out, tables[i].tag);
        put_32(out, 0);
        put_32(out, (uint32_t)(12 + 16 * TABLES + start));
        put_32(out, (uint32_t)(body.length - start));
        while (body.length % 4 != 0)
            buffer_byte(&body, 0);
    }
    buffer_append(out, body.bytes, body.length);
    buffer_fini(&body);
}

static bool write_file(const char *path, const struct buffer *content)
{
    FILE *file = fopen(path, "wb");
    bool written =
        file != NULL && fwrite(content->bytes, 1, content->length, file) == content->length;
    return file != NULL && fclose(file) == 0 && written;
}

struct font_list *block_font_list(void)
{
    struct buffer font = {0}, list = {0}, path = {0};
    struct font_list *fonts = NULL;
    struct error error = {0};
    const char *directory = harness_temporary_directory();
    put_font(&font);
    buffer_format(&path, "%s/block.ttf", directory);
    buffer_format(&list, "[book]\nLatn.regular=tests %s/block.ttf\nLatn.regular=tests %s/no.ttf\n",
                  directory, directory);
    EXPECT(write_file(buffer_string(&path), &font));
    buffer_cut(&path, 0);
    buffer_format(&path, "%s/fonts.ini", directory);
    EXPECT(write_file(buffer_string(&path), &list));
    EXPECT_INT(font_list_load(buffer_string(&path), &fonts, &error), STATUS_OK);
    EXPECT_TEXT(error.message, "");
    buffer_fini(&font);
    buffer_fini(&list);
    buffer_fini(&path);
    return fonts;
}

/* Sets a letter with the real fonts at the size of a screen and writes its pages as PNG files, to
 * be looked at:
 *
 *     text_specimen FONTS.INI OUTPUT-PREFIX EM_PX MEASURE_EM HEIGHT_PX book|clear [text file]
 *
 * The text file has one block a line, "kind: text", with {note} {|page} marks and *italic* words.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "platform/image/png.h"
#include "text/font.h"
#include "text/pages.h"
#include "text/raster.h"

enum { INK_TEXT, INK_SECONDARY, INK_ACCENT, INK_ACCENT2, INK_PILL, INK_RULE, INK_PAGE };

static const uint32_t paper[] = {0x211C17, 0x4E453B, 0x7C1D1A, 0x1E4063,
                                 0xEFE4D0, 0xC9BDA8, 0xFBF7EE};

static const char *const kinds[BLOCK_KIND_COUNT] = {
    [BLOCK_HEADING] = "heading",     [BLOCK_SOURCE_LINE] = "source",
    [BLOCK_LETTERHEAD] = "head",     [BLOCK_ADDRESS] = "address",
    [BLOCK_DATELINE] = "dateline",   [BLOCK_SALUTATION] = "salutation",
    [BLOCK_PARAGRAPH] = "p",         [BLOCK_VERSE_LINE] = "verse",
    [BLOCK_LIST_HEAD] = "listhead",  [BLOCK_LIST_ITEM] = "item",
    [BLOCK_TABLE_CELL] = "cell",     [BLOCK_CLOSING] = "closing",
    [BLOCK_SIGNATURE] = "signature", [BLOCK_POSTSCRIPT] = "ps",
    [BLOCK_CAPTION] = "caption",     [BLOCK_RULE] = "rule",
};

struct specimen {
    struct arena *arena;
    struct block blocks[512];
    size_t block_count;
    struct note notes[256];
    size_t note_count;
    const char *lang;
};

static void add_note(struct specimen *specimen, const char *key)
{
    for (size_t i = 0; i < specimen->note_count; i++) {
        if (strcmp(specimen->notes[i].key, key) == 0)
            return;
    }
    struct note *note = &specimen->notes[specimen->note_count++];
    note->key = note->label = key;
    note->kind = strcmp(key, "0") == 0 ? NOTE_SOURCE : NOTE_EDITORS;
}

static void end_span(struct span *spans, size_t count, enum span_kind kind, uint32_t end)
{
    while (count > 0 && spans[count - 1].kind != kind)
        count--;
    if (count > 0)
        spans[count - 1].end = end;
}

/* {3} a note, {|190} a page, {@name} a person, {#Document 66} a reference, *italic*, ^small caps^,
 * \n a line break. */
static void add_block(struct specimen *specimen, char *line)
{
    char *colon = strchr(line, ':');
    if (!colon)
        return;
    *colon = '\0';
    struct block *block = &specimen->blocks[specimen->block_count];
    memset(block, 0, sizeof *block);
    while (block->kind < BLOCK_KIND_COUNT && strcmp(kinds[block->kind], line) != 0)
        block->kind++;
    if (block->kind == BLOCK_KIND_COUNT)
        return;
    specimen->block_count++;
    block->lang = specimen->lang;
    const char *in = colon + 1 + (colon[1] == ' ');
    char *text = arena_alloc(specimen->arena, strlen(in) + 1, 1);
    struct span *spans = arena_alloc(specimen->arena, strlen(in) + 1, sizeof *spans);
    uint32_t at = 0;
    size_t count = 0;
    bool italic = false, caps = false;
    for (; *in; in++) {
        if (*in == '*' || *in == '^') {
            bool *open = *in == '*' ? &italic : &caps;
            enum span_kind kind = *in == '*' ? SPAN_ITALIC : SPAN_SMALL_CAPS;
            if (*open)
                end_span(spans, count, kind, at);
            else
                spans[count++] = (struct span){.kind = kind, .start = at, .end = at};
            *open = !*open;
        } else if (*in == '{') {
            const char *close = strchr(in, '}');
            size_t length = (size_t)(close - in - 2);
            char *name = arena_copy(specimen->arena, in + 2, length);
            enum span_kind kind = in[1] == '|'   ? SPAN_PAGE_BREAK
                                  : in[1] == '@' ? SPAN_PERSON
                                  : in[1] == '#' ? SPAN_REFERENCE
                                                 : SPAN_NOTE;
            spans[count] = (struct span){.kind = kind, .start = at, .end = at, .target = name};
            if (kind == SPAN_NOTE) {
                spans[count].target = arena_copy(specimen->arena, in + 1, length + 1);
                add_note(specimen, spans[count].target);
            } else if (kind != SPAN_PAGE_BREAK) {
                memcpy(text + at, name, length);
                at += (uint32_t)length;
                spans[count].end = at;
            }
            count++;
            in = close;
        } else if (*in == '\\' && in[1] == 'n') {
            text[at++] = '\n';
            in++;
        } else {
            text[at++] = *in;
        }
    }
    block->text = text;
    block->length = at;
    block->spans = spans;
    block->span_count = count;
    if (block->kind == BLOCK_LIST_ITEM)
        block->marker = arena_format(specimen->arena, "%zu.", specimen->block_count % 12 + 1);
    if (block->kind == BLOCK_TABLE_CELL) {
        block->table = 1;
        block->row = (uint16_t)(specimen->block_count / 2);
        block->column = (uint16_t)(specimen->block_count % 2);
    }
}

static void load(struct specimen *specimen, const char *path)
{
    FILE *file = fopen(path, "rb");
    char *line = memory_zeroed(65536, 1);
    while (file && fgets(line, 65536, file)) {
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, "lang: ", 6) == 0)
            specimen->lang = arena_string(specimen->arena, line + 6);
        else
            add_block(specimen, line);
    }
    if (file)
        fclose(file);
    free(line);
}

static void draw(const struct flow *flow, struct page_range range, struct raster *raster, int w,
                 int h, int left, int top, const char *path)
{
    struct glyph_page_builder *builder = glyph_page_builder_create(w, h, INK_PAGE);
    flow_emit(flow, range.first_line, range.line_count, left, top, builder);
    const struct glyph_page *page = glyph_page_builder_finish(builder);
    uint32_t *pixels = memory_zeroed((size_t)w * (size_t)h, sizeof *pixels);
    struct raster_target target = {.pixels = pixels, .stride = (size_t)w, .part = {0, 0, w, h}};
    raster_draw(raster, page, paper, &target);
    struct error error;
    if (png_write(path, pixels, w, h, (size_t)w, &error) != STATUS_OK)
        fprintf(stderr, "%s\n", error.message);
    free(pixels);
    glyph_page_release(page);
}

int main(int argc, char **argv)
{
    if (argc < 8)
        return 2;
    struct specimen specimen = {.arena = arena_create()};
    load(&specimen, argv[7]);
    int em_px = (int)strtol(argv[3], NULL, 10), height = (int)strtol(argv[5], NULL, 10);
    bool clear = strcmp(argv[6], "clear") == 0;
    struct font_list *fonts;
    struct error error;
    if (font_list_load(argv[1], &fonts, &error) != STATUS_OK) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    struct font_shaper *shaper = font_shaper_create(fonts);
    struct text_metrics metrics = font_shaper_metrics(shaper);
    struct flow_sheet sheet = {
        .face = clear ? FACE_CLEAR : FACE_BOOK,
        .live = true,
        .end_rule = true,
        .lang = specimen.lang ? specimen.lang : "en",
        .inks = {INK_TEXT, INK_SECONDARY, INK_ACCENT, INK_ACCENT2, INK_PILL, INK_RULE, INK_PAGE},
    };
    sheet.direction = letter_direction(sheet.lang);
    sheet.em_26_6 = text_metrics_em_for_cap_height(&metrics, sheet.face, em_px * 64 * 66 / 100);
    sheet.leading_px = em_px * (clear ? 160 : 145) / 100;
    sheet.measure_px = em_px * (int)strtol(argv[4], NULL, 10);
    sheet.indent_26_6 = clear ? 0 : sheet.em_26_6 * 125 / 100;
    sheet.paragraph_gap_px = clear ? sheet.leading_px * 3 / 4 : 0;
    if (getenv("JUSTIFY"))
        sheet.setting = FLOW_JUSTIFIED;
    if (getenv("INLINE"))
        sheet.inline_pages = true;
    struct flow_text text = {.number = "70",
                             .source_label = "Source",
                             .blocks = specimen.blocks,
                             .block_count = specimen.block_count,
                             .notes = specimen.notes,
                             .note_count = specimen.note_count};
    struct flow *flow = flow_create(&metrics, &sheet, &text);
    struct pages *pages = pages_create(flow, height, height);
    pages_extend(pages, SIZE_MAX);
    struct raster *raster = raster_create(fonts, 8 << 20);
    int margin = em_px * 3;
    for (size_t i = 0; i < pages_count(pages); i++) {
        char path[1024];
        snprintf(path, sizeof path, "%s-%02zu.png", argv[2], i + 1);
        draw(flow, pages_at(pages, i), raster, sheet.measure_px + 2 * margin, height + margin,
             margin, margin / 2, path);
    }
    printf("%zu pages, em %d/64 px\n", pages_count(pages), sheet.em_26_6);
    raster_destroy(raster);
    pages_destroy(pages);
    flow_destroy(flow);
    font_shaper_destroy(shaper);
    font_list_destroy(fonts);
    arena_destroy(specimen.arena);
    return 0;
}

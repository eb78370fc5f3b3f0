#include "specimen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/raster.h"

enum { INK_TEXT, INK_SECONDARY, INK_ACCENT, INK_ACCENT2, INK_PILL, INK_RULE, INK_PAGE };

static const uint32_t paper_colors[] = {0x211C17, 0x4E453B, 0x7C1D1A, 0x1E4063,
                                        0xEFE4D0, 0xC9BDA8, 0xFBF7EE};

enum { LINE_MAX_BYTES = 65536, CACHE_BYTES = 8 << 20, SHEET_MARGIN_EM = 2 };

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

static void add_note(struct specimen *specimen, const char *key)
{
    for (size_t i = 0; i < specimen->note_count; i++) {
        if (strcmp(specimen->notes[i].key, key) == 0)
            return;
    }
    if (specimen->note_count == SPECIMEN_NOTES_MAX)
        return;
    struct note *note = &specimen->notes[specimen->note_count++];
    note->key = note->label = key;
    note->kind = strcmp(key, "0") == 0 ? NOTE_SOURCE : NOTE_EDITORS;
}

/* A block in the making. */
struct draft {
    struct specimen *specimen;
    char *text;
    uint32_t length;
    struct span *spans;
    size_t span_count;
    bool italic, caps;
};

static void toggle(struct draft *draft, bool *open, enum span_kind kind)
{
    if (*open) {
        size_t last = draft->span_count - 1;
        while (draft->spans[last].kind != kind)
            last--;
        draft->spans[last].end = draft->length;
    } else {
        draft->spans[draft->span_count++] =
            (struct span){.kind = kind, .start = draft->length, .end = draft->length};
    }
    *open = !*open;
}

static enum span_kind kind_of_brace(char sign)
{
    static const struct {
        char sign;
        enum span_kind kind;
    } signs[] = {
        {'|', SPAN_PAGE_BREAK},    {'@', SPAN_PERSON},       {'#', SPAN_REFERENCE},
        {'-', SPAN_DELETED},       {'+', SPAN_ADDED},        {'=', SPAN_SUPPLIED},
        {'?', SPAN_UNCLEAR},       {'_', SPAN_UNDERLINE},    {'"', SPAN_DOUBLE_UNDERLINE},
        {'~', SPAN_LETTER_SPACED}, {'\'', SPAN_SUPERSCRIPT}, {',', SPAN_SUBSCRIPT},
        {'%', SPAN_PICTURE},
    };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (signs[i].sign == sign)
            return signs[i].kind;
    }
    return SPAN_NOTE;
}

/* What stands between braces: {3}, {|190}, {@Dobrynin}, {#Document 66}. */
static void put_brace(struct draft *draft, const char *inside, size_t length)
{
    enum span_kind kind = kind_of_brace(inside[0]);
    size_t sign = kind == SPAN_NOTE ? 0 : 1;
    const char *name = arena_copy(draft->specimen->arena, inside + sign, length - sign);
    struct span span = {.kind = kind, .start = draft->length, .target = name};
    if (kind == SPAN_NOTE)
        add_note(draft->specimen, name);
    if (kind != SPAN_NOTE && kind != SPAN_PAGE_BREAK && kind != SPAN_PICTURE) {
        memcpy(draft->text + draft->length, name, length - sign);
        draft->length += (uint32_t)(length - sign);
    }
    span.end = draft->length;
    draft->spans[draft->span_count++] = span;
}

static void read_text(struct draft *draft, const char *in)
{
    for (; *in; in++) {
        const char *close = *in == '{' ? strchr(in, '}') : NULL;
        if (*in == '*')
            toggle(draft, &draft->italic, SPAN_ITALIC);
        else if (*in == '^')
            toggle(draft, &draft->caps, SPAN_SMALL_CAPS);
        else if (close && close > in + 1)
            put_brace(draft, in + 1, (size_t)(close - in - 1));
        else
            draft->text[draft->length++] = *in == '\\' ? '\n' : *in;
        if (close)
            in = close;
    }
}

static bool find_kind(const char *name, enum block_kind *ret_kind)
{
    for (int kind = 0; kind < BLOCK_KIND_COUNT; kind++) {
        if (strcmp(kinds[kind], name) == 0) {
            *ret_kind = (enum block_kind)kind;
            return true;
        }
    }
    return false;
}

static void add_block(struct specimen *specimen, char *line)
{
    char *colon = strstr(line, ": ");
    struct block block = {.lang = specimen->lang, .part = specimen->part};
    block.flush = line[0] == '<';
    block.quote_depth = line[0] == '>';
    line += line[0] == '<' || line[0] == '>';
    if (!colon || specimen->block_count == SPECIMEN_BLOCKS_MAX)
        return;
    *colon = '\0';
    if (!find_kind(line, &block.kind))
        return;
    size_t room = strlen(colon + 2) + 1, index = specimen->block_count++;
    struct draft draft = {
        .specimen = specimen,
        .text = arena_alloc(specimen->arena, room, 1),
        .spans = arena_alloc(specimen->arena, room, sizeof(struct span)),
    };
    read_text(&draft, colon + 2);
    block.level = block.kind == BLOCK_HEADING && block.part > 0;
    block.text = draft.text;
    block.length = draft.length;
    block.spans = draft.spans;
    block.span_count = draft.span_count;
    specimen->item_count = block.kind == BLOCK_LIST_ITEM ? specimen->item_count + 1 : 0;
    if (block.kind == BLOCK_LIST_ITEM)
        block.marker = arena_format(specimen->arena, "%zu.", specimen->item_count);
    if (block.kind == BLOCK_TABLE_CELL) {
        block.table = 1;
        block.row = (uint16_t)(specimen->cell_count / specimen->column_count);
        block.column = (uint16_t)(specimen->cell_count++ % specimen->column_count);
    } else {
        specimen->cell_count = 0;
    }
    specimen->blocks[index] = block;
}

/* Lines that say something of what follows; false: it is none. */
static bool take_setting(struct specimen *specimen, const char *line)
{
    if (strncmp(line, "lang: ", 6) == 0) {
        specimen->lang = arena_string(specimen->arena, line + 6);
        if (!specimen->first_lang)
            specimen->first_lang = specimen->lang;
    } else if (strncmp(line, "part: ", 6) == 0) {
        specimen->part = (uint16_t)strtoul(line + 6, NULL, 10);
    } else if (strncmp(line, "columns: ", 9) == 0) {
        specimen->column_count = strtoul(line + 9, NULL, 10);
    } else if (strncmp(line, "picture: ", 9) == 0 &&
               specimen->picture_count < SPECIMEN_PICTURES_MAX) {
        struct facsimile *picture = &specimen->pictures[specimen->picture_count++];
        char *height;
        picture->number = (uint32_t)specimen->picture_count;
        picture->width = (uint32_t)strtoul(line + 9, &height, 10);
        picture->height = (uint32_t)strtoul(height, NULL, 10);
    } else {
        return false;
    }
    return true;
}

struct specimen *specimen_load(const char *path)
{
    struct specimen *specimen = memory_zeroed(1, sizeof *specimen);
    specimen->arena = arena_create();
    specimen->column_count = 2;
    FILE *file = fopen(path, "rb");
    char *line = memory_zeroed(LINE_MAX_BYTES, 1);
    while (file && fgets(line, LINE_MAX_BYTES, file)) {
        line[strcspn(line, "\n")] = '\0';
        if (!take_setting(specimen, line))
            add_block(specimen, line);
    }
    if (file)
        fclose(file);
    free(line);
    return specimen;
}

void specimen_destroy(struct specimen *specimen)
{
    arena_destroy(specimen->arena);
    free(specimen);
}

struct flow_sheet specimen_sheet(const struct specimen *specimen,
                                 const struct text_metrics *metrics, bool clear, int em_px,
                                 int measure_em)
{
    const char *lang = specimen->first_lang ? specimen->first_lang : "en";
    struct flow_sheet sheet = {
        .face = clear ? FACE_CLEAR : FACE_BOOK,
        .live = true,
        .end_rule = true,
        .lang = lang,
        .direction = letter_direction(lang),
        .inks = {INK_TEXT, INK_SECONDARY, INK_ACCENT, INK_ACCENT2, INK_PILL, INK_PILL, INK_RULE,
                 INK_PAGE},
    };
    sheet.em_26_6 = text_metrics_em_for_cap_height(metrics, sheet.face, em_px * 64 * 66 / 100);
    sheet.leading_px = em_px * (clear ? 160 : 145) / 100;
    sheet.measure_px = em_px * measure_em;
    sheet.hang_px = em_px / 2;
    sheet.picture_height_px = sheet.measure_px;
    sheet.indent_26_6 = clear ? 0 : sheet.em_26_6 * 125 / 100;
    sheet.paragraph_gap_px = clear ? sheet.leading_px * 3 / 4 : 0;
    return sheet;
}

struct flow_text specimen_text(const struct specimen *specimen)
{
    return (struct flow_text){.source_label = "Source",
                              .blocks = specimen->blocks,
                              .block_count = specimen->block_count,
                              .notes = specimen->notes,
                              .note_count = specimen->note_count,
                              .pictures = specimen->pictures,
                              .picture_count = specimen->picture_count};
}

uint32_t *specimen_draw(const struct flow *flow, struct page_range range,
                        const struct font_list *fonts, struct rect paper, struct point origin)
{
    struct glyph_page_builder *builder = glyph_page_builder_create(paper.w, paper.h, INK_PAGE);
    flow_emit(flow, range.first_line, range.line_count, origin.x, origin.y, builder);
    const struct glyph_page *page = glyph_page_builder_finish(builder);
    struct raster *raster = raster_create(fonts, CACHE_BYTES);
    uint32_t *pixels = memory_zeroed((size_t)paper.w * (size_t)paper.h, sizeof *pixels);
    struct raster_target target = {.pixels = pixels, .stride = (size_t)paper.w, .part = paper};
    raster_draw(raster, page, paper_colors, &target);
    raster_destroy(raster);
    glyph_page_release(page);
    return pixels;
}

uint32_t *specimen_draw_sheet(const struct specimen *specimen, struct font_list *fonts, int em_px,
                              int measure_em, struct rect *ret_paper)
{
    struct font_shaper *shaper = font_shaper_create(fonts);
    struct text_metrics metrics = font_shaper_metrics(shaper);
    struct flow_sheet sheet = specimen_sheet(specimen, &metrics, false, em_px, measure_em);
    struct flow_text text = specimen_text(specimen);
    struct flow *flow = flow_create(&metrics, &sheet, &text);
    size_t count;
    flow_extend(flow, SIZE_MAX);
    (void)flow_lines(flow, &count);
    int margin_px = em_px * SHEET_MARGIN_EM;
    struct rect paper = {0, 0, sheet.measure_px + 2 * margin_px,
                         flow_height_px(flow) + 2 * margin_px};
    uint32_t *pixels = specimen_draw(flow, (struct page_range){0, count}, fonts, paper,
                                     (struct point){margin_px, margin_px});
    flow_destroy(flow);
    font_shaper_destroy(shaper);
    *ret_paper = paper;
    return pixels;
}

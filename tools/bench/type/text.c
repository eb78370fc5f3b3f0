#include "text.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "bundle/hyphenate/hyphenate.h"
#include "text/break.h"

enum { FILE_MOST = 16 << 20 };

static size_t count_lines(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += *text == '\n';
    return count;
}

/* Cuts the next part off a line, up to the sign that ends it. */
static char *cut(char **line, char sign)
{
    char *part = *line, *end = strchr(part, sign);
    if (!end)
        end = part + strlen(part);
    *line = *end ? end + 1 : end;
    *end = '\0';
    return part;
}

enum status bench_text_read(const char *path, struct arena *arena,
                            struct bench_paragraph **ret_paragraphs, size_t *ret_count,
                            struct error *error)
{
    struct buffer content = {.bytes = NULL};
    enum status status = file_read(path, FILE_MOST, &content, error);
    if (status != STATUS_OK)
        return status;
    char *at = arena_copy(arena, buffer_string(&content), content.length);
    size_t room = count_lines(at) + 1, count = 0;
    struct bench_paragraph *paragraphs = arena_alloc(arena, room, sizeof *paragraphs);
    struct hyphenator *hyphenator = hyphenator_create(NULL);
    while (*at) {
        char *line = cut(&at, '\n');
        struct bench_paragraph *paragraph = &paragraphs[count++];
        paragraph->name = cut(&line, '\t');
        paragraph->block = (struct block){.kind = BLOCK_PARAGRAPH};
        paragraph->block.lang = cut(&line, '\t');
        paragraph->block.text = line;
        paragraph->block.length = (uint32_t)strlen(line);
        paragraph->block = *hyphenator_blocks(hyphenator, arena, &paragraph->block, 1, NULL);
    }
    const char *missing = hyphenator_missing(hyphenator, 0);
    if (missing)
        status = error_set(error, STATUS_NOT_FOUND, "hyphenation needs the package %s", missing);
    hyphenator_destroy(hyphenator);
    buffer_fini(&content);
    *ret_paragraphs = paragraphs;
    *ret_count = count;
    return status;
}

/* What stands for the break before byte `at`, which no space ends. */
static const char *point_sign(uint8_t plain, uint8_t tailored)
{
    if (tailored == BREAK_ALLOWED || tailored == BREAK_TOKEN)
        return "\xE2\x80\x8B";
    return plain == BREAK_ALLOWED ? "\xE2\x81\xA0" : "";
}

static void print_points(const struct bench_paragraph *paragraph)
{
    const struct block *block = &paragraph->block;
    struct arena *arena = arena_create();
    uint8_t *plain = arena_alloc(arena, block->length + 1u, 1);
    uint8_t *tailored = arena_alloc(arena, block->length + 1u, 1);
    break_opportunities(block->text, block->length, plain);
    memcpy(tailored, plain, block->length + 1u);
    break_tailor(block->text, block->length, tailored);
    printf("%s\t%s\t", paragraph->name, block->lang);
    size_t hyphen = 0;
    for (uint32_t at = 0; at < block->length; at++) {
        bool is_hyphen = hyphen < block->hyphen_count && block->hyphens[hyphen] == at;
        hyphen += is_hyphen;
        if (is_hyphen)
            fputs("\xC2\xAD", stdout);
        else if (at > 0 && block->text[at - 1] != ' ' && block->text[at] != ' ')
            fputs(point_sign(plain[at], tailored[at]), stdout);
        bool tied = block->text[at] == ' ' && tailored[at + 1] == BREAK_NONE;
        if (tied)
            fputs("\xC2\xA0", stdout);
        else
            putchar(block->text[at]);
    }
    putchar('\n');
    arena_destroy(arena);
}

void bench_text_print_points(const struct bench_paragraph *paragraphs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        print_points(&paragraphs[i]);
}

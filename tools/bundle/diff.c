#include "bundle/contents.h"
#include "commands.h"
#include "export_format.h"
#include "json.h"
#include "words_diff.h"

#include <stdio.h>
#include <string.h>

/* One of the two bundles. */
struct side {
    struct bundle_reader *reader;
    struct letter_source source;
    const struct letter_summary *letters;
    size_t count;
};

enum found { FOUND_REMOVED, FOUND_ADDED, FOUND_CHANGED, FOUND_KINDS };

/* One comparison; `item` lasts as long as one letter. */
struct diff {
    struct side a, b;
    struct arena *whole, *item;
    struct buffer a_text, b_text, out;
    struct json json;
    bool as_json;
    size_t counts[FOUND_KINDS], equal;
    struct error *error;
};

/* What lists show of a letter, beside its text. */
struct field {
    const char *name, *a, *b;
};
enum { FIELD_COUNT = 7 };

/* Words shown on either side of a change; changes that come nearer are shown together. */
enum { CONTEXT_WORDS = 5 };

/* ---- The report ---- */

static void flush(struct diff *diff)
{
    fwrite(buffer_string(&diff->out), 1, diff->out.length, stdout);
    buffer_cut(&diff->out, 0);
}

static const char *const found_names[] = {"removed", "added", "changed"};

static void begin_kind(struct diff *diff, enum found found)
{
    if (diff->as_json)
        json_open(&diff->json, found_names[found], '[');
}

static void end_kind(struct diff *diff)
{
    if (diff->as_json)
        json_close(&diff->json, ']');
    flush(diff);
}

static void begin_letter(struct diff *diff, enum found found, const struct letter *letter)
{
    const struct letter_summary *summary = &letter->summary;
    diff->counts[found]++;
    if (!diff->as_json) {
        buffer_format(&diff->out, "%s: %s/%s (%s) %s\n", found_names[found], summary->key.edition,
                      summary->key.id, letter->version_lang, summary->title);
        return;
    }
    json_open(&diff->json, NULL, '{');
    json_text(&diff->json, "edition", summary->key.edition);
    json_text(&diff->json, "id", summary->key.id);
    json_text(&diff->json, "lang", letter->version_lang);
    json_text(&diff->json, "title", summary->title);
}

static void end_letter(struct diff *diff)
{
    if (diff->as_json)
        json_close(&diff->json, '}');
    flush(diff);
}

static const char *shown(const char *text)
{
    return text == NULL ? "" : text;
}

static void append_fields(struct diff *diff, const struct field *fields)
{
    if (diff->as_json)
        json_open(&diff->json, "fields", '[');
    for (int i = 0; i < FIELD_COUNT; i++) {
        const struct field *field = &fields[i];
        if (strcmp(shown(field->a), shown(field->b)) == 0)
            continue;
        if (!diff->as_json) {
            buffer_format(&diff->out, "    %s: [-%s-] {+%s+}\n", field->name, shown(field->a),
                          shown(field->b));
            continue;
        }
        json_open(&diff->json, NULL, '{');
        json_text(&diff->json, "name", field->name);
        json_text(&diff->json, "a", field->a);
        json_text(&diff->json, "b", field->b);
        json_close(&diff->json, '}');
    }
    if (diff->as_json)
        json_close(&diff->json, ']');
}

/* The words, closed by a space each. */
static void append_words(struct buffer *out, struct words words, uint32_t first, uint32_t past)
{
    for (uint32_t i = first; i < past && i < words.count; i++) {
        buffer_append(out, words.items[i].bytes, words.items[i].length);
        buffer_byte(out, ' ');
    }
}

static void append_marked(struct buffer *out, struct words words, uint32_t first, uint32_t count,
                          const char *open, const char *close)
{
    if (count == 0)
        return;
    buffer_text(out, open);
    append_words(out, words, first, first + count);
    buffer_cut(out, out->length - 1);
    buffer_format(out, "%s ", close);
}

/* As wdiff marks words: "shall [-build-] {+make+} the engine". */
static void append_changes(struct buffer *out, struct words a, struct words b,
                           const struct word_change *changes, size_t count)
{
    uint32_t at = 0;
    for (size_t i = 0; i < count; i++) {
        const struct word_change *change = &changes[i];
        bool joins = i > 0 && change->a_first - at <= 2 * CONTEXT_WORDS;
        if (!joins) {
            if (i > 0) {
                append_words(out, a, at, at + CONTEXT_WORDS);
                buffer_cut(out, out->length - 1);
            }
            at = change->a_first > CONTEXT_WORDS ? change->a_first - CONTEXT_WORDS : 0;
            buffer_text(out, i > 0 ? "\n    " : "    ");
        }
        append_words(out, a, at, change->a_first);
        append_marked(out, a, change->a_first, change->a_count, "[-", "-]");
        append_marked(out, b, change->b_first, change->b_count, "{+", "+}");
        at = change->a_first + change->a_count;
    }
    if (count > 0) {
        append_words(out, a, at, at + CONTEXT_WORDS);
        buffer_cut(out, out->length - 1);
        buffer_byte(out, '\n');
    }
}

static void put_words(struct diff *diff, const char *name, struct words words, uint32_t first,
                      uint32_t count)
{
    struct buffer text = {0};
    append_words(&text, words, first, first + count);
    if (text.length > 0)
        buffer_cut(&text, text.length - 1);
    json_text(&diff->json, name, buffer_string(&text));
    buffer_fini(&text);
}

static void put_changes(struct diff *diff, struct words a, struct words b,
                        const struct word_change *changes, size_t count)
{
    json_open(&diff->json, "words", '[');
    for (size_t i = 0; i < count; i++) {
        uint32_t first = changes[i].a_first;
        uint32_t before = first < CONTEXT_WORDS ? first : CONTEXT_WORDS;
        json_open(&diff->json, NULL, '{');
        put_words(diff, "before", a, first - before, before);
        put_words(diff, "removed", a, first, changes[i].a_count);
        put_words(diff, "added", b, changes[i].b_first, changes[i].b_count);
        json_close(&diff->json, '}');
    }
    json_close(&diff->json, ']');
}

/* ---- The comparison ---- */

/* The words of a letter as the text export has them, its notes at their marks. */
static struct words text_of(const struct letter *letter, struct buffer *text, struct arena *arena)
{
    buffer_cut(text, 0);
    export_text.letter(text, letter, true);
    return words_of(text->bytes, text->length, arena);
}

static bool compare_fields(const struct letter *a, const struct letter *b,
                           struct field fields[FIELD_COUNT])
{
    const struct letter_summary *x = &a->summary, *y = &b->summary;
    const struct field all[FIELD_COUNT] = {
        {"number", x->number, y->number},
        {"title", x->title, y->title},
        {"sender", x->sender.name, y->sender.name},
        {"recipient", x->recipient.name, y->recipient.name},
        {"place", x->place, y->place},
        {"date from", x->date.from, y->date.from},
        {"date to", x->date.to, y->date.to},
    };
    bool same = true;
    memcpy(fields, all, sizeof all);
    for (int i = 0; i < FIELD_COUNT; i++)
        same = same && strcmp(shown(all[i].a), shown(all[i].b)) == 0;
    return same;
}

static void compare_letters(struct diff *diff, const struct letter *a, const struct letter *b)
{
    struct field fields[FIELD_COUNT];
    const struct word_change *changes = NULL;
    struct words a_words = text_of(a, &diff->a_text, diff->item);
    struct words b_words = text_of(b, &diff->b_text, diff->item);
    size_t count = words_diff(a_words, b_words, diff->item, &changes);
    bool same_fields = compare_fields(a, b, fields);
    if (count == 0 && same_fields) {
        diff->equal++;
        return;
    }
    begin_letter(diff, FOUND_CHANGED, a);
    append_fields(diff, fields);
    if (diff->as_json)
        put_changes(diff, a_words, b_words, changes, count);
    else
        append_changes(&diff->out, a_words, b_words, changes, count);
    end_letter(diff);
}

/* The same letter in the same language; STATUS_NOT_FOUND where that side has none. */
static enum status find_version(struct diff *diff, const struct side *side, struct key key,
                                const char *lang, struct letter *ret_letter)
{
    enum status status = side->source.calls->letter(side->source.self, key, lang, diff->item,
                                                    ret_letter, diff->error);
    if (status == STATUS_OK && strcmp(ret_letter->version_lang, lang) != 0)
        return STATUS_NOT_FOUND;
    return status;
}

static enum status compare_version(struct diff *diff, enum found found, const struct side *side,
                                   struct key key, const char *lang)
{
    const struct side *other = side == &diff->a ? &diff->b : &diff->a;
    struct letter letter, counterpart;
    enum status status = find_version(diff, side, key, lang, &letter);
    if (status != STATUS_OK)
        return status;
    status = find_version(diff, other, key, lang, &counterpart);
    if (status == STATUS_NOT_FOUND && found != FOUND_CHANGED) {
        begin_letter(diff, found, &letter);
        end_letter(diff);
    } else if (status == STATUS_OK && found == FOUND_CHANGED) {
        compare_letters(diff, &letter, &counterpart);
    }
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

/* All of one kind of difference, found by going through the versions of one side. */
static enum status find_all(struct diff *diff, enum found found, const struct side *side)
{
    enum status status = STATUS_OK;
    begin_kind(diff, found);
    for (size_t i = 0; status == STATUS_OK && i < side->count; i++) {
        const char *const *langs;
        size_t lang_count;
        arena_reset(diff->item);
        status = contents_versions(side->reader, &side->letters[i], diff->item, &langs, &lang_count,
                                   diff->error);
        for (size_t k = 0; status == STATUS_OK && k < lang_count; k++)
            status = compare_version(diff, found, side, side->letters[i].key, langs[k]);
    }
    end_kind(diff);
    return status;
}

static enum status compare_all(struct diff *diff)
{
    if (diff->as_json) {
        json_open(&diff->json, NULL, '{');
        json_number(&diff->json, "diff", 1);
    }
    enum status status = find_all(diff, FOUND_REMOVED, &diff->a);
    if (status == STATUS_OK)
        status = find_all(diff, FOUND_ADDED, &diff->b);
    if (status == STATUS_OK)
        status = find_all(diff, FOUND_CHANGED, &diff->a);
    if (status != STATUS_OK)
        return status;
    if (diff->as_json) {
        json_number(&diff->json, "equal", diff->equal);
        json_close(&diff->json, '}');
    } else {
        buffer_format(&diff->out, "%zu removed, %zu added, %zu changed, %zu equal\n",
                      diff->counts[FOUND_REMOVED], diff->counts[FOUND_ADDED],
                      diff->counts[FOUND_CHANGED], diff->equal);
    }
    flush(diff);
    return STATUS_OK;
}

static enum status open_side(struct diff *diff, const char *path, struct side *side)
{
    enum status status = bundle_reader_open(path, &side->reader, diff->error);
    if (status != STATUS_OK)
        return status;
    size_t total;
    side->source = bundle_reader_source(side->reader);
    return side->source.calls->summaries(side->source.self, NULL, 0, SIZE_MAX, diff->whole,
                                         &side->letters, &side->count, &total, diff->error);
}

static enum status compare_bundles(const char *const paths[2], bool as_json, struct error *error)
{
    struct diff diff = {.as_json = as_json, .error = error};
    diff.json.out = &diff.out;
    diff.whole = arena_create();
    diff.item = arena_create();
    enum status status = open_side(&diff, paths[0], &diff.a);
    if (status == STATUS_OK)
        status = open_side(&diff, paths[1], &diff.b);
    if (status == STATUS_OK)
        status = compare_all(&diff);
    bundle_reader_close(diff.a.reader);
    bundle_reader_close(diff.b.reader);
    buffer_fini(&diff.a_text);
    buffer_fini(&diff.b_text);
    buffer_fini(&diff.out);
    arena_destroy(diff.whole);
    arena_destroy(diff.item);
    return status;
}

int diff_run(const struct command_line *line)
{
    const char *paths[2] = {NULL, NULL};
    int path_count = 0;
    bool as_json = false;
    for (int i = 0; i < line->count; i++) {
        if (strcmp(line->arguments[i], "--json") == 0)
            as_json = true;
        else if (line->arguments[i][0] == '-' || path_count == 2)
            return command_misused("diff does not take \"%s\"", line->arguments[i]);
        else
            paths[path_count++] = line->arguments[i];
    }
    if (path_count != 2)
        return command_misused("diff takes two bundles");
    struct error error = {0};
    enum status status = compare_bundles(paths, as_json, &error);
    return command_end(status, &error);
}

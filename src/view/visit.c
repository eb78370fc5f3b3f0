#include "view/visit.h"

#include <string.h>

void visit_touch(struct visit *visit, bool key, uint64_t now_ms)
{
    if (!visit->begun) {
        const struct place place = visit->place;
        *visit = (struct visit){.begun = true, .begun_ms = now_ms, .place = place};
    }
    visit->touched_ms = now_ms;
    visit->keys += key;
    visit->touches += !key;
}

void visit_choose(struct visit *visit, enum visit_option option)
{
    visit->options_used |= (unsigned)option;
}

/* ---- Letters ---- */

static bool is_of(const struct visit_letter *letter, const struct place *place)
{
    return strcmp(letter->edition, place->edition) == 0 && strcmp(letter->id, place->id) == 0;
}

static struct visit_letter *find_letter(struct visit *visit, const struct place *place)
{
    for (size_t i = 0; i < visit->letter_count; i++)
        if (is_of(&visit->letters[i], place))
            return &visit->letters[i];
    if (visit->letter_count == VISIT_LETTERS_MAX)
        return NULL;
    struct visit_letter *letter = &visit->letters[visit->letter_count++];
    memcpy(letter->edition, place->edition, sizeof letter->edition);
    memcpy(letter->id, place->id, sizeof letter->id);
    letter->via = VIA_COUNT;
    return letter;
}

/* Time counts to the last touch: what comes after it is the wait for the question. */
static void close_letter(struct visit *visit)
{
    if (visit->reading && visit->touched_ms > visit->opened_ms)
        visit->letters[visit->open].read_ms += visit->touched_ms - visit->opened_ms;
    visit->reading = false;
}

static enum visit_via via_of(const struct place *before, bool from_start)
{
    if (from_start || before->kind == PLACE_ATTRACT)
        return VIA_START;
    if (before->kind == PLACE_SEARCH)
        return VIA_SEARCH;
    return before->kind == PLACE_LETTER ? VIA_REFERENCE : VIA_LIST;
}

static void open_letter(struct visit *visit, const struct place *place, bool from_start)
{
    visit->letters_opened++;
    struct visit_letter *letter = find_letter(visit, place);
    if (letter == NULL)
        return;
    letter->opens++;
    if (letter->via == VIA_COUNT)
        letter->via = via_of(&visit->place, from_start);
    visit->reading = true;
    visit->open = (size_t)(letter - visit->letters);
    visit->opened_ms = visit->touched_ms;
}

static bool is_same_letter(const struct place *a, const struct place *b)
{
    return strcmp(a->edition, b->edition) == 0 && strcmp(a->id, b->id) == 0;
}

/* The letter goes on being open below its pictures, the reading options and the question. */
static bool is_over_letter(const struct place *place)
{
    return place->kind == PLACE_OPTIONS || place->kind == PLACE_PROMPT;
}

static void see_letter(struct visit *visit, const struct place *place)
{
    struct visit_letter *letter = &visit->letters[visit->open];
    const struct place *before = &visit->place;
    if (!visit->reading)
        return;
    if (place->kind == PLACE_PICTURE) {
        letter->originals_opened += before->kind != PLACE_PICTURE;
        return;
    }
    bool new_note = before->overlay != OVERLAY_NOTE || strcmp(before->note, place->note) != 0;
    letter->notes_opened += place->overlay == OVERLAY_NOTE && new_note;
    letter->read_to_end = letter->read_to_end || place->overlay == OVERLAY_END;
    if (strlen(place->lang) < sizeof letter->lang)
        memcpy(letter->lang, place->lang, strlen(place->lang) + 1);
}

void visit_show(struct visit *visit, const struct place *place, bool from_start)
{
    bool letter = place->kind == PLACE_LETTER || place->kind == PLACE_PICTURE;
    if (is_over_letter(place))
        return;
    if (visit->begun) {
        bool stays = letter && visit->reading && is_same_letter(&visit->place, place);
        if (!stays)
            close_letter(visit);
        if (letter && !stays)
            open_letter(visit, place, from_start);
        if (letter)
            see_letter(visit, place);
    }
    visit->place = *place;
}

/* ---- The line ---- */

static const char *exit_state(const struct place *place)
{
    static const char *const kinds[] = {
        [PLACE_ATTRACT] = "attract", [PLACE_CONTENTS] = "contents", [PLACE_EXCHANGE] = "exchange",
        [PLACE_SEARCH] = "search",   [PLACE_OPTIONS] = "options",   [PLACE_PROMPT] = "prompt",
        [PLACE_ABOUT] = "about",     [PLACE_PIN] = "pin",           [PLACE_STAFF] = "staff",
        [PLACE_FAULT] = "fault",     [PLACE_LETTER] = "letter",     [PLACE_PERSON] = "letter",
        [PLACE_TERM] = "letter",     [PLACE_PICTURE] = "picture",
    };
    static const char *const overlays[] = {
        [OVERLAY_NONE] = "letter", [OVERLAY_NOTE] = "note",   [OVERLAY_NOTES] = "notes",
        [OVERLAY_PAGES] = "pages", [OVERLAY_ABOUT] = "about", [OVERLAY_END] = "end",
        [OVERLAY_SIDE] = "side",   [OVERLAY_WEB] = "web",
    };
    return place->kind == PLACE_LETTER ? overlays[place->overlay] : kinds[place->kind];
}

static void write_options(unsigned options, struct buffer *out)
{
    static const char *const names[] = {"language", "size", "style", "colours", "motion", "reach"};
    const char *comma = "";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if ((options >> i & 1) != 0) {
            buffer_format(out, "%s%s", comma, names[i]);
            comma = ",";
        }
    if (options == 0)
        buffer_byte(out, '-');
}

static bool is_plain(char byte)
{
    return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
           (byte >= '0' && byte <= '9') || (byte != '\0' && strchr("._~-", byte) != NULL);
}

static void write_part(const char *text, struct buffer *out)
{
    for (; *text != '\0'; text++)
        if (is_plain(*text))
            buffer_byte(out, *text);
        else
            buffer_format(out, "%%%02X", (unsigned)(unsigned char)*text);
}

static unsigned rounded_seconds(uint64_t ms)
{
    return (unsigned)((ms + 500) / 1000);
}

static void write_letter(const struct visit_letter *letter, struct buffer *out)
{
    static const char *const vias[] = {"start", "list", "search", "reference"};
    buffer_text(out, " letter=");
    write_part(letter->edition, out);
    buffer_byte(out, '/');
    write_part(letter->id, out);
    buffer_byte(out, ',');
    write_part(letter->lang[0] == '\0' ? "-" : letter->lang, out);
    buffer_format(
        out, ",opens=%u,read_s=%u,read_to_end=%d,notes_opened=%u,originals_opened=%u,via=%s",
        letter->opens, rounded_seconds(letter->read_ms / letter->opens), letter->read_to_end,
        letter->notes_opened, letter->originals_opened, vias[letter->via]);
}

bool visit_write(const struct visit *visit, const char *lang, enum visit_reason reason,
                 struct buffer *out)
{
    static const char *const reasons[] = {"idle", "again", "headphones", "closing"};
    if (!visit->begun)
        return false;
    struct visit over = *visit;
    close_letter(&over);
    buffer_text(out, "visit 1 language=");
    write_part(lang, out);
    buffer_format(out, " input=%s seconds=%u letters_opened=%u exit_state=%s exit_reason=%s",
                  over.keys > over.touches ? "keys" : "touch",
                  rounded_seconds(over.touched_ms - over.begun_ms), over.letters_opened,
                  exit_state(&over.place), reasons[reason]);
    buffer_text(out, " options_used=");
    write_options(over.options_used, out);
    for (size_t i = 0; i < over.letter_count; i++)
        write_letter(&over.letters[i], out);
    return true;
}

#include "app/viewer/notice.h"

#include <limits.h>
#include <string.h>

#include "update/status_line.h"

static const char *const phase_texts[PHASE_COUNT] = {
    [PHASE_READING] = "update.reading",   [PHASE_COPYING] = "update.copying",
    [PHASE_CHECKING] = "update.checking", [PHASE_READY] = "update.ready",
    [PHASE_RUNNING] = "update.running",   [PHASE_SAVING] = "update.saving",
    [PHASE_SAVED] = "update.saved",
};

static const char *const code_texts[CODE_COUNT] = {
    [CODE_INSTALLED] = "update.i01",  [CODE_NONE] = "update.e10",
    [CODE_UNREADABLE] = "update.e11", [CODE_INCOMPLETE] = "update.e12",
    [CODE_REMOVED] = "update.e13",    [CODE_STALLED] = "update.e14",
    [CODE_BUSY] = "update.e15",       [CODE_KEY] = "update.e20",
    [CODE_SIGNATURE] = "update.e21",  [CODE_TOO_FAR] = "update.e22",
    [CODE_MANIFEST] = "update.e23",   [CODE_EXHIBIT] = "update.e24",
    [CODE_OLDER] = "update.e30",      [CODE_REUSED] = "update.e31",
    [CODE_COPY] = "update.e32",       [CODE_SCHEMA] = "update.e33",
    [CODE_CONTENT] = "update.e34",    [CODE_BAD] = "update.e35",
    [CODE_SPACE] = "update.e40",      [CODE_STORAGE] = "update.e41",
    [CODE_FELL_BACK] = "update.e42",  [CODE_DAMAGED] = "update.e43",
    [CODE_NO_CONTENT] = "update.e44", [CODE_SETTINGS] = "update.e45",
    [CODE_EMPTY] = "update.i02",
};

const char *notice_receipt_text(enum update_code code)
{
    switch (code) {
    case CODE_OK:
        return phase_texts[PHASE_RUNNING];
    case CODE_TOO_FAR:
    case CODE_OLDER:
    case CODE_SCHEMA:
    case CODE_SPACE:
    case CODE_FELL_BACK:
        return NULL;
    default:
        return code_texts[code];
    }
}

static enum view_notice_kind kind_of(const struct status_line *line)
{
    if (line->phase == PHASE_FAILED && line->code == CODE_EMPTY)
        return NOTICE_BUSY;
    if (line->phase == PHASE_FAILED)
        return line->code == CODE_INSTALLED ? NOTICE_GOOD : NOTICE_BAD;
    const bool is_good =
        line->phase == PHASE_READY || line->phase == PHASE_RUNNING || line->phase == PHASE_SAVED;
    return is_good ? NOTICE_GOOD : NOTICE_BUSY;
}

/* What came of a stick is said for a minute; before that a line stands until the next one, and so
 * it does where nothing else can be shown. */
enum { OUTCOME_MS = 60000 };

static uint32_t lasts_ms(enum status_phase phase, enum update_code code)
{
    if (code == CODE_EMPTY || code == CODE_NO_CONTENT)
        return 0;
    return phase == PHASE_RUNNING || phase == PHASE_FAILED || phase == PHASE_SAVED ? OUTCOME_MS : 0;
}

static long number(uint64_t value)
{
    return value > LONG_MAX ? LONG_MAX : (long)value;
}

static const char *behind_slash(const char *text, size_t length)
{
    while (length > 0 && text[length - 1] != '/')
        length--;
    return text + length;
}

/* A mistake's place is known without the folder. */
static void take_mistake(const char *complaint, struct view_notice *notice)
{
    const size_t place = strcspn(complaint, ": \n");
    const char *from = behind_slash(complaint, place);
    size_t length = strcspn(from, "\n");
    if (length >= sizeof notice->word)
        length = sizeof notice->word - 1;
    while (length > 0 && (from[length] & 0xC0) == 0x80) /* within a character */
        length--;
    memcpy(notice->word, from, length);
    notice->word[length] = '\0';
}

bool notice_read(const char *text, size_t length, struct view_notice *ret_notice)
{
    struct status_line line;
    memset(ret_notice, 0, sizeof *ret_notice);
    if (!status_line_parse(text, length, &line))
        return false;
    ret_notice->text_id =
        line.phase == PHASE_FAILED ? code_texts[line.code] : phase_texts[line.phase];
    ret_notice->kind = kind_of(&line);
    ret_notice->lasts_ms = lasts_ms(line.phase, line.code);
    ret_notice->n = number(line.serial);
    ret_notice->m = line.phase == PHASE_COPYING ? (long)line.percent : number(line.other);
    _Static_assert(sizeof ret_notice->word >= sizeof line.detail, "a detail fits whole");
    if (line.code == CODE_SETTINGS)
        take_mistake(line.detail, ret_notice);
    else
        memcpy(ret_notice->word, line.detail, strlen(line.detail) + 1);
    return line.phase == PHASE_READY;
}

void notice_of_settings(const char *complaint, struct view_notice *ret_notice)
{
    *ret_notice = (struct view_notice){
        .text_id = code_texts[CODE_SETTINGS], .kind = NOTICE_BAD, .lasts_ms = OUTCOME_MS};
    take_mistake(complaint, ret_notice);
}

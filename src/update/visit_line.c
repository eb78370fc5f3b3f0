#include "update/visit_line.h"

#include <string.h>

/* What is left of a line or of a word, between two pointers. */
struct part {
    const char *at, *end;
};

/* Cuts off what stands before `mark`, or all. */
static struct part cut(struct part *rest, char mark)
{
    const char *stop =
        rest->at == rest->end ? NULL : memchr(rest->at, mark, (size_t)(rest->end - rest->at));
    const struct part part = {rest->at, stop == NULL ? rest->end : stop};
    rest->at = stop == NULL ? rest->end : stop + 1;
    return part;
}

static bool equals(struct part part, const char *text)
{
    const size_t length = (size_t)(part.end - part.at);
    return strlen(text) == length && memcmp(part.at, text, length) == 0;
}

/* Moves behind "name=". */
static bool pass_name(struct part *part, const char *name)
{
    const size_t length = strlen(name);
    if ((size_t)(part->end - part->at) <= length || memcmp(part->at, name, length) != 0 ||
        part->at[length] != '=')
        return false;
    part->at += length + 1;
    return true;
}

static bool copy(struct part part, const char *allowed, char *place, size_t size)
{
    const size_t length = (size_t)(part.end - part.at);
    if (length == 0 || length >= size || memchr(part.at, '\0', length) != NULL)
        return false;
    memcpy(place, part.at, length);
    place[length] = '\0';
    return strspn(place, allowed) == length;
}

static bool read_number(struct part part, uint32_t most, uint32_t *ret_number)
{
    uint32_t number = 0;
    if (part.at == part.end || part.end - part.at > 6)
        return false;
    for (; part.at < part.end; part.at++) {
        if (*part.at < '0' || *part.at > '9')
            return false;
        number = number * 10 + (uint32_t)(*part.at - '0');
    }
    *ret_number = number;
    return number <= most;
}

/* ---- Words of a known few ----------------------------------------------------------------------
 */

static const char *const inputs[] = {"touch", "keys", NULL};
static const char *const states[] = {"attract", "contents", "exchange", "search", "options",
                                     "prompt",  "about",    "pin",      "staff",  "fault",
                                     "letter",  "note",     "picture",  "notes",  "pages",
                                     "end",     "side",     "web",      NULL};
static const char *const reasons[] = {"idle", "again", "headphones", "closing", NULL};
static const char *const options[] = {"language", "size",  "style", "colours",
                                      "motion",   "reach", NULL};
static const char *const vias[] = {"start", "list", "search", "reference", NULL};

static bool read_word(struct part part, const char *const *words, char *place)
{
    for (; *words != NULL; words++)
        if (equals(part, *words)) {
            memcpy(place, *words, strlen(*words) + 1);
            return true;
        }
    return false;
}

/* "-", or some of the options in their order. */
static bool read_options(struct part part, char *place)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz,-";
    const char *const *next = options;
    if (!copy(part, letters, place, VISIT_LINE_WORD_SIZE))
        return false;
    if (equals(part, "-"))
        return true;
    while (part.at < part.end) {
        const struct part one = cut(&part, ',');
        while (*next != NULL && !equals(one, *next))
            next++;
        if (*next++ == NULL)
            return false;
    }
    return part.end[-1] != ',';
}

/* ---- Letters -----------------------------------------------------------------------------------
 */

static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~%-";
static const char plain_slash[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~%-/";

static bool take_number(struct part *rest, const char *name, uint32_t most, uint32_t *ret_number)
{
    struct part field = cut(rest, ',');
    return pass_name(&field, name) && read_number(field, most, ret_number);
}

static bool read_letter(struct part word, struct visit_line_letter *letter)
{
    const uint32_t most = VISIT_LINE_COUNT_MAX;
    const struct part key = cut(&word, ','), language = cut(&word, ',');
    if (!copy(key, plain_slash, letter->letter, sizeof letter->letter) ||
        strchr(letter->letter, '/') == NULL ||
        !copy(language, plain, letter->language, sizeof letter->language) ||
        !take_number(&word, "opens", most, &letter->opens) ||
        !take_number(&word, "read_s", VISIT_LINE_SECONDS_MAX, &letter->read_s) ||
        !take_number(&word, "read_to_end", 1, &letter->read_to_end) ||
        !take_number(&word, "notes_opened", most, &letter->notes_opened) ||
        !take_number(&word, "originals_opened", most, &letter->originals_opened))
        return false;
    struct part via = cut(&word, ',');
    return pass_name(&via, "via") && read_word(via, vias, letter->via);
}

/* ---- The line ----------------------------------------------------------------------------------
 */

static bool take_word(struct part *rest, const char *name, const char *const *words, char *place)
{
    struct part word = cut(rest, ' ');
    return pass_name(&word, name) && read_word(word, words, place);
}

static bool take_count(struct part *rest, const char *name, uint32_t most, uint32_t *ret_number)
{
    struct part word = cut(rest, ' ');
    return pass_name(&word, name) && read_number(word, most, ret_number);
}

static bool take_head(struct part *rest, struct visit_line *visit)
{
    if (!equals(cut(rest, ' '), "visit") || !equals(cut(rest, ' '), "1"))
        return false;
    struct part language = cut(rest, ' ');
    if (!pass_name(&language, "language") ||
        !copy(language, plain, visit->language, sizeof visit->language) ||
        !take_word(rest, "input", inputs, visit->input) ||
        !take_count(rest, "seconds", VISIT_LINE_SECONDS_MAX, &visit->seconds) ||
        !take_count(rest, "letters_opened", VISIT_LINE_COUNT_MAX, &visit->letters_opened) ||
        !take_word(rest, "exit_state", states, visit->exit_state) ||
        !take_word(rest, "exit_reason", reasons, visit->exit_reason))
        return false;
    struct part used = cut(rest, ' ');
    return pass_name(&used, "options_used") && read_options(used, visit->options_used);
}

bool visit_line_parse(const char *line, size_t length, struct visit_line *ret_visit)
{
    struct part rest = {line, line + length};
    memset(ret_visit, 0, sizeof *ret_visit);
    if (length > VISIT_LINE_LENGTH_MAX || !take_head(&rest, ret_visit))
        return false;
    while (rest.at < rest.end) {
        struct part word = cut(&rest, ' ');
        if (!pass_name(&word, "letter"))
            continue;
        if (ret_visit->letter_count == VISIT_LINE_LETTERS_MAX ||
            !read_letter(word, &ret_visit->letters[ret_visit->letter_count]))
            return false;
        ret_visit->letter_count++;
    }
    return true;
}

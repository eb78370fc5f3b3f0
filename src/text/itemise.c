#include "text/itemise.h"

#include "base/utf8.h"
#include "text/plain.h"

static bool is_real(hb_script_t script)
{
    return script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED &&
           script != HB_SCRIPT_UNKNOWN;
}

/* Reads a character. Basic Latin and Russian need no table, and are most of the text. */
static hb_script_t next_script(const char *text, size_t end, size_t *at)
{
    char c = text[*at];
    if ((unsigned char)c < 0x80) {
        ++*at;
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? HB_SCRIPT_LATIN : HB_SCRIPT_COMMON;
    }
    if ((c == '\xD0' || c == '\xD1') && plain_is_pair(text, end, *at)) {
        *at += 2;
        return HB_SCRIPT_CYRILLIC;
    }
    return hb_unicode_script(hb_unicode_funcs_get_default(), utf8_next(text, end, at));
}

size_t itemise_script(const char *text, size_t start, size_t end, hb_script_t *ret_script)
{
    hb_script_t found = HB_SCRIPT_COMMON;
    size_t at = start;
    while (at < end) {
        size_t next = at;
        if (found == HB_SCRIPT_LATIN && (unsigned char)text[at] < 0x80) {
            at++;
            continue;
        }
        hb_script_t script = next_script(text, end, &next);
        if (is_real(script)) {
            if (is_real(found) && script != found)
                break;
            found = script;
        }
        at = next;
    }
    *ret_script = found;
    return at;
}

static bool is_space(uint32_t c)
{
    return c == ' ' || (c >= 0x2000 && c <= 0x200A) || c == 0x3000;
}

size_t itemise_word(const char *text, size_t start, size_t end)
{
    bool spaces = false;
    for (size_t at = start; at < end;) {
        size_t next = at;
        bool space = is_space(utf8_next(text, end, &next));
        if (spaces && !space)
            return at;
        spaces = space;
        at = next;
    }
    return end;
}

static hb_unicode_general_category_t category_of(uint32_t c)
{
    return hb_unicode_general_category(hb_unicode_funcs_get_default(), c);
}

bool itemise_is_letter(uint32_t c)
{
    if (c < 0x80)
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    hb_unicode_general_category_t category = category_of(c);
    return category == HB_UNICODE_GENERAL_CATEGORY_UPPERCASE_LETTER ||
           category == HB_UNICODE_GENERAL_CATEGORY_LOWERCASE_LETTER ||
           category == HB_UNICODE_GENERAL_CATEGORY_TITLECASE_LETTER ||
           category == HB_UNICODE_GENERAL_CATEGORY_MODIFIER_LETTER ||
           category == HB_UNICODE_GENERAL_CATEGORY_OTHER_LETTER;
}

bool itemise_is_digit(uint32_t c)
{
    return category_of(c) == HB_UNICODE_GENERAL_CATEGORY_DECIMAL_NUMBER;
}

bool itemise_is_mark(uint32_t c)
{
    hb_unicode_general_category_t category = category_of(c);
    return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK;
}

bool itemise_is_small(uint32_t c)
{
    return category_of(c) == HB_UNICODE_GENERAL_CATEGORY_LOWERCASE_LETTER;
}

bool itemise_script_has_italics(hb_script_t script)
{
    return script == HB_SCRIPT_LATIN || script == HB_SCRIPT_CYRILLIC || script == HB_SCRIPT_GREEK ||
           script == HB_SCRIPT_COMMON;
}

bool itemise_has_italics(const char *text, size_t start, size_t end)
{
    while (start < end) {
        uint32_t c = utf8_next(text, end, &start);
        if (!itemise_is_letter(c))
            continue;
        return itemise_script_has_italics(hb_unicode_script(hb_unicode_funcs_get_default(), c));
    }
    return true;
}

bool itemise_is_capitals(const char *text, size_t start, size_t end)
{
    bool capitals = false;
    while (start < end) {
        hb_unicode_general_category_t category = category_of(utf8_next(text, end, &start));
        if (category == HB_UNICODE_GENERAL_CATEGORY_LOWERCASE_LETTER)
            return false;
        capitals = capitals || category == HB_UNICODE_GENERAL_CATEGORY_UPPERCASE_LETTER;
    }
    return capitals;
}

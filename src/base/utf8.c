#include "base/utf8.h"

#include <string.h>

enum { REPLACEMENT = 0xFFFD };

/* Length of the well-formed sequence at the start of `s`, 0 if there is none. */
static size_t sequence(const unsigned char *s, size_t length)
{
    if (s[0] < 0x80)
        return 1;
    size_t size = s[0] >= 0xC2 && s[0] <= 0xDF   ? 2
                  : s[0] >= 0xE0 && s[0] <= 0xEF ? 3
                  : s[0] >= 0xF0 && s[0] <= 0xF4 ? 4
                                                 : 0;
    if (size == 0 || size > length)
        return 0;
    unsigned low = s[0] == 0xE0 ? 0xA0 : s[0] == 0xF0 ? 0x90 : 0x80;
    unsigned high = s[0] == 0xED ? 0x9F : s[0] == 0xF4 ? 0x8F : 0xBF;
    if (s[1] < low || s[1] > high)
        return 0;
    for (size_t i = 2; i < size; i++)
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    return size;
}

uint32_t utf8_next_long(const char *bytes, size_t length, size_t *at)
{
    const unsigned char *s = (const unsigned char *)bytes + *at;
    size_t size = sequence(s, length - *at);
    *at += size == 0 ? 1 : size;
    switch (size) {
    case 2:
        return (uint32_t)(s[0] & 0x1F) << 6 | (s[1] & 0x3F);
    case 3:
        return (uint32_t)(s[0] & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
    case 4:
        return (uint32_t)(s[0] & 0x07) << 18 | (uint32_t)(s[1] & 0x3F) << 12 |
               (uint32_t)(s[2] & 0x3F) << 6 | (s[3] & 0x3F);
    default:
        return REPLACEMENT;
    }
}

uint32_t utf8_previous(const char *bytes, size_t length, size_t *at)
{
    for (size_t back = 1; back <= 4 && back <= *at; back++) {
        size_t start = *at - back, end = start;
        if (((unsigned char)bytes[start] & 0xC0) == 0x80)
            continue;
        uint32_t code_point = utf8_next(bytes, length, &end);
        if (end != *at)
            break;
        *at = start;
        return code_point;
    }
    *at -= 1;
    return REPLACEMENT;
}

size_t utf8_put(char *bytes, uint32_t code_point)
{
    unsigned char *s = (unsigned char *)bytes;
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
        code_point = REPLACEMENT;
    if (code_point < 0x80) {
        s[0] = (unsigned char)code_point;
        return 1;
    }
    size_t size = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = size - 1; i > 0; i--) {
        s[i] = (unsigned char)(0x80 | (code_point & 0x3F));
        code_point >>= 6;
    }
    s[0] = (unsigned char)(lead[size] | code_point);
    return size;
}

/* How many bytes from the first on are ASCII, which the first is; eight at a time while it goes. */
static size_t ascii_stretch(const char *bytes, size_t length)
{
    static const uint64_t beyond_ascii = UINT64_C(0x8080808080808080);
    size_t at = 0;
    uint64_t eight;
    while (length - at >= sizeof eight) {
        memcpy(&eight, bytes + at, sizeof eight);
        if ((eight & beyond_ascii) != 0)
            break;
        at += sizeof eight;
    }
    while (at < length && (unsigned char)bytes[at] < 0x80)
        at++;
    return at;
}

bool utf8_is_valid(const char *bytes, size_t length, size_t *ret_bad)
{
    for (size_t at = 0; at < length;) {
        if ((unsigned char)bytes[at] < 0x80) {
            at += ascii_stretch(bytes + at, length - at);
            continue;
        }
        size_t size = sequence((const unsigned char *)bytes + at, length - at);
        if (size == 0) {
            if (ret_bad != NULL)
                *ret_bad = at;
            return false;
        }
        at += size;
    }
    return true;
}

size_t utf8_count(const char *bytes, size_t length)
{
    size_t count = 0;
    for (size_t at = 0; at < length; count++)
        utf8_next(bytes, length, &at);
    return count;
}

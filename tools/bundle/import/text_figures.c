#include "import/text_figures.h"

#include "base/utf8.h"

#include <stdint.h>

static int superior_value(uint32_t code_point)
{
    switch (code_point) {
    case 0xb9:
        return 1;
    case 0xb2:
        return 2;
    case 0xb3:
        return 3;
    default:
        return code_point == 0x2070 || (code_point >= 0x2074 && code_point <= 0x2079)
                   ? (int)(code_point - 0x2070)
                   : -1;
    }
}

size_t text_superior(const char *bytes, size_t at, size_t end, unsigned *ret_number)
{
    size_t stop = at;
    unsigned number = 0, digits = 0;
    while (stop < end) {
        size_t next = stop;
        int value = superior_value(utf8_next(bytes, end, &next));
        if (value < 0)
            break;
        number = number * 10 + (unsigned)value;
        stop = next;
        if (++digits > TEXT_FIGURES_MAX)
            return 0;
    }
    if (digits > 0)
        *ret_number = number;
    return stop - at;
}

size_t text_bracketed(const char *bytes, size_t at, size_t end, unsigned *ret_number)
{
    size_t stop = at + 1;
    unsigned number = 0;
    if (at >= end || bytes[at] != '[')
        return 0;
    for (; stop < end && bytes[stop] >= '0' && bytes[stop] <= '9'; stop++) {
        if (stop - at > TEXT_FIGURES_MAX)
            return 0;
        number = number * 10 + (unsigned)(bytes[stop] - '0');
    }
    if (stop == at + 1 || stop >= end || bytes[stop] != ']')
        return 0;
    *ret_number = number;
    return stop + 1 - at;
}

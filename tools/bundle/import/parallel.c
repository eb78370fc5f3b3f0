#include "import/parallel.h"

#include <string.h>

bool parallel_is_language(const char *tag)
{
    static const char small[] = "abcdefghijklmnopqrstuvwxyz";
    static const char any[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    size_t length = strspn(tag, small);
    if (length < 2 || length > 3 || strspn(tag, "ivxlcdm") >= length)
        return false;
    for (tag += length; *tag == '-'; tag += length) {
        length = strspn(++tag, any);
        if (length != 2 && length != 4)
            return false;
    }
    return *tag == '\0';
}

struct parallel parallel_read(const char *stem, struct arena *arena)
{
    const char *dot = strrchr(stem, '.');
    if (!dot || dot == stem || !parallel_is_language(dot + 1))
        return (struct parallel){stem, NULL};
    return (struct parallel){arena_copy(arena, stem, (size_t)(dot - stem)), dot + 1};
}

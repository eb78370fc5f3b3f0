#include "base/number.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>

const char *number_read(const char *text, long low, long high, long *ret_number)
{
    char *end;
    if (text[0] < '0' || text[0] > '9')
        return NULL;
    errno = 0;
    long number = strtol(text, &end, 10);
    if (errno != 0 || number < low || number > high)
        return NULL;
    *ret_number = number;
    return end;
}

bool number_read_whole(const char *text, int low, int high, int *ret_number)
{
    long number;
    const char *end = number_read(text, low, high, &number);
    if (end == NULL || *end != '\0')
        return false;
    *ret_number = (int)number;
    return true;
}

#include "input/calibration.h"

#include <stdlib.h>
#include <string.h>

static const double most = 1000, least_area = 1e-6;

struct calibration calibration_none(void)
{
    return (struct calibration){.a = 1, .e = 1};
}

/* Decimal numbers only: strtod alone would take "inf" and "0x1". */
static bool read_number(const char **text, double *ret_number)
{
    static const char digits[] = "0123456789.-+";
    char *end;
    *text += strspn(*text, " \t");
    size_t length = strspn(*text, digits);
    double number = strtod(*text, &end);
    if (length == 0 || (size_t)(end - *text) != length || !(number >= -most && number <= most))
        return false;
    *text = end;
    *ret_number = number;
    return true;
}

bool calibration_parse(const char *text, struct calibration *ret_calibration)
{
    double numbers[6];
    for (int i = 0; i < 6; i++)
        if (!read_number(&text, &numbers[i]))
            return false;
    const struct calibration read = {numbers[0], numbers[1], numbers[2],
                                     numbers[3], numbers[4], numbers[5]};
    const double area = read.a * read.e - read.b * read.d;
    if (text[strspn(text, " \t")] != '\0' || (area < least_area && area > -least_area))
        return false;
    *ret_calibration = read;
    return true;
}

static double within(double position)
{
    return position < 0 ? 0 : position > 1 ? 1 : position;
}

void calibration_apply(const struct calibration *calibration, double *x, double *y)
{
    const struct calibration *m = calibration;
    const double from_x = *x, from_y = *y;
    *x = within(m->a * from_x + m->b * from_y + m->c);
    *y = within(m->d * from_x + m->e * from_y + m->f);
}

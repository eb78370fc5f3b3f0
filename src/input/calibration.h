/* Where a touch lands when the touch panel does not lie exactly on the picture. */
#ifndef INPUT_CALIBRATION_H
#define INPUT_CALIBRATION_H

#include <stdbool.h>

/* x' = a x + b y + c and y' = d x + e y + f, over positions from 0 to 1 across the panel: the six
 * numbers of libinput's calibration matrix, in its order. */
struct calibration {
    double a, b, c, d, e, f;
};

/* The touch panel is right as it is. */
struct calibration calibration_none(void);

/* Reads six decimal numbers with spaces between them; false, and nothing is set, where they are not
 * six, any is beyond ±1000, or all touches would land on one line. */
bool calibration_parse(const char *text, struct calibration *ret_calibration);

/* Moves a position to where it belongs, within 0 to 1. */
void calibration_apply(const struct calibration *calibration, double *x, double *y);

#endif

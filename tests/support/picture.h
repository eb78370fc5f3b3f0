/* Comparing pictures with each other and with goldens in the tree:
 * EXPECT(picture_is_golden(got, "tests/golden/page.png", 0)). */
#ifndef SUPPORT_PICTURE_H
#define SUPPORT_PICTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* XRGB8888, rows `stride` pixels apart; the top byte of a pixel does not count. */
struct picture {
    const uint32_t *pixels;
    int w, h;
    size_t stride;
};

/* Whether two pictures have one size and no channel of a pixel is further off than `tolerance` of
 * 255. If not, says the first difference, how many there are and the largest, and saves both, and
 * what differs in white, as VITRINE_BINARY_DIR/pictures/NAME.{got,expected,difference}.png. */
bool picture_matches(struct picture got, struct picture expected, const char *name, int tolerance);

/* The same with the PNG file at `golden`, a path in the source tree. A golden that is not there
 * does not match. To accept a picture, copy the saved one over the golden. */
bool picture_is_golden(struct picture got, const char *golden, int tolerance);

#endif

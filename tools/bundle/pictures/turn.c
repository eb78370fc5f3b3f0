#include "turn.h"

#include "base/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool lies(int orientation)
{
    return orientation >= 5;
}

static void take_size(void *self, uint32_t width, uint32_t height)
{
    struct turn *turn = self;
    turn->width = width;
    turn->height = height;
    turn->pixels = memory_zeroed((size_t)width * height, 3);
}

static void take_row(void *self, const uint8_t *rgb)
{
    struct turn *turn = self;
    size_t size = (size_t)turn->width * 3;
    memcpy(turn->pixels + turn->rows++ * size, rgb, size);
}

static void __attribute__((noreturn)) pass_failure(void *self, const char *message)
{
    const struct turn *turn = self;
    turn->to->fail(turn->to->self, message);
}

const struct scan_sink *turn_begin(struct turn *turn, struct scan_sink *own,
                                   const struct scan_sink *to, int orientation, uint32_t width,
                                   uint32_t height)
{
    *turn = (struct turn){.to = to, .orientation = orientation};
    if (orientation <= TURN_UPRIGHT || orientation > TURN_LAST)
        return to;
    scan_check_whole(to, width, height,
                     "it has to be turned, and has more than 8 million pixels; save it upright");
    *own = (struct scan_sink){take_size, take_row, pass_failure, turn};
    return own;
}

/* The pixel that is shown at x, y. */
static const uint8_t *pixel_for(const struct turn *turn, uint32_t x, uint32_t y)
{
    uint32_t w = turn->width - 1, h = turn->height - 1, column = x, row = y;
    switch (turn->orientation) {
    case 2:
        column = w - x;
        break;
    case 3:
        column = w - x;
        row = h - y;
        break;
    case 4:
        row = h - y;
        break;
    case 5:
        column = y;
        row = x;
        break;
    case 6:
        column = y;
        row = h - x;
        break;
    case 7:
        column = w - y;
        row = h - x;
        break;
    case 8:
        column = w - y;
        row = x;
        break;
    default:
        break;
    }
    return turn->pixels + ((size_t)row * turn->width + column) * 3;
}

void turn_end(struct turn *turn)
{
    if (turn->pixels == NULL)
        return;
    bool side = lies(turn->orientation);
    uint32_t width = side ? turn->height : turn->width, height = side ? turn->width : turn->height;
    uint8_t *rgb = memory_zeroed(width, 3);
    turn->to->size(turn->to->self, width, height);
    for (uint32_t y = 0; y < height; y++) {
        for (uint32_t x = 0; x < width; x++)
            memcpy(rgb + (size_t)x * 3, pixel_for(turn, x, y), 3);
        turn->to->row(turn->to->self, rgb);
    }
    free(rgb);
    free(turn->pixels);
    turn->pixels = NULL;
}

/* ---- Exif --------------------------------------------------------------------------------------
 */

/* A number of so many bytes at that offset; 0 beyond the end. */
static uint32_t number_at(const uint8_t *bytes, size_t length, size_t at, size_t size, bool little)
{
    uint32_t number = 0;
    if (at > length || size > length - at)
        return 0;
    for (size_t i = 0; i < size; i++)
        number = number << 8 | bytes[little ? at + size - 1 - i : at + i];
    return number;
}

int turn_of_exif(const uint8_t *bytes, size_t length)
{
    enum { HEADER = 6, ENTRY = 12, ORIENTATION = 274, SHORT = 3 };
    if (length < HEADER + 8 || memcmp(bytes, "Exif\0\0", HEADER) != 0)
        return TURN_UPRIGHT;
    bytes += HEADER;
    length -= HEADER;
    bool little = bytes[0] == 'I';
    size_t at = number_at(bytes, length, 4, 4, little);
    uint32_t count = number_at(bytes, length, at, 2, little);
    for (uint32_t i = 0; i < count && at < length; i++) {
        size_t entry = at + 2 + (size_t)i * ENTRY;
        if (number_at(bytes, length, entry, 2, little) != ORIENTATION ||
            number_at(bytes, length, entry + 2, 2, little) != SHORT)
            continue;
        uint32_t value = number_at(bytes, length, entry + 8, 2, little);
        return value > TURN_UPRIGHT && value <= TURN_LAST ? (int)value : TURN_UPRIGHT;
    }
    return TURN_UPRIGHT;
}

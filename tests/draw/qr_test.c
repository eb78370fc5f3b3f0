#include "draw/qr.h"

#include "support/harness.h"

#include <string.h>

/* The finder patterns and the timing line of every code (ISO/IEC 18004, sections 5.3.2 and 5.3.4):
 * three squares of 7 with a ring and a core, and dark and light by turns between them. */
static bool is_finder(const struct qr *qr, int x, int y)
{
    for (int row = 0; row < 7; row++)
        for (int column = 0; column < 7; column++) {
            bool ring = row == 0 || row == 6 || column == 0 || column == 6;
            bool core = row >= 2 && row <= 4 && column >= 2 && column <= 4;
            if (qr_is_dark(qr, x + column, y + row) != (ring || core))
                return false;
        }
    return true;
}

static void has_the_marks_of_a_code(void)
{
    struct arena *arena = arena_create();
    struct qr qr;
    if (EXPECT_INT(qr_encode("https://history.state.gov/historicaldocuments/frus1961-63v06/d70",
                             arena, &qr),
                   STATUS_OK)) {
        EXPECT_INT((qr.side - 17) % 4, 0);
        EXPECT(is_finder(&qr, 0, 0));
        EXPECT(is_finder(&qr, qr.side - 7, 0));
        EXPECT(is_finder(&qr, 0, qr.side - 7));
        for (int i = 8; i < qr.side - 8; i++)
            EXPECT(qr_is_dark(&qr, i, 6) == (i % 2 == 0) && qr_is_dark(&qr, 6, i) == (i % 2 == 0));
        EXPECT(qr_is_dark(&qr, 8, qr.side - 8)); /* always dark */
    }
    arena_destroy(arena);
}

/* The format information beside the first finder pattern, unmasked (section 5.9, table C.1), and
 * the mask it names. */
static int format_of(const struct qr *qr)
{
    static const int at[15][2] = {{0, 8}, {1, 8}, {2, 8}, {3, 8}, {4, 8}, {5, 8}, {7, 8}, {8, 8},
                                  {8, 7}, {8, 5}, {8, 4}, {8, 3}, {8, 2}, {8, 1}, {8, 0}};
    int format = 0;
    for (int i = 0; i < 15; i++)
        format = format << 1 | qr_is_dark(qr, at[i][0], at[i][1]);
    return format ^ 0x5412;
}

static bool is_masked(int mask, int row, int column)
{
    switch (mask) {
    case 0:
        return (row + column) % 2 == 0;
    case 1:
        return row % 2 == 0;
    case 2:
        return column % 3 == 0;
    case 3:
        return (row + column) % 3 == 0;
    case 4:
        return (row / 2 + column / 3) % 2 == 0;
    case 5:
        return row * column % 2 + row * column % 3 == 0;
    case 6:
        return (row * column % 2 + row * column % 3) % 2 == 0;
    default:
        return ((row + column) % 2 + row * column % 3) % 2 == 0;
    }
}

/* In version 1 to 3 no block is interleaved below level Q: the text can be read straight from the
 * squares, upward and downward in columns of two from the right (section 5.7.3). */
static void read_back(const struct qr *qr, char *text, size_t room)
{
    int mask = format_of(qr) >> 10 & 7, side = qr->side;
    size_t bits = 0, length = 0;
    unsigned value = 0;
    bool up = true;
    memset(text, 0, room);
    for (int right = side - 1; right > 0; right -= 2, up = !up) {
        if (right == 6)
            right--;
        for (int i = 0; i < side; i++) {
            int row = up ? side - 1 - i : i;
            for (int column = right; column > right - 2; column--) {
                bool finder = (row < 9 && column < 9) || (row < 9 && column >= side - 8) ||
                              (row >= side - 8 && column < 9);
                bool alignment = side > 21 && row >= side - 9 && row < side - 4 &&
                                 column >= side - 9 && column < side - 4;
                if (finder || alignment || row == 6 || column == 6)
                    continue;
                value = value << 1 | (qr_is_dark(qr, column, row) != is_masked(mask, row, column));
                bits++;
                /* 4 bits say how it is encoded (0100: bytes), 8 how long it is. */
                if (bits == 12) {
                    EXPECT_INT(value >> 8 & 15, 4);
                    length = value & 255;
                }
                if (bits > 12 && (bits - 12) % 8 == 0 && (bits - 12) / 8 <= length &&
                    (bits - 12) / 8 < room)
                    text[(bits - 12) / 8 - 1] = (char)(value & 255);
            }
        }
    }
}

static void can_be_read_back(void)
{
    static const char *const texts[] = {"https://a.example/7", "museum.example/70",
                                        "https://example.org/letter/70"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct arena *arena = arena_create();
        struct qr qr;
        char text[64];
        if (EXPECT_INT(qr_encode(texts[i], arena, &qr), STATUS_OK)) {
            EXPECT(qr.side <= 29);
            EXPECT_INT(format_of(&qr) >> 13, 0); /* level M */
            read_back(&qr, text, sizeof text);
            EXPECT_TEXT(text, texts[i]);
        }
        arena_destroy(arena);
    }
}

static void refuses_what_a_screen_cannot_show(void)
{
    char text[QR_TEXT_MAX + 2];
    struct arena *arena = arena_create();
    struct qr qr;
    memset(text, 'a', sizeof text);
    text[QR_TEXT_MAX + 1] = '\0';
    EXPECT_INT(qr_encode(text, arena, &qr), STATUS_LIMIT);
    text[QR_TEXT_MAX] = '\0';
    EXPECT_INT(qr_encode(text, arena, &qr), STATUS_OK);
    EXPECT_INT(qr_encode("", arena, &qr), STATUS_LIMIT);
    arena_destroy(arena);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"has_the_marks_of_a_code", has_the_marks_of_a_code},
        {"can_be_read_back", can_be_read_back},
        {"refuses_what_a_screen_cannot_show", refuses_what_a_screen_cannot_show},
        {0},
    };
    return harness_run(cases);
}

#include "view/exchange_layout.h"

#include "support/harness.h"
#include "view/dates.h"
#include "view/exchange_strip.h"

static const struct exchange_lengths lengths = {
    .page_h = 100, .card_h = 30, .step = 12, .between = 2, .gap_h = 10};

static struct exchange_letter letter(int32_t day, enum exchange_side side)
{
    return (struct exchange_letter){
        .day = day, .dated = true, .side = (uint8_t)side, .reply_to = EXCHANGE_NO_LETTER};
}

static void letter_and_answer_stand_beside_each_other(void)
{
    struct exchange_letter letters[] = {letter(0, EXCHANGE_LEFT), letter(1, EXCHANGE_RIGHT),
                                        letter(2, EXCHANGE_LEFT), letter(3, EXCHANGE_LEFT)};
    EXPECT_INT(exchange_layout(letters, 4, &lengths), 1);
    EXPECT_INT(letters[0].top_px, 0);
    EXPECT_INT(letters[1].top_px, 12);
    EXPECT_INT(letters[2].top_px, 32); /* below the first, which is on the same side */
    EXPECT_INT(letters[3].page, 0);
    EXPECT_INT(letters[3].top_px, 64);
}

static void silences_are_seen(void)
{
    struct exchange_letter letters[] = {letter(0, EXCHANGE_LEFT), letter(30, EXCHANGE_RIGHT),
                                        letter(61, EXCHANGE_RIGHT), letter(5000, EXCHANGE_LEFT)};
    EXPECT_INT(exchange_layout(letters, 4, &lengths), 2);
    EXPECT_INT(letters[1].gap_days, 0); /* 30 days are no silence yet */
    EXPECT_INT(letters[2].gap_days, 31);
    EXPECT_INT(letters[2].gap_top_px, 44);
    EXPECT_INT(letters[2].gap_h_px, 10);
    EXPECT_INT(letters[2].top_px, 54);
    EXPECT_INT(letters[3].page, 1); /* with the silence before it */
    EXPECT_INT(letters[3].gap_top_px, 0);
    EXPECT_INT(letters[3].gap_h_px, 20);
    EXPECT_INT(letters[3].top_px, 20);
}

static void undated_letters_keep_their_turn(void)
{
    struct exchange_letter letters[] = {letter(0, EXCHANGE_LEFT), letter(0, EXCHANGE_RIGHT),
                                        letter(20, EXCHANGE_LEFT)};
    letters[1].dated = false;
    EXPECT_INT(exchange_layout(letters, 3, &lengths), 1);
    EXPECT_INT(letters[1].gap_days, 0);
    EXPECT_INT(letters[2].gap_days, 0);
}

/* Whatever comes, nothing overlaps, nothing leaves the page but a card higher than it, and pages
 * follow each other. */
static void nothing_overlaps(void)
{
    enum { COUNT = 10000 };
    static struct exchange_letter letters[COUNT];
    uint32_t random = 7;
    int32_t day = -5000;
    for (size_t i = 0; i < COUNT; i++) {
        random = random * 1664525u + 1013904223u;
        day += (int32_t)(random >> 26);
        letters[i] = letter(day, (random >> 20 & 1) != 0 ? EXCHANGE_LEFT : EXCHANGE_RIGHT);
    }
    size_t pages = exchange_layout(letters, COUNT, &lengths);
    int wrong = 0;
    for (size_t i = 1; i < COUNT; i++) {
        const struct exchange_letter *a = &letters[i - 1], *b = &letters[i];
        if (b->page != a->page) {
            wrong += b->page != a->page + 1;
            continue;
        }
        wrong +=
            b->top_px + lengths.card_h > lengths.page_h || b->top_px < a->top_px + lengths.step;
        wrong += a->side == b->side && b->top_px < a->top_px + lengths.card_h + lengths.between;
        wrong += b->gap_days > 0 && b->gap_top_px < a->top_px + lengths.card_h;
    }
    EXPECT_INT(wrong, 0);
    EXPECT_INT(letters[COUNT - 1].page + 1, pages);
    for (size_t page = 0; page < pages; page++) {
        size_t first = exchange_layout_first(letters, COUNT, page);
        wrong += letters[first].page != page || (first > 0 && letters[first - 1].page == page);
    }
    EXPECT_INT(exchange_layout_first(letters, COUNT, pages), COUNT);
    EXPECT_INT(wrong, 0);
}

static void finds_a_time(void)
{
    struct exchange_letter letters[] = {letter(10, EXCHANGE_LEFT), letter(0, EXCHANGE_LEFT),
                                        letter(20, EXCHANGE_RIGHT), letter(30, EXCHANGE_LEFT)};
    letters[1].dated = false;
    EXPECT_INT(exchange_layout_find_day(letters, 4, -5), 0);
    EXPECT_INT(exchange_layout_find_day(letters, 4, 11), 2);
    EXPECT_INT(exchange_layout_find_day(letters, 4, 99), 3);
}

/* ---- Years -------------------------------------------------------------------------------------
 */

static int32_t day_of(const char *iso)
{
    int32_t day = 0;
    EXPECT(dates_day_number(iso, &day));
    return day;
}

static void years_have_zones_for_fingers(void)
{
    struct exchange_letter letters[] = {letter(day_of("1960-11-09"), EXCHANGE_LEFT),
                                        letter(day_of("1963-10-10"), EXCHANGE_RIGHT)};
    static const struct {
        int height, zone_months, zones, year;
    } cases[] = {{400, 12, 4, 1960},
                 {800, 6, 7, 1960},
                 {1400, 3, 13, 1960},
                 {200, 24, 2, 1960},
                 {3600, 1, 36, 1960}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct exchange_strip strip;
        int year, month;
        exchange_strip_make(&strip, letters, 2, cases[i].height, 100);
        EXPECT_INT(strip.zone_months, cases[i].zone_months);
        EXPECT_INT(strip.zone_count, cases[i].zones);
        exchange_strip_zone_date(&strip, 0, &year, &month);
        EXPECT_INT(year, cases[i].year);
        EXPECT(exchange_strip_zone_day(&strip, 0) <= letters[0].day);
        EXPECT(exchange_strip_zone_day(&strip, strip.zone_count) > letters[1].day);
        EXPECT_INT(exchange_strip_y(&strip, exchange_strip_zone_day(&strip, 0), 400), 0);
        EXPECT(exchange_strip_y(&strip, letters[1].day, 400) < 400);
    }
}

/* The first of every month of a thousand years. */
static void months_begin_on_their_first_day(void)
{
    struct exchange_letter letters[] = {letter(day_of("1000-01-01"), EXCHANGE_LEFT),
                                        letter(day_of("2000-12-31"), EXCHANGE_RIGHT)};
    struct exchange_strip strip;
    int wrong = 0;
    exchange_strip_make(&strip, letters, 2, 5, 1);
    strip.first_month = 1000 * 12;
    strip.zone_months = 1;
    for (int i = 0; i < 12000; i++) {
        int year, month, of_month;
        dates_from_day_number(exchange_strip_zone_day(&strip, i), &year, &month, &of_month);
        wrong += year != 1000 + i / 12 || month != i % 12 + 1 || of_month != 1;
    }
    EXPECT_INT(wrong, 0);
}

static void without_dates_there_are_no_years(void)
{
    struct exchange_letter undated = letter(0, EXCHANGE_LEFT);
    struct exchange_strip strip;
    undated.dated = false;
    exchange_strip_make(&strip, &undated, 1, 400, 100);
    EXPECT_INT(strip.zone_count, 0);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"letter_and_answer_stand_beside_each_other", letter_and_answer_stand_beside_each_other},
        {"silences_are_seen", silences_are_seen},
        {"undated_letters_keep_their_turn", undated_letters_keep_their_turn},
        {"nothing_overlaps", nothing_overlaps},
        {"finds_a_time", finds_a_time},
        {"years_have_zones_for_fingers", years_have_zones_for_fingers},
        {"months_begin_on_their_first_day", months_begin_on_their_first_day},
        {"without_dates_there_are_no_years", without_dates_there_are_no_years},
        {0},
    };
    return harness_run(cases);
}

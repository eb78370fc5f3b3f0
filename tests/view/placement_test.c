#include "view/placement.h"

#include "support/harness.h"

/* A 10.1-inch screen: content 1280 x 588 below a running head of 71 pixels. */
static struct placement_request request_at(int mark_x, int line_y, int wanted_h)
{
    return (struct placement_request){
        .screen_h = 800,
        .content = {0, 71, 1280, 588},
        .mark = {mark_x, line_y + 5, 20, 20},
        .line = {190, line_y, 900, 50},
        .wanted_w = placement_width(1280, 47, 30),
        .wanted_h = wanted_h,
        .six_lines_h = 88 + 6 * 42,
        .gap = 12,
        .inset = 24,
        .corner = 29,
    };
}

static void goes_below_where_there_is_room(void)
{
    const struct placement_request request = request_at(600, 120, 200);
    struct placement placement = placement_make(&request);
    EXPECT_INT(placement.side, PLACEMENT_BELOW);
    EXPECT_INT(placement.box.y, 120 + 50 + 12);
    EXPECT_INT(placement.box.h, 200);
    EXPECT_INT(placement.box.w, 24 * 30);
    EXPECT_INT(placement.arrow_x, 610);
    EXPECT_INT(placement.box.x, 610 - 360);
}

static void goes_above_near_the_foot(void)
{
    const struct placement_request request = request_at(600, 560, 200);
    struct placement placement = placement_make(&request);
    EXPECT_INT(placement.side, PLACEMENT_ABOVE);
    EXPECT_INT(placement.box.y + placement.box.h, 560 - 12);
}

static void takes_the_larger_side_if_it_holds_six_lines(void)
{
    struct placement_request request = request_at(600, 450, 2000);
    struct placement placement = placement_make(&request);
    EXPECT_INT(placement.side, PLACEMENT_ABOVE);
    EXPECT_INT(placement.box.h, 450 - 12 - 71);
    request.six_lines_h = 500;
    EXPECT_INT(placement_make(&request).side, PLACEMENT_SHEET);
}

static void a_sheet_slides_the_page_until_the_line_is_seen(void)
{
    struct placement_request request = request_at(600, 560, 300);
    request.always_sheet = true;
    struct placement placement = placement_make(&request);
    EXPECT_INT(placement.side, PLACEMENT_SHEET);
    EXPECT_INT(placement.box.y + placement.box.h, 71 + 588);
    EXPECT_INT(560 + 50 + 12 - placement.page_shift, placement.box.y);
    request = request_at(600, 100, 300);
    request.always_sheet = true;
    EXPECT_INT(placement_make(&request).page_shift, 0);
}

/* Section 10, step 5, over every place of a mark and every height of a note. */
static void keeps_its_promises_everywhere(void)
{
    for (int line_y = 71; line_y <= 71 + 588 - 50; line_y += 7)
        for (int mark_x = 190; mark_x < 1090; mark_x += 61)
            for (int wanted_h = 100; wanted_h < 1500; wanted_h += 93)
                for (int sheet = 0; sheet < 2; sheet++) {
                    struct placement_request request = request_at(mark_x, line_y, wanted_h);
                    request.always_sheet = sheet == 1;
                    struct placement placement = placement_make(&request);
                    struct rect line = request.line;
                    line.y -= placement.page_shift;
                    bool holds = !rect_intersects(placement.box, line) &&
                                 placement.box.h * 10 <= 800 * 6 &&
                                 rect_equals(rect_intersection(placement.box, request.content),
                                             placement.box) &&
                                 line.y + line.h > request.content.y;
                    if (!EXPECT(holds))
                        return;
                }
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"goes_below_where_there_is_room", goes_below_where_there_is_room},
        {"goes_above_near_the_foot", goes_above_near_the_foot},
        {"takes_the_larger_side_if_it_holds_six_lines",
         takes_the_larger_side_if_it_holds_six_lines},
        {"a_sheet_slides_the_page_until_the_line_is_seen",
         a_sheet_slides_the_page_until_the_line_is_seen},
        {"keeps_its_promises_everywhere", keeps_its_promises_everywhere},
        {0},
    };
    return harness_run(cases);
}

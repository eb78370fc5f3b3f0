#include "input/calibration.h"

#include "support/harness.h"

static bool lands(const char *matrix, double x, double y, double to_x, double to_y)
{
    struct calibration calibration;
    if (!calibration_parse(matrix, &calibration))
        return false;
    calibration_apply(&calibration, &x, &y);
    return x - to_x < 1e-9 && to_x - x < 1e-9 && y - to_y < 1e-9 && to_y - y < 1e-9;
}

static void moves_touches_to_where_they_belong(void)
{
    EXPECT(lands("1 0 0 0 1 0", 0.25, 0.75, 0.25, 0.75));
    EXPECT(lands("-1 0 1 0 -1 1", 0.25, 0.75, 0.75, 0.25));           /* upside down */
    EXPECT(lands("0 1 0 -1 0 1", 0.25, 0.75, 0.75, 0.75));            /* a quarter turn */
    EXPECT(lands("1.25 0 -0.125 0 1 0.05", 0.5, 0.5, 0.5, 0.55));     /* larger, and moved */
    EXPECT(lands("  1.25  0 -.125 0 1 0.05 ", 0.05, 0.99, 0.0, 1.0)); /* never beyond the glass */
}

static void nonsense_is_refused(void)
{
    static const char *const wrong[] = {
        "",
        "1 0 0 0 1",
        "1 0 0 0 1 0 0",
        "1 0 0 0 1 x",
        "1 0 0 0 inf 0",
        "0x1 0 0 0 1 0",
        "1 0 0 0 nan 0",
        "0 0 0 0 0 0",
        "1 1 0 1 1 0",
        "1 0 2000 0 1 0",
        "1,0,0,0,1,0",
        "1 0 0 0 1 1-",
    };
    struct calibration calibration = calibration_none();
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (!EXPECT(!calibration_parse(wrong[i], &calibration)))
            harness_expect(false, wrong[i], 0, "as above");
    EXPECT(calibration.a > 0.5 && calibration.e > 0.5);
}

int main(void)
{
    return harness_run((struct harness_case[]){
        {"moves touches to where they belong", moves_touches_to_where_they_belong},
        {"nonsense is refused", nonsense_is_refused},
        {0},
    });
}

#include "view/stage.h"

struct rect stage_content(const struct stage *stage)
{
    struct rect content = look_content(&stage->look);
    /* On small screens the way back has a cell of the bar instead. */
    if (stage->back_title != NULL && stage->look.size_class != SCREEN_SMALL)
        content.h -= stage->look.chip_px + 2 * stage->look.gap_px;
    return content;
}

#include "view/stage.h"

#include <string.h>

struct rect stage_content(const struct stage *stage)
{
    struct rect content = look_content(&stage->look);
    /* On small screens the way back has a cell of the bar instead. */
    if (stage->back_title != NULL && stage->look.size_class != SCREEN_SMALL)
        content.h -= stage->look.chip_px + 2 * stage->look.gap_px;
    return content;
}

static bool is_offered(const char *langs, const char *lang)
{
    size_t length = strlen(lang);
    if (langs == NULL || langs[0] == '\0')
        return true;
    for (const char *at = strstr(langs, lang); at != NULL; at = strstr(at + 1, lang))
        if ((at == langs || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

size_t stage_languages(const struct stage *stage, const char **langs, size_t room)
{
    const struct view_words *words = &stage->config->words;
    size_t count = 0;
    if (words->strings == NULL)
        return 0;
    for (size_t i = 0; i < stage->exhibit.lang_count && count < room; i++)
        if (is_offered(stage->config->langs, stage->exhibit.langs[i]) &&
            words->name(words->self, stage->exhibit.langs[i]) != NULL)
            langs[count++] = stage->exhibit.langs[i];
    return count > 1 ? count : 0;
}

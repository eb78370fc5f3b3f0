#include "view/stage.h"

#include "view/strip.h"

#include "base/utf8.h"

#include <string.h>

struct rect stage_content(const struct stage *stage)
{
    struct rect content = look_content(&stage->look);
    /* On small screens the way back has a cell of the bar instead. */
    if (stage->back_title != NULL && stage->look.size_class != SCREEN_SMALL)
        content.h -= stage->look.chip_px + 2 * stage->look.gap_px;
    if (stage->notice.text_id != NULL && stage->look.size_class != SCREEN_SMALL)
        content.h -= strip_height_px(&stage->look);
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

static bool has_version(const struct letter *letter, const char *lang)
{
    for (size_t i = 0; i < letter->version_count; i++)
        if (strcmp(letter->versions[i].lang, lang) == 0)
            return true;
    return false;
}

bool stage_letter(const struct stage *stage, const struct place *place, struct arena *arena,
                  struct letter *ret_letter)
{
    const struct letter_source *source = &stage->config->source;
    const struct key key = {arena_string(arena, place->edition), arena_string(arena, place->id)};
    const char *wanted = place->lang[0] != '\0' ? place->lang : stage->reading_lang;
    if (source->calls->letter(source->self, key, NULL, arena, ret_letter, NULL) != STATUS_OK)
        return false;
    if (wanted == NULL || strcmp(wanted, ret_letter->version_lang) == 0 ||
        !has_version(ret_letter, wanted))
        return true;
    return source->calls->letter(source->self, key, wanted, arena, ret_letter, NULL) == STATUS_OK;
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

static bool is_rtl(const struct stage *stage)
{
    return strings_direction(stage->config->strings) == DIRECTION_RTL;
}

struct rect stage_mirrored(const struct stage *stage, struct rect rect)
{
    if (is_rtl(stage))
        rect.x = stage->look.screen.w_px - rect.x - rect.w;
    return rect;
}

const char *stage_icon(const struct stage *stage, const char *name)
{
    if (!is_rtl(stage))
        return name;
    return strcmp(name, "back") == 0 ? "back-rtl" : strcmp(name, "list") == 0 ? "list-rtl" : name;
}

/* Hebrew, Arabic, Syriac and their kin, and their presentation forms. */
static bool is_rtl_letter(uint32_t point)
{
    return (point >= 0x0590 && point <= 0x08FF) || (point >= 0xFB1D && point <= 0xFDFF) ||
           (point >= 0xFE70 && point <= 0xFEFF);
}

static bool is_ltr_letter(uint32_t point)
{
    return (point >= 'A' && point <= 'Z') || (point >= 'a' && point <= 'z') ||
           (point >= 0xC0 && !is_rtl_letter(point) && !(point >= 0x2000 && point <= 0x2BFF));
}

enum direction stage_name_direction(const char *name)
{
    size_t length = strlen(name);
    for (size_t at = 0; at < length;) {
        uint32_t point = utf8_next(name, length, &at);
        if (is_rtl_letter(point))
            return DIRECTION_RTL;
        if (is_ltr_letter(point))
            break;
    }
    return DIRECTION_LTR;
}

enum draw_align stage_name_align(const struct stage *stage, const char *name)
{
    bool same = (stage_name_direction(name) == DIRECTION_RTL) == is_rtl(stage);
    return same ? DRAW_START : DRAW_END;
}

const char *stage_isolated(const struct stage *stage, struct arena *arena, const char *name)
{
    /* U+2068 FIRST STRONG ISOLATE, U+2069 POP DIRECTIONAL ISOLATE */
    bool isolated = is_rtl(stage) || stage_name_direction(name) == DIRECTION_RTL;
    return isolated ? arena_format(arena, "\xE2\x81\xA8%s\xE2\x81\xA9", name) : name;
}

const char *stage_arrow(const struct stage *stage, int direction)
{
    return (direction < 0) == is_rtl(stage) ? "right" : "left";
}

bool stage_reaches_low(const struct stage *stage)
{
    return stage->look.size_class == SCREEN_PORTRAIT || stage->look.style.low;
}

struct rect stage_row_face(const struct stage *stage, struct rect row)
{
    int gap = stage->look.gap_px + 1;
    return (struct rect){row.x, row.y + gap, row.w, row.h - gap};
}

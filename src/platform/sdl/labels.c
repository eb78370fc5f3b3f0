#include "platform/sdl/labels.h"

#include <stdlib.h>
#include <string.h>

#include <SDL_ttf.h>

#include "base/memory.h"

enum {
    FONTS_MAX = 24,   /* faces at their sizes; more than an interface has at once */
    SIZE_UNITS = 8,   /* sizes go to SDL2_ttf as eighths of a pixel ... */
    SIZE_DPI = 72 / 8 /* ... because points at this resolution are just that */
};

struct label_font {
    const char *path; /* borrowed from the font list */
    int size;         /* eighths of a pixel */
    TTF_Font *font;
};

struct labels {
    const struct font_list *list;
    bool started;
    size_t count;
    struct label_font fonts[FONTS_MAX];
};

/* Languages not written in Latin letters: ISO 639-1, ISO 15924. */
struct script {
    const char *lang, *script;
    bool rtl;
};

static const struct script scripts[] = {
    {"ar", "Arab", true},  {"be", "Cyrl", false}, {"bg", "Cyrl", false}, {"el", "Grek", false},
    {"fa", "Arab", true},  {"he", "Hebr", true},  {"hy", "Armn", false}, {"ja", "Jpan", false},
    {"ka", "Geor", false}, {"ko", "Kore", false}, {"mk", "Cyrl", false}, {"ru", "Cyrl", false},
    {"sr", "Cyrl", false}, {"syc", "Syrc", true}, {"uk", "Cyrl", false}, {"ur", "Arab", true},
    {"yi", "Hebr", true},  {"zh", "Hans", false}, {"", "Latn", false},
};

static const struct script *script_of(const char *lang)
{
    const char *tag = lang == NULL ? "" : lang;
    size_t length = strcspn(tag, "-");
    size_t last = sizeof scripts / sizeof *scripts - 1;
    for (size_t i = 0; i < last; i++)
        if (strlen(scripts[i].lang) == length && memcmp(scripts[i].lang, tag, length) == 0)
            return &scripts[i];
    return &scripts[last];
}

bool labels_rtl(const char *lang)
{
    return script_of(lang)->rtl;
}

struct labels *labels_create(const struct font_list *fonts)
{
    struct labels *labels = memory_zeroed(1, sizeof *labels);
    labels->list = fonts;
    return labels;
}

static void close_fonts(struct labels *labels)
{
    for (size_t i = 0; i < labels->count; i++)
        if (labels->fonts[i].font != NULL)
            TTF_CloseFont(labels->fonts[i].font);
    labels->count = 0;
}

void labels_destroy(struct labels *labels)
{
    if (labels == NULL)
        return;
    close_fonts(labels);
    if (labels->started)
        TTF_Quit();
    free(labels);
}

static TTF_Font *open_font(struct labels *labels, const char *path, int size)
{
    if (!labels->started && TTF_Init() != 0)
        return NULL;
    labels->started = true;
    if (labels->count == FONTS_MAX)
        close_fonts(labels);
    TTF_Font *font = TTF_OpenFontDPI(path, size, SIZE_DPI, SIZE_DPI);
    if (font == NULL)
        SDL_LogError(SDL_LOG_CATEGORY_APPLICATION, "%s: %s", path, TTF_GetError());
    else
        TTF_SetFontHinting(font, TTF_HINTING_NONE);
    labels->fonts[labels->count++] = (struct label_font){path, size, font};
    return font;
}

/* A font that could not be opened is remembered too, so that it is complained of once. */
static TTF_Font *find_font(struct labels *labels, const struct label *label,
                           const struct script *script)
{
    const char *path = font_list_file(labels->list, FACE_UI, label->bold, script->script);
    int size = label->em_26_6 * SIZE_UNITS / 64;
    if (path == NULL || size <= 0)
        return NULL;
    for (size_t i = 0; i < labels->count; i++)
        if (labels->fonts[i].size == size && strcmp(labels->fonts[i].path, path) == 0)
            return labels->fonts[i].font;
    return open_font(labels, path, size);
}

/* Half the picture's height: enough above and below the middle of a capital H. */
static int half_height(TTF_Font *font, int surface_h, int *ret_top)
{
    int cap = 0;
    TTF_GlyphMetrics(font, 'H', NULL, NULL, NULL, &cap, NULL);
    int middle = TTF_FontAscent(font) - cap / 2;
    int half = middle > surface_h - middle ? middle : surface_h - middle;
    *ret_top = half - middle;
    return half;
}

static uint32_t *copy_surface(SDL_Surface *surface, int h, int top)
{
    size_t row = (size_t)surface->w;
    uint32_t *pixels = memory_zeroed(row * (size_t)h, sizeof *pixels);
    for (int y = 0; y < surface->h; y++)
        memcpy(pixels + (size_t)(top + y) * row,
               (const char *)surface->pixels + (size_t)y * (size_t)surface->pitch, row * 4);
    return pixels;
}

uint32_t *labels_draw(struct labels *labels, const struct label *label, int *ret_w, int *ret_h)
{
    const struct script *script = script_of(label->lang);
    TTF_Font *font = find_font(labels, label, script);
    if (font == NULL)
        return NULL;
    TTF_SetFontDirection(font, script->rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    TTF_SetFontScriptName(font, script->script);
    SDL_Color color = {label->color >> 16 & 0xFF, label->color >> 8 & 0xFF, label->color & 0xFF,
                       255};
    SDL_Surface *surface = TTF_RenderUTF8_Blended(font, label->text, color);
    if (surface == NULL)
        return NULL;
    int top;
    *ret_h = 2 * half_height(font, surface->h, &top);
    *ret_w = surface->w;
    uint32_t *pixels = copy_surface(surface, *ret_h, top);
    SDL_FreeSurface(surface);
    return pixels;
}

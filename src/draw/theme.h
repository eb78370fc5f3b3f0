/* Colours by meaning: section 3 of the interface specification, read from assets/themes. */
#ifndef DRAW_THEME_H
#define DRAW_THEME_H

#include <stdint.h>

#include "base/status.h"

enum theme_kind { THEME_PAPER, THEME_EVENING, THEME_CONTRAST, THEME_KIND_COUNT };

enum theme_token {
    TOKEN_WALL,
    TOKEN_PAGE,
    TOKEN_RAISED,
    TOKEN_INK,
    TOKEN_INK2,
    TOKEN_ACCENT,
    TOKEN_ACCENT2,
    TOKEN_CTL,
    TOKEN_BTN,
    TOKEN_BTN_TEXT,
    TOKEN_FOCUS,
    TOKEN_MARK,
    TOKEN_RULE,
    TOKEN_OK,
    TOKEN_WARN,
    TOKEN_PILL, /* faint ground under a note mark */
    TOKEN_BLACK,
    TOKEN_WHITE, /* ground of a QR code: dark on light in every theme */
    TOKEN_RED,   /* of the test chart: what a pixel is made of */
    TOKEN_GREEN,
    TOKEN_BLUE,
    TOKEN_COUNT
};

/* One theme: 0xRRGGBB by token; also the palette that pictures of type are rastered with. */
struct theme {
    uint32_t colors[TOKEN_COUNT];
};

/* Reads `directory`/{paper,evening,contrast}.ini into themes[THEME_KIND_COUNT]. STATUS_INVALID
 * names file and line, or the file and the token it lacks. */
enum status theme_load_all(const char *directory, struct theme themes[THEME_KIND_COUNT],
                           struct error *error) STATUS_CHECKED;

/* The token's name in the files ("accent2"). */
const char *theme_token_name(enum theme_token token);

/* The theme's name: "paper", "evening", "contrast". Static, as the token's. */
const char *theme_name(enum theme_kind kind);

#endif

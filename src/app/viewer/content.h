/* What the viewer reads before it can show anything: the bundle, the fonts, the interface's words
 * and colours. */
#ifndef APP_VIEWER_CONTENT_H
#define APP_VIEWER_CONTENT_H

#include "base/status.h"
#include "bundle/reader.h"
#include "draw/theme.h"
#include "text/font.h"
#include "view/keyboard.h"
#include "view/strings.h"

/* Interface languages that one run can hold. */
enum { CONTENT_LANGUAGES_MAX = 16 };

struct content {
    char *assets, *icons;         /* directories */
    char *path;                   /* of the bundle */
    struct bundle_reader *bundle; /* NULL: it cannot be shown, see `fault` */
    struct error fault;           /* why not */
    struct font_list *fonts;
    struct font_shaper *shaper;
    struct arena *arena; /* of the museum's own words */
    const struct wording *wordings;
    size_t wording_count;
    struct strings *strings; /* of the default language */
    struct strings *names;   /* of languages, each in itself; read when first asked for */
    struct strings *others[CONTENT_LANGUAGES_MAX]; /* read when a visitor chooses them */
    struct keyboards *keyboards;
    struct theme themes[THEME_KIND_COUNT];
    const char *complaint; /* of the settings, for staff; NULL: there is none */
    const char *version;   /* of the program, for who asks about it; NULL after content_load */
};

/* Opens the bundle. Takes `assets`. A bundle that cannot be opened is no failure: the service card
 * will be shown. */
void content_open(struct content *content, char *assets, const char *bundle);

/* The bundle's letters; calls NULL where it cannot be shown. Lives as long as the content. */
struct letter_source content_source(const struct content *content);

/* Opens the file that has the bundle's name now, in place of the one that is open. *ret_before is
 * the one that was (NULL: none), for bundle_reader_close when nothing looks into it any more. On
 * failure all stays as it was. */
enum status content_reopen(struct content *content, struct bundle_reader **ret_before,
                           struct error *error) STATUS_CHECKED;

/* Reads all else; a language that the interface has not is English. Failures: the program's own
 * assets are damaged or missing; also then content_fini. */
enum status content_load(struct content *content, const char *lang,
                         struct error *error) STATUS_CHECKED;

/* The interface's words in a language, and the language's name for itself; NULL: not to be had. For
 * struct view_words; `self` is the content, and what is answered lives as long as it. */
const struct strings *content_strings(void *self, const char *lang);
const char *content_language_name(void *self, const char *lang);

/* Zeroed memory is valid. */
void content_fini(struct content *content);

#endif

/* exhibit.ini: what a curator says of the exhibit and its editions.
 *
 *   id=lantern               title=Across the Water     title.ru=...
 *   languages=en ru          credits=...
 *   theme=evening            time.idle_s=90          search.try=Berlin, Cuba
 *   [edition harbour]
 *   title=The Lantern Comet  lang=en
 *
 * Editions come in the order of their sections, then those without one. A key that is not known is
 * an error. */
#ifndef IMPORT_SETTINGS_H
#define IMPORT_SETTINGS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/status.h"
#include "letter/letter.h"

enum { SETTINGS_EDITIONS_MAX = 1000, SETTINGS_LANGS_MAX = 32 };

/* Strings not given are NULL. */
struct settings {
    const char *id, *title, *credits;
    const char *langs[SETTINGS_LANGS_MAX];
    size_t lang_count;
    struct edition *editions;
    size_t edition_count;
};

/* Reads the file into the arena. Failures are those of ini_read (base/ini.h). */
enum status settings_read(const char *path, struct arena *arena, struct settings *ret_settings,
                          struct error *error) STATUS_CHECKED;

/* Whether a line is a choice that the viewer is told of: the names of
 * src/app/viewer/CONFIGURATION.md that an exhibit may set, and search.try, the words to try, with
 * commas between them. */
bool settings_is_choice(const char *section, const char *key);

#endif

/* The font list: which files serve which role and script, and the shaping over them. */
#ifndef TEXT_FONT_H
#define TEXT_FONT_H

#include "base/status.h"
#include "text/metrics.h"

struct font_list;

/* Reads the list (assets/fonts.ini); font files are opened when first needed. A missing file is
 * passed over, and font_list_missing names it. STATUS_INVALID names file and line. */
enum status font_list_load(const char *path, struct font_list **ret_list,
                           struct error *error) STATUS_CHECKED;

/* Takes NULL. */
void font_list_destroy(struct font_list *list);

/* How many faces the list names; page_glyph.face counts through them. */
size_t font_list_count(const struct font_list *list);

/* Path and index within the file of a face, for a raster that opens its own. Borrowed. */
const char *font_list_path(const struct font_list *list, uint16_t face, int *ret_index);

/* The n-th file that is listed but not there, and the package that holds it; false after the last.
 */
bool font_list_missing(const struct font_list *list, size_t n, const char **ret_path,
                       const char **ret_package);

/* First file of a role for a script ("Latn"), for labels drawn elsewhere; NULL: none. Borrowed. */
const char *font_list_file(const struct font_list *list, enum text_face role, bool bold,
                           const char *script);

/* HarfBuzz shaping over the list; one thread. Borrows the list. */
struct font_shaper;
struct font_shaper *font_shaper_create(struct font_list *list);

/* Takes NULL. */
void font_shaper_destroy(struct font_shaper *shaper);
struct text_metrics font_shaper_metrics(struct font_shaper *shaper);

#endif

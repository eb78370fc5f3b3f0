/* What `vitrine` does once it knows what was asked: shows an exhibit, dumps a place, or plays a
 * replay. */
#ifndef APP_VIEWER_RUN_H
#define APP_VIEWER_RUN_H

#include "app/viewer/config.h"
#include "app/viewer/content.h"
#include "app/viewer/options.h"

/* The bundle to open: the one named, else this kiosk's; NULL: there is none. */
const char *run_bundle(const struct options *options);

/* Does it, and answers how it ended. STATUS_INVALID also where a dump or replay could only show
 * the service card. */
enum status run(const struct options *options, const struct config *config, struct content *content,
                struct error *error) STATUS_CHECKED;

#endif

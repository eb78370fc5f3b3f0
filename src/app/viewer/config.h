/* Everything that is set, from where it is said, in this order (the first that says it wins): the
 * command line, what staff set, vitrine.ini, the exhibit, the usual. CONFIGURATION.md has it for
 * those who write the files. */
#ifndef APP_VIEWER_CONFIG_H
#define APP_VIEWER_CONFIG_H

#include "app/viewer/options.h"
#include "base/buffer.h"
#include "letter/source.h"

/* A file that says more wrong things is not looked at further. */
enum { CONFIG_COMPLAINTS_MAX = 100 };

struct config {
    struct settings settings;
    struct buffer complaints; /* what is wrong, each with file and line, one a line */
    size_t complaint_count;
};

/* Reads all of it. What is wrong is left as it was, printed, and kept in `complaints`; nothing is
 * so wrong that the viewer would not start. `source` has calls NULL where the exhibit cannot be
 * read. */
void config_read(const struct options *options, const struct letter_source *source,
                 struct config *ret_config);

/* Zeroed memory is valid. */
void config_fini(struct config *config);

#endif

/* `vitrine --verify`: looks through a bundle that may be anyone's, before a kiosk shows it. */
#ifndef APP_VIEWER_VERIFY_H
#define APP_VIEWER_VERIFY_H

#include "base/status.h"

/* So much processor time a whole bundle may take, and each letter on top; the process ends with
 * SIGXCPU beyond. Update protocol, section 6, step 7. */
enum { VERIFY_BASE_S = 60, VERIFY_LETTER_MS = 50, VERIFY_MEMORY_MIB = 128 };

/* Gives up for good what looking through a bundle does not need: new rights, files to write,
 * processes, cores, and more memory than VERIFY_MEMORY_MIB (not under a sanitizer, which needs
 * terabytes of addresses). To be called before the bundle is opened. STATUS_IO. */
enum status verify_confine(struct error *error) STATUS_CHECKED;

/* Opens every record through the viewer's own reader, sets every letter, note and card in its type,
 * and decodes every tile of every picture. The first fault is the failure; it names the letter. */
enum status verify_run(const char *assets, const char *bundle, struct error *error) STATUS_CHECKED;

#endif

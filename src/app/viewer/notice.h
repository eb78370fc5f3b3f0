/* What the update agent's status line is to those who look at the screen. */
#ifndef APP_VIEWER_NOTICE_H
#define APP_VIEWER_NOTICE_H

#include "update/code.h"
#include "view/view.h"

#include <stddef.h>

/* Reads the line (update/status_line.h); one that is none gives an empty notice. Answers whether a
 * new edition is ready to be shown. */
bool notice_read(const char *text, size_t length, struct view_notice *ret_notice);

/* What is said of a setting that is wrong; of several lines, the first is. */
void notice_of_settings(const char *complaint, struct view_notice *ret_notice);

/* The interface's text of what came of an update, for a receipt, which has no other number than the
 * edition's: NULL where the text would need one. Static. */
const char *notice_receipt_text(enum update_code code);

#endif

/* The files below one folder of the real file system. */
#ifndef PLATFORM_POSIX_FILES_H
#define PLATFORM_POSIX_FILES_H

#include "base/files.h"
#include "base/status.h"

/* Opens a folder. Nothing outside it can be reached, by no path and no symbolic link (Linux's
 * openat2). Failures: STATUS_NOT_FOUND, STATUS_IO; the message begins with the path. Close with
 * files_close. */
enum status files_open(const char *folder, struct files *ret_files,
                       struct error *error) STATUS_CHECKED;

/* The same of a folder that somebody brought: other file systems mounted below it are not entered,
 * either. In the kiosk's own a sandbox mounts some, to say what may be written. */
enum status files_open_stick(const char *folder, struct files *ret_files,
                             struct error *error) STATUS_CHECKED;

/* Closes the folder; descriptors opened through it stay. */
void files_close(struct files *files);

#endif

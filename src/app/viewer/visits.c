#include "app/viewer/visits.h"

#include <errno.h>
#include <string.h>

#include "platform/posix/request.h"

enum status visits_open(const char *path, const char *socket, struct visits *ret_visits,
                        struct error *error)
{
    struct visits visits = {.socket = path == NULL ? socket : NULL};
    if (path != NULL && (visits.file = fopen(path, "we")) == NULL)
        return error_set(error, STATUS_IO, "%s: %s", path, strerror(errno));
    *ret_visits = visits;
    return STATUS_OK;
}

enum status visits_close(struct visits *visits, struct error *error)
{
    bool failed = visits->file != NULL && ferror(visits->file) != 0;
    if (visits->file != NULL)
        failed = fclose(visits->file) != 0 || failed;
    *visits = (struct visits){0};
    return failed ? error_set(error, STATUS_IO, "the visits could not all be written") : STATUS_OK;
}

static void take(void *self, const char *line)
{
    struct visits *visits = self;
    if (visits->file != NULL) {
        fprintf(visits->file, "%s\n", line);
        fflush(visits->file);
    }
    if (visits->socket != NULL && visits->socket[0] != '\0')
        (void)request_send(visits->socket, line);
}

struct view_visits visits_view(struct visits *visits)
{
    return (struct view_visits){take, visits};
}

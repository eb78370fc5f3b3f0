/* make_fixture FILE: the exhibit of fixture.c as a bundle, for tests in Python. */
#include "fixture.h"

#include <stdio.h>

int main(int count, char **arguments)
{
    struct bundle_writer *writer = NULL;
    struct error error = {0};
    if (count != 2)
        return 2;
    enum status status = bundle_writer_create(arguments[1], &writer, &error);
    if (status == STATUS_OK)
        status = fixture_fill(writer, &error);
    if (status == STATUS_OK)
        status = bundle_writer_finish(writer, NULL, NULL, &error);
    bundle_writer_destroy(writer);
    if (status != STATUS_OK)
        fprintf(stderr, "%s\n", error.message);
    return status_exit_code(status);
}

#include "bundle/contents.h"
#include "bundle/verify.h"
#include "commands.h"

#include <stdio.h>

static enum status summarise(const char *path, struct error *error)
{
    struct bundle_reader *reader;
    struct contents contents;
    enum status status = bundle_reader_open(path, &reader, error);
    if (status != STATUS_OK)
        return status;
    struct arena *arena = arena_create();
    status = contents_read(reader, arena, &contents, error);
    if (status == STATUS_OK)
        printf("%s: whole; %u letters, %u notes, %u persons, %u terms\n", path, contents.letters,
               contents.notes, contents.persons, contents.terms);
    arena_destroy(arena);
    bundle_reader_close(reader);
    return status;
}

int check_run(const struct command_line *line)
{
    if (line->count != 1 || line->arguments[0][0] == '-')
        return command_misused("check takes one bundle");
    struct error error = {0};
    enum status status = bundle_verify(line->arguments[0], NULL, NULL, &error);
    if (status == STATUS_OK)
        status = summarise(line->arguments[0], &error);
    return command_end(status, &error);
}

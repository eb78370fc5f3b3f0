/* Runs a fuzz target as an ordinary test, with libFuzzer's arguments: `-seed=N -runs=N FOLDER...`.
 * Every file of the folders is fed as it is; then come N of them, in turn, with random damage:
 * bytes changed, cut out, doubled, put in. One seed always does the same damage, so that a failure
 * comes again. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { FILES_MAX = 1000, CHANGES_MAX = 6, STRETCH_MAX = 16, PATH_SIZE = 4096 };

struct files {
    struct buffer contents[FILES_MAX];
    size_t count;
};

/* xorshift64*, after Marsaglia and Vigna. */
static size_t random_below(uint64_t *state, size_t limit)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (size_t)((*state * UINT64_C(2685821657736338717)) >> 33) % limit;
}

static void read_file(const char *path, struct buffer *content)
{
    FILE *file = fopen(path, "rb");
    char part[4096];
    size_t length;
    while (file != NULL && (length = fread(part, 1, sizeof part, file)) > 0)
        buffer_append(content, part, length);
    if (file != NULL)
        fclose(file);
}

static void read_folder(const char *folder, struct files *files)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char path[PATH_SIZE];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.' && files->count < FILES_MAX)
            read_file(path, &files->contents[files->count++]);
        free(entries[i]);
    }
    free(entries);
}

/* Feeds a copy of exactly its size, so that a read beyond the end is seen. */
static void feed(const char *bytes, size_t length)
{
    uint8_t *copy = memory_resized(NULL, length + (length == 0), 1);
    if (length > 0)
        memcpy(copy, bytes, length);
    LLVMFuzzerTestOneInput(copy, length);
    free(copy);
}

/* Appends `content` with one stretch of it changed. */
static void damage(const struct buffer *content, uint64_t *random, struct buffer *out)
{
    size_t at = random_below(random, content->length + 1);
    size_t rest = content->length - at;
    size_t stretch = random_below(random, STRETCH_MAX) + 1;
    stretch = stretch < rest ? stretch : rest;
    buffer_append(out, buffer_string(content), at);
    const char *from = buffer_string(content) + at;
    switch (random_below(random, 4)) {
    case 0: /* changed */
        for (size_t i = 0; i < stretch; i++)
            buffer_byte(out, (char)random_below(random, 256));
        break;
    case 1: /* cut out */
        break;
    case 2: /* doubled */
        buffer_append(out, from, stretch);
        buffer_append(out, from, stretch);
        break;
    default: /* put in */
        buffer_byte(out, (char)random_below(random, 256));
        stretch = 0;
    }
    buffer_append(out, from + stretch, rest - stretch);
}

static void feed_damaged(const struct buffer *seed, uint64_t *random)
{
    struct buffer now = {0};
    buffer_append(&now, buffer_string(seed), seed->length);
    for (size_t changes = random_below(random, CHANGES_MAX) + 1; changes > 0; changes--) {
        struct buffer next = {0};
        damage(&now, random, &next);
        buffer_fini(&now);
        now = next;
    }
    feed(now.bytes, now.length);
    buffer_fini(&now);
}

int main(int count, char **arguments)
{
    struct files *files = memory_zeroed(1, sizeof *files);
    uint64_t random = 1;
    unsigned long runs = 0;
    for (int i = 1; i < count; i++) {
        if (strncmp(arguments[i], "-seed=", 6) == 0)
            random = strtoull(arguments[i] + 6, NULL, 10);
        else if (strncmp(arguments[i], "-runs=", 6) == 0)
            runs = strtoul(arguments[i] + 6, NULL, 10);
        else
            read_folder(arguments[i], files);
    }
    if (files->count == 0 || random == 0) {
        fprintf(stderr, "no seed files, or seed 0\n");
        return 1;
    }
    for (size_t i = 0; i < files->count; i++)
        feed(files->contents[i].bytes, files->contents[i].length);
    for (unsigned long run = 0; run < runs; run++)
        feed_damaged(&files->contents[run % files->count], &random);
    printf("%zu files as they are, %lu damaged\n", files->count, runs);
    for (size_t i = 0; i < files->count; i++)
        buffer_fini(&files->contents[i]);
    free(files);
    return 0;
}

#include "base/memory.h"

#include "base/status.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Noreturn void out_of_memory(void)
{
    fputs("out of memory\n", stderr);
    exit(status_exit_code(STATUS_IO));
}

void *memory_zeroed(size_t count, size_t size)
{
    void *block = calloc(count != 0 ? count : 1, size != 0 ? size : 1);
    if (block == NULL)
        out_of_memory();
    return block;
}

void *memory_resized(void *block, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        out_of_memory();
    size_t bytes = count * size;
    void *resized = realloc(block, bytes != 0 ? bytes : 1);
    if (resized == NULL)
        out_of_memory();
    return resized;
}

char *memory_string(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(memory_resized(NULL, size, 1), text, size);
}

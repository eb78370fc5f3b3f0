/* A place that can be read is written back as a text that means the same. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "letter/place.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char *text = malloc(length + 1);
    if (text == NULL)
        return 0;
    if (length > 0)
        memcpy(text, bytes, length);
    text[length] = '\0';
    struct place place, again;
    if (place_parse(text, &place)) {
        char written[PLACE_TEXT_SIZE];
        if (!place_parse(place_format(&place, written), &again) || !place_equals(&place, &again))
            abort();
    }
    free(text);
    return 0;
}

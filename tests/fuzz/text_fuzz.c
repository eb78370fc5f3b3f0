/* Any bytes have breaks at their end and nowhere inside a character, and clusters that end. */
#include <stdint.h>
#include <stdlib.h>

#include "text/break.h"
#include "text/grapheme.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    const char *text = (const char *)bytes;
    uint8_t *kinds = malloc(length + 1);
    if (kinds == NULL)
        return 0;
    break_opportunities(text, length, kinds);
    break_tailor(text, length, kinds);
    if (kinds[length] != BREAK_MANDATORY)
        abort();
    for (size_t at = 0; at < length;) {
        size_t next = grapheme_next(text, length, at);
        if (next <= at || next > length)
            abort();
        at = next;
    }
    free(kinds);
    return 0;
}

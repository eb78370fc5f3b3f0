#include "bundle/fold.h"

#include "base/utf8.h"

#include <utf8proc.h>

/* What Unicode's decomposition leaves whole and a visitor without that key types otherwise; after
 * case folding. */
static const char *plain_letters(utf8proc_int32_t code_point)
{
    switch (code_point) {
    case 0x00e6:
        return "ae";
    case 0x0153:
        return "oe";
    case 0x00f8:
        return "o";
    case 0x0142:
        return "l";
    case 0x0111:
        return "d";
    case 0x0131:
        return "i";
    case 0x0640: /* tatweel only stretches a word */
        return "";
    case 0x0629: /* teh marbuta as heh */
        return "\xd9\x87";
    case 0x0649: /* alef maksura as yeh */
        return "\xd9\x8a";
    default:
        return NULL;
    }
}

static void append_code_point(struct buffer *buffer, utf8proc_int32_t code_point)
{
    const char *plain = plain_letters(code_point);
    char bytes[4];
    if (plain != NULL)
        buffer_text(buffer, plain);
    else
        buffer_append(buffer, bytes, utf8_put(bytes, (uint32_t)code_point));
}

/* Decomposition of one character at a time gives what that of the whole gives, but for the order of
 * the marks, and those go. */
static void append_folded(struct buffer *buffer, uint32_t code_point)
{
    utf8proc_int32_t parts[32];
    int boundary_class = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)code_point, parts, 32,
                                UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
                                    UTF8PROC_STRIPMARK | UTF8PROC_IGNORE,
                                &boundary_class);
    for (utf8proc_ssize_t i = 0; i < count && i < 32; i++)
        append_code_point(buffer, parts[i]);
}

/* The ASCII that the text begins with; answers how much it is. */
static size_t append_ascii(struct buffer *buffer, const char *text, size_t length)
{
    size_t count = 0, start = buffer->length;
    while (count < length && (unsigned char)text[count] < 0x80)
        count++;
    if (count == 0)
        return 0;
    buffer_append(buffer, text, count);
    char *bytes = buffer->bytes + start;
    for (size_t i = 0; i < count; i++)
        bytes[i] = (char)(bytes[i] | (bytes[i] >= 'A' && bytes[i] <= 'Z') << 5);
    return count;
}

void fold_append(struct buffer *buffer, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        at += append_ascii(buffer, text + at, length - at);
        if (at < length)
            append_folded(buffer, utf8_next(text, length, &at));
    }
}

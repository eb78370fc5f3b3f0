#include "bundle/fold.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <utf8proc.h>

/* Characters written without spaces between words: each is a word of its own in the index. */
static bool stands_alone(utf8proc_int32_t code_point)
{
    return (code_point >= 0x3040 && code_point <= 0x30ff) || /* Hiragana, Katakana */
           (code_point >= 0x3400 && code_point <= 0x4dbf) || /* CJK, extension A */
           (code_point >= 0x4e00 && code_point <= 0x9fff) || /* CJK */
           (code_point >= 0xf900 && code_point <= 0xfaff) || /* CJK, compatibility */
           (code_point >= 0x20000 && code_point <= 0x3ffff);
}

static void append_code_point(struct buffer *buffer, utf8proc_int32_t code_point)
{
    char bytes[4];
    if (stands_alone(code_point))
        buffer_byte(buffer, ' ');
    buffer_append(buffer, bytes, utf8_put(bytes, (uint32_t)code_point));
    if (stands_alone(code_point))
        buffer_byte(buffer, ' ');
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

void fold_append(struct buffer *buffer, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        unsigned char byte = (unsigned char)text[at];
        if (byte >= 0x80) {
            append_folded(buffer, utf8_next(text, length, &at));
            continue;
        }
        buffer_byte(buffer, (char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte));
        at++;
    }
}

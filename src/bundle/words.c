#include "bundle/words.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "bundle/fold.h"

#include <stdlib.h>
#include <utf8proc.h>

enum class { CLASS_LETTER, CLASS_ALONE, CLASS_INVISIBLE, CLASS_JOINER, CLASS_OTHER };

/* Characters written without spaces between words. */
static bool stands_alone(uint32_t code_point)
{
    return (code_point >= 0x3040 && code_point <= 0x30ff) || /* Hiragana, Katakana */
           (code_point >= 0x3400 && code_point <= 0x4dbf) || /* CJK, extension A */
           (code_point >= 0x4e00 && code_point <= 0x9fff) || /* CJK */
           (code_point >= 0xf900 && code_point <= 0xfaff) || /* CJK, compatibility */
           (code_point >= 0xff66 && code_point <= 0xff9d) || /* Katakana, half width */
           (code_point >= 0x20000 && code_point <= 0x3ffff);
}

static bool is_joiner(uint32_t code_point)
{
    return code_point == '-' || code_point == '\'' || code_point == 0x2010 ||
           code_point == 0x2011 || code_point == 0x2019 || code_point == 0x02bc ||
           code_point == 0x05be || code_point == 0x05f3 || code_point == 0x05f4;
}

static bool is_ascii_letter(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

static enum class class_of_ascii(unsigned char byte) {
    return is_ascii_letter(byte) ? CLASS_LETTER
           : is_joiner(byte)     ? CLASS_JOINER
                                 : CLASS_OTHER;
}

/* Of what is not ASCII. */
static enum class class_of(uint32_t code_point) {
    if (is_joiner(code_point)) return CLASS_JOINER;
    if (stands_alone(code_point)) return CLASS_ALONE;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code_point);
    if (category == UTF8PROC_CATEGORY_CF) return CLASS_INVISIBLE;
    /* Letters, marks and numbers come first in utf8proc's list, and nothing else. */
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO ? CLASS_LETTER
                                                                                : CLASS_OTHER;
}

/* The class of the character at *at; moves behind it. */
static enum class next_class(const char *text, size_t length, size_t *at) {
    unsigned char byte = (unsigned char)text[*at];
    if (byte >= 0x80) return class_of(utf8_next(text, length, at));
    ++*at;
    return class_of_ascii(byte);
}

/* The end of the word that begins before `at` with a character of that class. */
static size_t end_of_word(const char *text, size_t length, size_t at, enum class first)
{
    while (first == CLASS_LETTER && at < length) {
        if (is_ascii_letter((unsigned char)text[at])) {
            at++;
            continue;
        }
        size_t next = at;
        enum class class = next_class(text, length, &next);
        if (class != CLASS_LETTER && class != CLASS_INVISIBLE)
            break;
        at = next;
    }
    return at;
}

static void add_word(struct words *words, const char *text, struct word word)
{
    word.folded = (uint32_t)words->folded.length;
    fold_append(&words->folded, text + word.start, word.end - word.start);
    if (words->folded.length == word.folded)
        return; /* marks without a letter */
    if (words->count == words->room)
        words->list =
            memory_resized(words->list, words->room = words->room * 2 + 64, sizeof *words->list);
    words->list[words->count++] = word;
}

void words_read(struct words *words, const char *text, size_t length)
{
    size_t joiners = 0, others = 1; /* since the last word */
    words->count = 0;
    buffer_cut(&words->folded, 0);
    for (size_t at = 0; at < length;) {
        size_t next = at;
        enum class class = next_class(text, length, &next);
        if (class == CLASS_LETTER || class == CLASS_ALONE) {
            next = end_of_word(text, length, next, class);
            add_word(words, text,
                     (struct word){.start = (uint32_t)at,
                                   .end = (uint32_t)next,
                                   .joined = joiners == 1 && others == 0,
                                   .touching = joiners == 0 && others == 0});
            joiners = others = 0;
        } else {
            joiners += class == CLASS_JOINER;
            others += class == CLASS_OTHER;
        }
        at = next;
    }
}

void words_fini(struct words *words)
{
    buffer_fini(&words->folded);
    free(words->list);
    *words = (struct words){0};
}

const char *words_folded(const struct words *words, size_t first, size_t count, size_t *ret_length)
{
    size_t past = first + count;
    size_t start = words->list[first].folded;
    size_t end = past < words->count ? words->list[past].folded : words->folded.length;
    *ret_length = end - start;
    return words->folded.bytes + start;
}

size_t words_joined(const struct words *words, size_t first)
{
    size_t count = 1;
    while (first + count < words->count && words->list[first + count].joined)
        count++;
    return count;
}

static void append_words(const struct words *words, struct buffer *index, size_t first,
                         size_t count)
{
    size_t length;
    const char *folded = words_folded(words, first, count, &length);
    buffer_append(index, folded, length);
    buffer_byte(index, ' ');
}

void words_append_index(struct words *words, struct buffer *index, const char *text, size_t length)
{
    words_read(words, text, length);
    for (size_t i = 0; i < words->count;) {
        size_t group = words_joined(words, i);
        for (size_t k = 0; k < group; k++)
            append_words(words, index, i + k, 1);
        if (group > 1)
            append_words(words, index, i, group);
        i += group;
    }
}

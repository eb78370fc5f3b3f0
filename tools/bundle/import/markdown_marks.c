#include "import/markdown_marks.h"

#include <stdbool.h>
#include <string.h>

#define GUARD '\xff'

size_t markdown_mark_length(const char *bytes, size_t length)
{
    if (length < 4 || bytes[0] != '[' || bytes[1] != '^')
        return 0;
    for (size_t at = 2; at < length; at++) {
        if (bytes[at] == ']')
            return at > 2 ? at + 1 : 0;
        if (strchr(" \t\r\n\f\v[\\`<", bytes[at]))
            return 0;
    }
    return 0;
}

/* A bracket that would open a mark the parser reads wrong: with a ^ as it is, escaped or as an
 * entity. */
static bool opens_wrong_mark(const char *bytes, size_t length)
{
    return length > 1 && bytes[0] == '[' && strchr("^\\&", bytes[1]) &&
           !markdown_mark_length(bytes, length);
}

/* A ! before a mark. An image's description may begin with a ^. */
static bool is_exclamation(const char *bytes, size_t length)
{
    size_t mark = bytes[0] == '!' ? markdown_mark_length(bytes + 1, length - 1) : 0;
    return mark > 0 && (mark + 1 == length || !strchr("([", bytes[mark + 1]));
}

void markdown_marks_guard(struct buffer *guarded, const char *bytes, size_t length)
{
    for (size_t at = 0; at < length; at++) {
        buffer_byte(guarded, bytes[at]);
        if (opens_wrong_mark(bytes + at, length - at) || is_exclamation(bytes + at, length - at))
            buffer_byte(guarded, GUARD);
    }
}

typedef const char *getter(cmark_node *);
typedef int setter(cmark_node *, const char *);

static void restore(cmark_node *node, getter *get, setter *set)
{
    const char *text = get(node), *from = text ? strchr(text, GUARD) : NULL;
    if (!from)
        return;
    struct buffer plain = {0};
    for (from = text; *from; from++)
        if (*from != GUARD)
            buffer_byte(&plain, *from);
    set(node, buffer_string(&plain));
    buffer_fini(&plain);
}

void markdown_marks_restore(cmark_node *root)
{
    cmark_iter *walk = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        if (event != CMARK_EVENT_ENTER)
            continue;
        restore(node, cmark_node_get_literal, cmark_node_set_literal);
        restore(node, cmark_node_get_url, cmark_node_set_url);
        restore(node, cmark_node_get_title, cmark_node_set_title);
    }
    cmark_iter_free(walk);
}

#include "import/target.h"

#include "import/source.h"

#include <string.h>

static bool begins_with(const char *text, const char *begin)
{
    return strncmp(text, begin, strlen(begin)) == 0;
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length > tail && strcmp(text + length - tail, end) == 0;
}

static bool is_letter_file(const char *address)
{
    return ends_with(address, ".md") || ends_with(address, ".docx") || ends_with(address, ".txt") ||
           ends_with(address, ".xml");
}

bool target_read(const char *address, const char *edition, struct arena *arena,
                 enum span_kind *ret_kind, const char **ret_target)
{
    const char *hash = strchr(address, '#');
    bool web = strstr(address, "://") || begins_with(address, "mailto:");
    *ret_kind = SPAN_REFERENCE;
    if (begins_with(address, "person:") || begins_with(address, "term:")) {
        *ret_kind = address[0] == 'p' ? SPAN_PERSON : SPAN_TERM;
        *ret_target = arena_string(arena, strchr(address, ':') + 1);
        return (*ret_target)[0] != '\0';
    }
    if (web || address[0] == '\0' || (hash && hash[1] == '\0'))
        return false;
    if (hash == address)
        *ret_target = arena_format(arena, "%s%s", edition, address);
    else if (hash && !strchr(address, '/'))
        *ret_target = arena_string(arena, address);
    else if (is_letter_file(address))
        *ret_target = arena_format(arena, "%s#%s", edition, source_stem(arena, address));
    else
        return false;
    return true;
}

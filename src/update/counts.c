#include "update/counts.h"

#include "base/memory.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const struct counts_shape counts_visits = {
    .head = "date,hour,language,input,exit_state,exit_reason,options_used,visits,seconds,"
            "letters_opened\n",
    .keys = 7,
    .sums = 3,
};

const struct counts_shape counts_letters = {
    .head = "date,hour,letter,language,via,opens,read_to_end,notes_opened,originals_opened,"
            "read_s\n",
    .median = "date,hour,letter,language,via,opens,read_to_end,notes_opened,originals_opened,"
              "median_read_s\n",
    .keys = 5,
    .sums = 4,
};

void counts_init(struct counts *counts, const struct counts_shape *shape)
{
    *counts = (struct counts){.shape = shape};
}

static void free_keys(struct counts_row *row)
{
    for (size_t i = 0; i < COUNTS_KEYS_MAX; i++)
        free(row->keys[i]);
}

void counts_fini(struct counts *counts)
{
    for (size_t i = 0; i < counts->count; i++)
        free_keys(&counts->rows[i]);
    free(counts->rows);
    counts_init(counts, counts->shape);
}

/* ---- Adding ------------------------------------------------------------------------------------
 */

static bool is_same(const struct counts *counts, const struct counts_row *a,
                    const struct counts_row *b)
{
    for (size_t i = 0; i < counts->shape->keys; i++)
        if (strcmp(a->keys[i], b->keys[i]) != 0)
            return false;
    return true;
}

static struct counts_row *find_or_make(struct counts *counts, const struct counts_row *like)
{
    for (size_t i = 0; i < counts->count; i++)
        if (is_same(counts, &counts->rows[i], like))
            return &counts->rows[i];
    if (counts->count == COUNTS_ROWS_MAX)
        return NULL;
    if (counts->count == counts->capacity) {
        counts->capacity = counts->capacity == 0 ? 16 : 2 * counts->capacity;
        counts->rows = memory_resized(counts->rows, counts->capacity, sizeof *counts->rows);
    }
    struct counts_row *row = &counts->rows[counts->count++];
    memset(row, 0, sizeof *row);
    for (size_t i = 0; i < counts->shape->keys; i++)
        row->keys[i] = memory_string(like->keys[i]);
    return row;
}

static void add_value(struct counts_row *row, uint32_t value)
{
    if (row->value_count < COUNTS_VALUES_MAX) {
        row->values[row->value_count++] = value;
        return;
    }
    row->values[row->oldest] = value;
    row->oldest = (row->oldest + 1) % COUNTS_VALUES_MAX;
}

/* The numbers of a row, the oldest first. */
static uint32_t value_at(const struct counts_row *row, size_t i)
{
    return row->values[(row->oldest + i) % COUNTS_VALUES_MAX];
}

bool counts_add(struct counts *counts, const struct counts_row *row)
{
    struct counts_row *to = find_or_make(counts, row);
    if (to == NULL)
        return false;
    for (size_t i = 0; i < counts->shape->sums; i++)
        to->sums[i] =
            row->sums[i] > UINT64_MAX - to->sums[i] ? UINT64_MAX : to->sums[i] + row->sums[i];
    for (size_t i = 0; i < row->value_count; i++)
        add_value(to, value_at(row, i));
    return true;
}

void counts_merge_hours(struct counts *counts, bool (*keeps)(const void *self, const char *hour),
                        const void *self)
{
    struct counts old = *counts;
    counts_init(counts, old.shape);
    for (size_t i = 0; i < old.count; i++) {
        char *hour = old.rows[i].keys[COUNTS_HOUR];
        if (!keeps(self, hour))
            hour[0] = '\0';
        counts_add(counts, &old.rows[i]);
    }
    counts_fini(&old);
}

uint64_t counts_sum(const struct counts *counts, const char *hour, size_t sum)
{
    uint64_t total = 0;
    for (size_t i = 0; i < counts->count; i++)
        if (hour == NULL || strcmp(counts->rows[i].keys[COUNTS_HOUR], hour) == 0)
            total += counts->rows[i].sums[sum];
    return total;
}

/* ---- Writing -----------------------------------------------------------------------------------
 */

static int compare_numbers(const void *a, const void *b)
{
    const uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

/* The lower one of two in the middle. */
static uint32_t median(const struct counts_row *row)
{
    uint32_t sorted[COUNTS_VALUES_MAX];
    if (row->value_count == 0)
        return 0;
    memcpy(sorted, row->values, row->value_count * sizeof *sorted);
    qsort(sorted, row->value_count, sizeof *sorted, compare_numbers);
    return sorted[(row->value_count - 1) / 2];
}

static void append_values(const struct counts_row *row, bool given_away, struct buffer *text)
{
    buffer_byte(text, ',');
    if (given_away)
        buffer_format(text, "%" PRIu32, median(row));
    for (size_t i = 0; !given_away && i < row->value_count; i++)
        buffer_format(text, "%s%" PRIu32, i == 0 ? "" : " ", value_at(row, i));
}

/* A word with commas in it is quoted. */
static void append_key(const char *key, bool is_first, struct buffer *text)
{
    const char *quote = strchr(key, ',') == NULL ? "" : "\"";
    buffer_format(text, "%s%s%s%s", is_first ? "" : ",", quote, key, quote);
}

void counts_format_rows(const struct counts *counts, bool given_away, struct buffer *text)
{
    for (size_t i = 0; i < counts->count; i++) {
        const struct counts_row *row = &counts->rows[i];
        for (size_t k = 0; k < counts->shape->keys; k++)
            append_key(row->keys[k], k == 0, text);
        for (size_t k = 0; k < counts->shape->sums; k++)
            buffer_format(text, ",%" PRIu64, row->sums[k]);
        if (counts->shape->median != NULL)
            append_values(row, given_away, text);
        buffer_byte(text, '\n');
    }
}

void counts_format(const struct counts *counts, bool given_away, struct buffer *text)
{
    const struct counts_shape *shape = counts->shape;
    buffer_text(text, given_away && shape->median != NULL ? shape->median : shape->head);
    counts_format_rows(counts, given_away, text);
}

/* ---- Reading -----------------------------------------------------------------------------------
 */

/* The next field of a line, closed by a NUL in place; NULL where there is none. */
static char *take_field(char **at)
{
    char *field = *at;
    if (field == NULL)
        return NULL;
    const bool is_quoted = *field == '"';
    char *stop = is_quoted ? strchr(++field, '"') : field + strcspn(field, ",");
    if (stop == NULL || (is_quoted && stop[1] != ',' && stop[1] != '\0'))
        return NULL;
    const bool is_last = (is_quoted ? stop[1] : *stop) == '\0';
    *at = is_last ? NULL : stop + 1 + is_quoted;
    *stop = '\0';
    return field;
}

static bool is_key(const char *text)
{
    static const char allowed[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~%/,-";
    const size_t length = strlen(text);
    return length < COUNTS_KEY_SIZE && strspn(text, allowed) == length;
}

/* A number up to `ends`, or the end. */
static bool read_number(char **at, const char *ends, uint64_t *ret_number)
{
    char *stop;
    if (**at < '0' || **at > '9')
        return false;
    *ret_number = strtoull(*at, &stop, 10);
    if (*stop != '\0' && strchr(ends, *stop) == NULL)
        return false;
    *at = *stop == '\0' ? stop : stop + 1;
    return true;
}

static bool read_values(char *field, struct counts_row *row)
{
    while (*field != '\0') {
        uint64_t value;
        if (row->value_count == COUNTS_VALUES_MAX || !read_number(&field, " ", &value) ||
            value > UINT32_MAX)
            return false;
        row->values[row->value_count++] = (uint32_t)value;
    }
    return true;
}

static bool read_row(const struct counts_shape *shape, char *line, struct counts_row *row)
{
    for (size_t i = 0; i < shape->keys; i++) {
        row->keys[i] = take_field(&line);
        if (row->keys[i] == NULL || !is_key(row->keys[i]))
            return false;
    }
    for (size_t i = 0; i < shape->sums; i++) {
        char *field = take_field(&line);
        if (field == NULL || !read_number(&field, "", &row->sums[i]))
            return false;
    }
    if (shape->median != NULL) {
        char *field = take_field(&line);
        if (field == NULL || !read_values(field, row))
            return false;
    }
    return line == NULL;
}

bool counts_parse(struct counts *counts, const char *text, size_t length)
{
    const size_t head = strlen(counts->shape->head);
    struct buffer copy = {0};
    if (length < head || memcmp(text, counts->shape->head, head) != 0 ||
        memchr(text, '\0', length) != NULL)
        return false;
    buffer_append(&copy, text + head, length - head);
    bool valid = true;
    for (char *line = copy.bytes, *stop; valid && line != NULL && *line != '\0'; line = stop + 1) {
        struct counts_row row = {0};
        stop = strchr(line, '\n');
        if (stop != NULL)
            *stop = '\0';
        valid = stop != NULL && read_row(counts->shape, line, &row) && counts_add(counts, &row);
        if (stop == NULL)
            break;
    }
    buffer_fini(&copy);
    return valid;
}

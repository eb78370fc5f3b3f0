#include "draw/icon.h"

#include "base/file.h"
#include "base/memory.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Coordinates are kept in hundredths of a grid unit and drawn in 256ths of a pixel. */
enum { GRID = 2400, SUBPIXELS = 256 };

struct node {
    int x, y;
};

/* A polyline with round ends; a disc is one of a single node. */
struct shape {
    size_t first, count; /* nodes */
    int radius;
};

struct icon {
    struct node *nodes;
    size_t node_count, node_room;
    struct shape *shapes;
    size_t shape_count, shape_room;
};

static struct shape *add_shape(struct icon *icon)
{
    if (icon->shape_count == icon->shape_room) {
        icon->shape_room = icon->shape_room * 2 + 8;
        icon->shapes = memory_resized(icon->shapes, icon->shape_room, sizeof *icon->shapes);
    }
    struct shape *shape = &icon->shapes[icon->shape_count++];
    *shape = (struct shape){.first = icon->node_count};
    return shape;
}

static void add_node(struct icon *icon, struct shape *shape, struct node node)
{
    if (icon->node_count == icon->node_room) {
        icon->node_room = icon->node_room * 2 + 64;
        icon->nodes = memory_resized(icon->nodes, icon->node_room, sizeof *icon->nodes);
    }
    icon->nodes[icon->node_count++] = node;
    shape->count++;
}

/* Reads "12", "3.5" or "10.25", at most 24, as hundredths, and moves *at behind it. */
static bool read_number(const char **at, int *ret_hundredths)
{
    const char *digits = *at;
    const size_t whole = strspn(digits, "0123456789");
    int value = 0;
    if (whole == 0 || whole > 2)
        return false;
    for (size_t i = 0; i < whole; i++)
        value = value * 10 + (digits[i] - '0');
    digits += whole;
    value *= 100;
    if (*digits == '.') {
        const size_t decimals = strspn(++digits, "0123456789");
        if (decimals == 0 || decimals > 2)
            return false;
        value += (digits[0] - '0') * 10 + (decimals == 2 ? digits[1] - '0' : 0);
        digits += decimals;
    }
    *at = digits;
    *ret_hundredths = value;
    return value <= GRID;
}

/* Reads " X,Y"; leaves *at alone where something else stands there. */
static bool read_node(const char **at, struct node *ret_node)
{
    const char *next = *at;
    if (*next++ != ' ' || !read_number(&next, &ret_node->x) || *next++ != ',' ||
        !read_number(&next, &ret_node->y))
        return false;
    *at = next;
    return true;
}

/* Reads " X,Y X,Y ... SIZE" to the end of the line. */
static bool read_nodes(struct icon *icon, const char *at, struct shape *shape, int *ret_size)
{
    struct node node;
    while (read_node(&at, &node))
        add_node(icon, shape, node);
    return shape->count > 0 && *at++ == ' ' && read_number(&at, ret_size) && *at == '\0' &&
           *ret_size > 0;
}

/* Reads one line; false: it is at fault. */
static bool read_line(struct icon *icon, const char *line)
{
    int size = 0;
    if (line[0] == '\0' || line[0] == '#')
        return true;
    const bool disc = strncmp(line, "disc ", 5) == 0;
    if (!disc && strncmp(line, "stroke ", 7) != 0)
        return false;
    struct shape *shape = add_shape(icon);
    if (!read_nodes(icon, line + (disc ? 4 : 6), shape, &size))
        return false;
    shape->radius = disc ? size : size / 2;
    return disc ? shape->count == 1 : shape->count > 1;
}

/* Reads lines and closes each in place; answers the number of the first one at fault, or 0. */
static int read_lines(struct icon *icon, char *text, size_t length)
{
    char *line = text;
    for (int number = 1; line < text + length; number++) {
        char *end = memchr(line, '\n', (size_t)(text + length - line));
        if (end == NULL)
            end = text + length;
        *end = '\0';
        if (!read_line(icon, line))
            return number;
        line = end + 1;
    }
    return 0;
}

enum status icon_load(const char *path, struct icon **ret_icon, struct error *error)
{
    struct buffer content = {0};
    enum status status = file_read(path, ICON_BYTES_MAX, &content, error);
    if (status == STATUS_OK) {
        struct icon *icon = memory_zeroed(1, sizeof *icon);
        const int bad_line = read_lines(icon, content.bytes, content.length);
        if (bad_line == 0)
            *ret_icon = icon;
        else {
            icon_destroy(icon);
            status = error_set(error, STATUS_INVALID,
                               "%s:%d: neither stroke X,Y X,Y ... WIDTH nor disc X,Y RADIUS", path,
                               bad_line);
        }
    }
    buffer_fini(&content);
    return status;
}

void icon_destroy(struct icon *icon)
{
    if (icon == NULL)
        return;
    free(icon->nodes);
    free(icon->shapes);
    free(icon);
}

/* Newton's method from above, on whole numbers. */
static int64_t square_root(int64_t value)
{
    int64_t root = value, next = (value + 1) / 2;
    if (value == 0)
        return 0;
    while (next < root) {
        root = next;
        next = (root + value / root) / 2;
    }
    return root;
}

/* A stroke's piece, in subpixels. */
struct piece {
    int64_t x, y, dx, dy, radius;
};

static int64_t distance_to(const struct piece *piece, int64_t x, int64_t y)
{
    const int64_t length_squared = piece->dx * piece->dx + piece->dy * piece->dy;
    int64_t along = (x - piece->x) * piece->dx + (y - piece->y) * piece->dy;
    along = along < 0 ? 0 : along > length_squared ? length_squared : along;
    const int64_t off_x =
        x - piece->x - (length_squared > 0 ? piece->dx * along / length_squared : 0);
    const int64_t off_y =
        y - piece->y - (length_squared > 0 ? piece->dy * along / length_squared : 0);
    return square_root(off_x * off_x + off_y * off_y);
}

/* An edge is as soft as one pixel is wide: half covered where it runs through the middle. */
static uint8_t coverage_at(int64_t distance, int64_t radius)
{
    const int64_t inside = radius - distance + SUBPIXELS / 2;
    return (uint8_t)(inside <= 0 ? 0 : inside >= SUBPIXELS ? 255 : inside * 255 / SUBPIXELS);
}

/* Pixels that a span of subpixels can reach, cut to the picture. */
static int first_pixel(int64_t from)
{
    return from < 0 ? 0 : (int)(from / SUBPIXELS);
}

static int last_pixel(int64_t to, int size_px)
{
    return to / SUBPIXELS >= size_px ? size_px - 1 : (int)(to / SUBPIXELS);
}

/* Pieces of one colour join where each pixel takes the larger coverage. */
static void draw_piece(const struct piece *piece, int size_px, uint8_t *coverage)
{
    const int64_t reach = piece->radius + SUBPIXELS;
    const int64_t left = piece->dx < 0 ? piece->x + piece->dx : piece->x;
    const int64_t top = piece->dy < 0 ? piece->y + piece->dy : piece->y;
    const int x_end = last_pixel(left + llabs(piece->dx) + reach, size_px);
    const int y_end = last_pixel(top + llabs(piece->dy) + reach, size_px);
    for (int y = first_pixel(top - reach); y <= y_end; y++)
        for (int x = first_pixel(left - reach); x <= x_end; x++) {
            const int64_t distance = distance_to(piece, (int64_t)x * SUBPIXELS + SUBPIXELS / 2,
                                                 (int64_t)y * SUBPIXELS + SUBPIXELS / 2);
            const uint8_t covered = coverage_at(distance, piece->radius);
            uint8_t *pixel = &coverage[(size_t)y * (size_t)size_px + (size_t)x];
            if (covered > *pixel)
                *pixel = covered;
        }
}

static int64_t scaled(int hundredths, int size_px)
{
    return ((int64_t)hundredths * size_px * SUBPIXELS + GRID / 2) / GRID;
}

void icon_raster(const struct icon *icon, int size_px, uint8_t *coverage)
{
    assert(size_px > 0 && size_px <= ICON_SIZE_MAX_PX);
    memset(coverage, 0, (size_t)size_px * (size_t)size_px);
    for (size_t i = 0; i < icon->shape_count; i++) {
        const struct shape *shape = &icon->shapes[i];
        const size_t pieces = shape->count == 1 ? 1 : shape->count - 1;
        for (size_t k = 0; k < pieces; k++) {
            const struct node from = icon->nodes[shape->first + k];
            const struct node to = icon->nodes[shape->first + (shape->count == 1 ? 0 : k + 1)];
            draw_piece(&(struct piece){.x = scaled(from.x, size_px),
                                       .y = scaled(from.y, size_px),
                                       .dx = scaled(to.x, size_px) - scaled(from.x, size_px),
                                       .dy = scaled(to.y, size_px) - scaled(from.y, size_px),
                                       .radius = scaled(shape->radius, size_px)},
                       size_px, coverage);
        }
    }
}

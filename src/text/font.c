#include "text/font.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/ini.h"
#include "base/memory.h"
#include "text/font_faces.h"

/* More files or sections than any list has; a longer one is refused. */
enum { FACES_MAX = FONT_CHAIN_MAX, USES_MAX = 1024, OPTIONAL_MAX = 16 };

/* Sizes of a face beside others, percent. */
enum { SIZE_LEAST = 50, SIZE_MOST = 200 };

/* Of faces for what no other section of the role has: the code for undetermined script. */
#define SCRIPT_ANY HB_SCRIPT_COMMON

struct face {
    const char *path, *package;
    int index, size_percent;
    hb_face_t *face;
    bool tried;
};

/* One face in one section of the list, in its order. */
struct use {
    enum text_face role;
    enum font_slant slant;
    hb_tag_t script;
    uint16_t face;
};

struct font_list {
    struct arena *arena;
    struct face faces[FACES_MAX];
    size_t face_count;
    struct use uses[USES_MAX];
    size_t use_count;
    const char *optional[OPTIONAL_MAX]; /* packages that a machine may lack without a message */
    size_t optional_count;
};

/* ---- Reading the list --------------------------------------------------------------------------
 */

static bool parse_role(const char *word, enum text_face *ret_role)
{
    static const char *const names[TEXT_FACE_COUNT] = {"book", "clear", "ui"};
    for (int i = 0; i < TEXT_FACE_COUNT; i++) {
        if (strcmp(word, names[i]) == 0) {
            *ret_role = (enum text_face)i;
            return true;
        }
    }
    return false;
}

static bool parse_slant(const char *word, enum font_slant *ret_slant)
{
    static const char *const names[FONT_SLANT_COUNT] = {"regular", "italic", "bold"};
    for (int i = 0; i < FONT_SLANT_COUNT; i++) {
        if (strcmp(word, names[i]) == 0) {
            *ret_slant = (enum font_slant)i;
            return true;
        }
    }
    return false;
}

static char *copy_word(struct font_list *list, const char *text, const char *ends)
{
    return arena_copy(list->arena, text, strcspn(text, ends));
}

/* The number behind a sign of an entry, or `otherwise`. */
static int number_behind(const char *path, char sign, int otherwise)
{
    const char *found = strchr(path, sign);
    return found ? (int)strtol(found + 1, NULL, 10) : otherwise;
}

/* Index of the face with this file, which is added when it is new. A part of a collection is
 * written "file.ttc#2", a size of its own "file.ttf@92"; `package` stands before it, up to a
 * space. */
static bool add_face(struct font_list *list, const char *path, const char *package,
                     uint16_t *ret_face)
{
    struct face new = {
        .path = copy_word(list, path, "#@ "),
        .package = copy_word(list, package, " /"),
        .index = number_behind(path, '#', 0),
        .size_percent = number_behind(path, '@', 100),
    };
    if (new.size_percent < SIZE_LEAST || new.size_percent > SIZE_MOST)
        return false;
    for (size_t i = 0; i < list->face_count; i++) {
        if (strcmp(list->faces[i].path, new.path) == 0 && list->faces[i].index == new.index &&
            list->faces[i].size_percent == new.size_percent) {
            *ret_face = (uint16_t)i;
            return true;
        }
    }
    if (list->face_count == FACES_MAX)
        return false;
    *ret_face = (uint16_t)list->face_count;
    list->faces[list->face_count++] = new;
    return true;
}

/* "Latn Cyrl.italic" gives the scripts, up to the dot, and the slant. */
static bool parse_name(const char *name, size_t *ret_scripts, enum font_slant *ret_slant)
{
    const char *dot = strrchr(name, '.');
    if (!dot)
        return false;
    *ret_scripts = (size_t)(dot - name);
    return parse_slant(dot + 1, ret_slant);
}

static bool add_uses(struct font_list *list, struct use use, const char *scripts, size_t length)
{
    for (size_t at = 0; at < length;) {
        size_t size = strcspn(scripts + at, " .");
        if (list->use_count == USES_MAX || size != 4)
            return false;
        use.script = hb_tag_from_string(scripts + at, (int)size);
        list->uses[list->use_count++] = use;
        at += size + 1;
    }
    return true;
}

static bool take_optional(struct font_list *list, const struct ini_entry *entry)
{
    if (strcmp(entry->key, "package") != 0 || list->optional_count == OPTIONAL_MAX)
        return false;
    list->optional[list->optional_count++] = arena_string(list->arena, entry->value);
    return true;
}

static bool take_files(struct font_list *list, const struct ini_entry *entry)
{
    struct use use = {0};
    size_t scripts;
    const char *path = strchr(entry->value, '/');
    return path && parse_role(entry->section, &use.role) &&
           parse_name(entry->key, &scripts, &use.slant) &&
           add_face(list, path, entry->value, &use.face) &&
           add_uses(list, use, entry->key, scripts);
}

static enum status take_entry(void *self, const struct ini_entry *entry, struct error *error)
{
    struct font_list *list = self;
    bool taken = strcmp(entry->section, "optional") == 0 ? take_optional(list, entry)
                                                         : take_files(list, entry);
    if (taken)
        return STATUS_OK;
    return error_set(error, STATUS_INVALID,
                     "not an entry of a font list; see the notes at its top");
}

enum status font_list_load(const char *path, struct font_list **ret_list, struct error *error)
{
    struct font_list *list = memory_zeroed(1, sizeof *list);
    list->arena = arena_create();
    enum status status = ini_read(path, take_entry, list, error);
    if (status != STATUS_OK) {
        font_list_destroy(list);
        return status;
    }
    *ret_list = list;
    return STATUS_OK;
}

void font_list_destroy(struct font_list *list)
{
    if (!list)
        return;
    for (size_t i = 0; i < list->face_count; i++)
        hb_face_destroy(list->faces[i].face);
    arena_destroy(list->arena);
    free(list);
}

/* ---- Asking it ---------------------------------------------------------------------------------
 */

size_t font_list_count(const struct font_list *list)
{
    return list->face_count;
}

const char *font_list_path(const struct font_list *list, uint16_t face, int *ret_index)
{
    *ret_index = list->faces[face].index;
    return list->faces[face].path;
}

static bool is_optional(const struct font_list *list, const char *package)
{
    for (size_t i = 0; i < list->optional_count; i++) {
        if (strcmp(list->optional[i], package) == 0)
            return true;
    }
    return false;
}

bool font_list_missing(const struct font_list *list, size_t n, const char **ret_path,
                       const char **ret_package)
{
    for (size_t i = 0; i < list->face_count; i++) {
        const struct face *face = &list->faces[i];
        if (is_optional(list, face->package) || access(face->path, R_OK) == 0 || n-- > 0)
            continue;
        *ret_path = face->path;
        *ret_package = face->package;
        return true;
    }
    return false;
}

const char *font_list_file(const struct font_list *list, enum text_face role, bool bold,
                           const char *script)
{
    uint16_t chain[FONT_CHAIN_MAX];
    size_t count = font_list_chain(list, role, bold ? FONT_BOLD : FONT_REGULAR,
                                   hb_tag_from_string(script, -1), chain);
    for (size_t i = 0; i < count; i++) {
        if (access(list->faces[chain[i]].path, R_OK) == 0)
            return list->faces[chain[i]].path;
    }
    return NULL;
}

struct chain {
    uint16_t *faces;
    size_t count;
};

static void chain_add(struct chain *chain, uint16_t face)
{
    for (size_t i = 0; i < chain->count; i++) {
        if (chain->faces[i] == face)
            return;
    }
    if (chain->count < FONT_CHAIN_MAX)
        chain->faces[chain->count++] = face;
}

static void chain_add_uses(struct chain *chain, const struct font_list *list, enum text_face role,
                           enum font_slant slant, hb_tag_t script)
{
    for (size_t i = 0; i < list->use_count; i++) {
        const struct use *use = &list->uses[i];
        if (use->role == role && use->slant == slant && use->script == script)
            chain_add(chain, use->face);
    }
}

static void chain_add_role(struct chain *chain, const struct font_list *list, enum text_face role,
                           enum font_slant slant, hb_tag_t script)
{
    const hb_tag_t scripts[] = {script, HB_SCRIPT_LATIN, SCRIPT_ANY};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        chain_add_uses(chain, list, role, slant, scripts[i]);
        chain_add_uses(chain, list, role, FONT_REGULAR, scripts[i]);
    }
}

size_t font_list_chain(const struct font_list *list, enum text_face role, enum font_slant slant,
                       hb_tag_t script, uint16_t faces[FONT_CHAIN_MAX])
{
    struct chain chain = {.faces = faces};
    chain_add_role(&chain, list, role, slant, script);
    for (int other = 0; other < TEXT_FACE_COUNT; other++)
        chain_add_role(&chain, list, (enum text_face)other, slant, script);
    for (size_t i = 0; i < list->face_count; i++)
        chain_add(&chain, (uint16_t)i);
    return chain.count;
}

int font_list_size_percent(const struct font_list *list, uint16_t face)
{
    return list->faces[face].size_percent;
}

hb_face_t *font_list_face(struct font_list *list, uint16_t index)
{
    struct face *face = &list->faces[index];
    if (!face->tried) {
        face->tried = true;
        hb_blob_t *blob = hb_blob_create_from_file_or_fail(face->path);
        if (blob && hb_face_count(blob) > (unsigned)face->index)
            face->face = hb_face_create(blob, (unsigned)face->index);
        hb_blob_destroy(blob);
    }
    return face->face;
}

#include "model_disk.h"

#include "base/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Names are whole paths: folders are few and never renamed with open files in them. A rename of a
 * folder is one change that carries what lies below it. */
enum { PATHS_MAX = 64, NODES_MAX = 1024, PATH_SIZE = 128, CHANGES_MAX = 16, OPEN_MAX_FILES = 16 };

enum kind { NOTHING, FILE_NODE, FOLDER_NODE, LINK_NODE };

/* A file's bytes live apart from its names. */
struct node {
    enum kind kind;
    struct buffer bytes;
    size_t durable_length; /* how much of the bytes was synced; files only ever grow */
};

struct name {
    char path[PATH_SIZE];
    int node;
};

struct tree {
    struct name names[PATHS_MAX];
    size_t count;
};

enum change_kind { ADD, REMOVE, RENAME };

struct change {
    enum change_kind kind;
    char path[PATH_SIZE], to[PATH_SIZE];
    int node;
};

struct open_file {
    bool is_open;
    int node;
    char path[PATH_SIZE]; /* of a folder, to sync it */
    size_t at;
};

struct model_disk {
    struct node nodes[NODES_MAX];
    int node_count;
    struct tree now, durable;
    struct change changes[CHANGES_MAX];
    size_t change_count;
    struct open_file open[OPEN_MAX_FILES];
    struct model_disk_fault fault;
    int calls, syncs;
    bool is_read_only;
    uint64_t space;
    model_disk_changed_fn *changed;
    void *changed_self;
};

static void insist(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "model disk: %s\n", what);
    abort();
}

/* ---- Trees -------------------------------------------------------------------------------------
 */

static struct name *find(struct tree *tree, const char *path)
{
    for (size_t i = 0; i < tree->count; i++)
        if (strcmp(tree->names[i].path, path) == 0)
            return &tree->names[i];
    return NULL;
}

static bool is_below(const char *path, const char *folder)
{
    const size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && path[length] == '/';
}

static void parent_of(const char *path, char parent[PATH_SIZE])
{
    const char *slash = strrchr(path, '/');
    const size_t length = slash == NULL ? 0 : (size_t)(slash - path);
    memcpy(parent, path, length);
    parent[length] = '\0';
}

static void drop(struct tree *tree, const char *path)
{
    size_t kept = 0;
    for (size_t i = 0; i < tree->count; i++)
        if (strcmp(tree->names[i].path, path) != 0 && !is_below(tree->names[i].path, path))
            tree->names[kept++] = tree->names[i];
    tree->count = kept;
}

static bool has_folder(const struct model_disk *disk, struct tree *tree, const char *path)
{
    if (path[0] == '\0')
        return true;
    const struct name *name = find(tree, path);
    return name != NULL && disk->nodes[name->node].kind == FOLDER_NODE;
}

static void add(struct tree *tree, const char *path, int node)
{
    insist(tree->count < PATHS_MAX, "too many names");
    snprintf(tree->names[tree->count].path, PATH_SIZE, "%s", path);
    tree->names[tree->count++].node = node;
}

static void move(struct tree *tree, const char *from, const char *to)
{
    drop(tree, to);
    for (size_t i = 0; i < tree->count; i++) {
        char *path = tree->names[i].path;
        if (strcmp(path, from) != 0 && !is_below(path, from))
            continue;
        char moved[2 * PATH_SIZE];
        snprintf(moved, sizeof moved, "%s%s", to, path + strlen(from));
        insist(strlen(moved) < PATH_SIZE, "a path too long");
        memcpy(path, moved, strlen(moved) + 1);
    }
}

/* A file keeps its new name whatever became of the old one; what lies in a folder comes along only
 * from where it is. */
static void apply_rename(const struct model_disk *disk, struct tree *tree,
                         const struct change *change)
{
    const struct name *from = find(tree, change->path);
    if (from != NULL && from->node == change->node) {
        move(tree, change->path, change->to);
    } else if (disk->nodes[change->node].kind == FILE_NODE) {
        drop(tree, change->to);
        add(tree, change->to, change->node);
    }
}

/* One change, if what it rests on is there. */
static void apply(const struct model_disk *disk, struct tree *tree, const struct change *change)
{
    char parent[PATH_SIZE];
    parent_of(change->kind == RENAME ? change->to : change->path, parent);
    if (!has_folder(disk, tree, parent))
        return;
    const struct name *there = find(tree, change->path);
    /* Only what was there then: another file of that name may have come meanwhile. */
    if (change->kind == REMOVE && there != NULL && there->node == change->node)
        drop(tree, change->path);
    else if (change->kind == RENAME)
        apply_rename(disk, tree, change);
    else if (change->kind == ADD && there == NULL)
        add(tree, change->path, change->node);
}

/* ---- Calls -------------------------------------------------------------------------------------
 */

/* Counts a call; answers the errno it is to fail with. */
static int begin(struct model_disk *disk)
{
    const int call = ++disk->calls;
    const struct model_disk_fault *fault = &disk->fault;
    const bool hit = fault->call != 0 && !fault->is_short &&
                     (call == fault->call || (fault->for_good && call > fault->call));
    return hit ? fault->error : 0;
}

/* The same for a call that writes. */
static int begin_writing(struct model_disk *disk)
{
    const int error = begin(disk);
    return error == 0 && disk->is_read_only ? EROFS : error;
}

static void end(struct model_disk *disk)
{
    if (disk->changed != NULL)
        disk->changed(disk->changed_self, disk);
}

static void record(struct model_disk *disk, enum change_kind kind, const char *path, const char *to,
                   int node)
{
    insist(disk->change_count < CHANGES_MAX, "too much is not synced");
    struct change *change = &disk->changes[disk->change_count++];
    *change = (struct change){.kind = kind, .node = node};
    snprintf(change->path, sizeof change->path, "%s", path);
    snprintf(change->to, sizeof change->to, "%s", to);
    apply(disk, &disk->now, change);
}

static int new_node(struct model_disk *disk, enum kind kind)
{
    insist(disk->node_count < NODES_MAX, "too many files");
    disk->nodes[disk->node_count].kind = kind;
    return disk->node_count++;
}

static int take_descriptor(struct model_disk *disk, int node, const char *path)
{
    for (int i = 0; i < OPEN_MAX_FILES; i++)
        if (!disk->open[i].is_open) {
            disk->open[i] = (struct open_file){.is_open = true, .node = node};
            snprintf(disk->open[i].path, PATH_SIZE, "%s", path);
            return i;
        }
    return -EMFILE;
}

static int create_file(struct model_disk *disk, const char *path)
{
    char parent[PATH_SIZE];
    parent_of(path, parent);
    if (disk->is_read_only)
        return -EROFS;
    if (!has_folder(disk, &disk->now, parent))
        return -ENOENT;
    if (find(&disk->now, path) != NULL)
        return -EEXIST;
    const int node = new_node(disk, FILE_NODE);
    record(disk, ADD, path, "", node);
    const int file = take_descriptor(disk, node, path);
    end(disk);
    return file;
}

static int model_open(void *self, const char *path, enum files_mode mode)
{
    struct model_disk *disk = self;
    const int error = begin(disk);
    if (error != 0)
        return -error;
    if (mode == FILES_CREATE)
        return create_file(disk, path);
    if (mode == FILES_FOLDER)
        return has_folder(disk, &disk->now, path) ? take_descriptor(disk, -1, path) : -ENOENT;
    const struct name *name = find(&disk->now, path);
    if (name == NULL)
        return -ENOENT;
    return disk->nodes[name->node].kind == FILE_NODE ? take_descriptor(disk, name->node, path)
                                                     : -EINVAL;
}

static bool moves_one_byte(const struct model_disk *disk)
{
    return disk->fault.is_short && (disk->calls == disk->fault.call ||
                                    (disk->fault.for_good && disk->calls > disk->fault.call));
}

static int64_t model_read(void *self, int file, void *bytes, size_t length)
{
    struct model_disk *disk = self;
    const int error = begin(disk);
    if (error != 0)
        return -error;
    struct open_file *open = &disk->open[file];
    const struct buffer *content = &disk->nodes[open->node].bytes;
    size_t count = content->length - open->at;
    count = count < length ? count : length;
    if (moves_one_byte(disk) && count > 1)
        count = 1;
    if (count > 0)
        memcpy(bytes, content->bytes + open->at, count);
    open->at += count;
    return (int64_t)count;
}

static int64_t model_write(void *self, int file, const void *bytes, size_t length)
{
    struct model_disk *disk = self;
    const int error = begin_writing(disk);
    if (error != 0)
        return -error;
    const size_t count = moves_one_byte(disk) && length > 1 ? 1 : length;
    buffer_append(&disk->nodes[disk->open[file].node].bytes, bytes, count);
    end(disk);
    return (int64_t)count;
}

static int model_size(void *self, int file, uint64_t *ret_bytes)
{
    struct model_disk *disk = self;
    const int error = begin(disk);
    if (error == 0)
        *ret_bytes = disk->nodes[disk->open[file].node].bytes.length;
    return -error;
}

/* A change touches the folders its names lie in. */
static bool touches(const struct change *change, const char *folder)
{
    char parent[PATH_SIZE];
    parent_of(change->path, parent);
    if (strcmp(parent, folder) == 0)
        return true;
    parent_of(change->to, parent);
    return change->kind == RENAME && strcmp(parent, folder) == 0;
}

static void sync_names(struct model_disk *disk, const char *folder)
{
    size_t kept = 0;
    for (size_t i = 0; i < disk->change_count; i++)
        if (touches(&disk->changes[i], folder))
            apply(disk, &disk->durable, &disk->changes[i]);
        else
            disk->changes[kept++] = disk->changes[i];
    disk->change_count = kept;
}

static int model_sync(void *self, int file)
{
    struct model_disk *disk = self;
    const int error = begin(disk);
    if (error != 0)
        return -error;
    if (++disk->syncs == disk->fault.lost_sync)
        return 0;
    struct open_file *open = &disk->open[file];
    if (open->node >= 0)
        disk->nodes[open->node].durable_length = disk->nodes[open->node].bytes.length;
    else
        sync_names(disk, open->path);
    end(disk);
    return 0;
}

/* Closes even where it answers an error, as Linux does. */
static int model_close(void *self, int file)
{
    struct model_disk *disk = self;
    insist(disk->open[file].is_open, "a file closed twice");
    disk->open[file].is_open = false;
    return -begin(disk);
}

static int model_reserve(void *self, int file, uint64_t length)
{
    (void)file, (void)length;
    return -begin_writing(self);
}

static int model_forget(void *self, int file)
{
    (void)file;
    return -begin(self);
}

static int model_protect(void *self, const char *path)
{
    struct model_disk *disk = self;
    const int error = begin_writing(disk);
    if (error != 0)
        return -error;
    return find(&disk->now, path) == NULL ? -ENOENT : 0;
}

static int model_make_folder(void *self, const char *path)
{
    struct model_disk *disk = self;
    const int error = begin_writing(disk);
    if (error != 0)
        return -error;
    if (find(&disk->now, path) != NULL)
        return -EEXIST;
    record(disk, ADD, path, "", new_node(disk, FOLDER_NODE));
    end(disk);
    return 0;
}

static int model_rename(void *self, const char *from, const char *to)
{
    struct model_disk *disk = self;
    const int error = begin_writing(disk);
    if (error != 0)
        return -error;
    const struct name *moved = find(&disk->now, from);
    if (moved == NULL)
        return -ENOENT;
    const struct name *there = find(&disk->now, to);
    if (there != NULL && disk->nodes[there->node].kind == FOLDER_NODE)
        return -ENOTEMPTY;
    record(disk, RENAME, from, to, moved->node);
    end(disk);
    return 0;
}

static int model_link(void *self, const char *target, const char *path)
{
    struct model_disk *disk = self;
    const int error = begin_writing(disk);
    if (error != 0)
        return -error;
    if (find(&disk->now, path) != NULL)
        return -EEXIST;
    const int node = new_node(disk, LINK_NODE);
    buffer_text(&disk->nodes[node].bytes, target);
    record(disk, ADD, path, "", node);
    end(disk);
    return 0;
}

static bool is_empty(const struct tree *tree, const char *folder)
{
    for (size_t i = 0; i < tree->count; i++)
        if (is_below(tree->names[i].path, folder))
            return false;
    return true;
}

static int remove_as(struct model_disk *disk, const char *path, bool is_folder)
{
    const int error = begin_writing(disk);
    if (error != 0)
        return -error;
    const struct name *name = find(&disk->now, path);
    if (name == NULL)
        return -ENOENT;
    if ((disk->nodes[name->node].kind == FOLDER_NODE) != is_folder)
        return is_folder ? -ENOTDIR : -EISDIR;
    if (!is_empty(&disk->now, path))
        return -ENOTEMPTY;
    record(disk, REMOVE, path, "", name->node);
    end(disk);
    return 0;
}

static int model_remove(void *self, const char *path)
{
    return remove_as(self, path, false);
}

static int model_remove_folder(void *self, const char *path)
{
    return remove_as(self, path, true);
}

static int model_list(void *self, const char *path, files_entry_fn *entry, void *context)
{
    struct model_disk *disk = self;
    const int error = begin(disk);
    if (error != 0)
        return -error;
    if (!has_folder(disk, &disk->now, path))
        return find(&disk->now, path) != NULL ? -ENOTDIR : -ENOENT;
    const struct tree tree = disk->now;
    for (size_t i = 0; i < tree.count; i++) {
        char parent[PATH_SIZE];
        parent_of(tree.names[i].path, parent);
        if (strcmp(parent, path) != 0)
            continue;
        const char *slash = strrchr(tree.names[i].path, '/');
        const int answer = entry(context, slash == NULL ? tree.names[i].path : slash + 1);
        if (answer != 0)
            return answer;
    }
    return 0;
}

static int model_space(void *self, uint64_t *ret_bytes)
{
    struct model_disk *disk = self;
    const int error = begin(disk);
    if (error == 0)
        *ret_bytes = disk->space;
    return -error;
}

struct files model_disk_files(struct model_disk *disk)
{
    static const struct files_calls calls = {
        .open = model_open,
        .read = model_read,
        .write = model_write,
        .size = model_size,
        .sync = model_sync,
        .close = model_close,
        .reserve = model_reserve,
        .forget = model_forget,
        .protect = model_protect,
        .make_folder = model_make_folder,
        .rename = model_rename,
        .link = model_link,
        .remove = model_remove,
        .remove_folder = model_remove_folder,
        .list = model_list,
        .space = model_space,
    };
    return (struct files){&calls, disk};
}

/* ---- The disk itself ---------------------------------------------------------------------------
 */

struct model_disk *model_disk_create(void)
{
    struct model_disk *disk = memory_zeroed(1, sizeof *disk);
    disk->space = UINT64_MAX;
    return disk;
}

void model_disk_destroy(struct model_disk *disk)
{
    if (disk == NULL)
        return;
    for (int i = 0; i < disk->node_count; i++)
        buffer_fini(&disk->nodes[i].bytes);
    free(disk);
}

/* A disk of this tree, with the first `lengths[node]` bytes of each file. */
static struct model_disk *build(const struct model_disk *disk, const struct tree *tree,
                                const size_t *lengths)
{
    struct model_disk *copy = model_disk_create();
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *from = &disk->nodes[tree->names[i].node];
        const int node = new_node(copy, from->kind);
        const size_t length = lengths[tree->names[i].node];
        if (length > 0)
            buffer_append(&copy->nodes[node].bytes, from->bytes.bytes, length);
        copy->nodes[node].durable_length = length;
        add(&copy->now, tree->names[i].path, node);
    }
    copy->durable = copy->now;
    copy->space = disk->space;
    return copy;
}

struct model_disk *model_disk_copy(const struct model_disk *disk)
{
    size_t lengths[NODES_MAX];
    for (int i = 0; i < disk->node_count; i++)
        lengths[i] = disk->nodes[i].bytes.length;
    return build(disk, &disk->now, lengths);
}

void model_disk_put(struct model_disk *disk, const char *path, const void *bytes, size_t length)
{
    char folder[PATH_SIZE];
    for (const char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        snprintf(folder, sizeof folder, "%.*s", (int)(slash - path), path);
        if (find(&disk->now, folder) == NULL)
            add(&disk->now, folder, new_node(disk, FOLDER_NODE));
    }
    drop(&disk->now, path);
    const int node = new_node(disk, FILE_NODE);
    if (length > 0)
        buffer_append(&disk->nodes[node].bytes, bytes, length);
    disk->nodes[node].durable_length = length;
    add(&disk->now, path, node);
    disk->durable = disk->now;
}

void model_disk_flip(struct model_disk *disk, const char *path, size_t bit)
{
    const struct name *name = find(&disk->now, path);
    insist(name != NULL && bit / 8 < disk->nodes[name->node].bytes.length, "nothing to flip there");
    disk->nodes[name->node].bytes.bytes[bit / 8] ^= (char)(1 << bit % 8);
}

void model_disk_forbid_writing(struct model_disk *disk)
{
    disk->is_read_only = true;
}

size_t model_disk_names(const struct model_disk *disk)
{
    return disk->now.count;
}

void model_disk_set_fault(struct model_disk *disk, struct model_disk_fault fault)
{
    disk->fault = fault;
    disk->calls = disk->syncs = 0;
}

int model_disk_calls(const struct model_disk *disk)
{
    return disk->calls;
}

int model_disk_syncs(const struct model_disk *disk)
{
    return disk->syncs;
}

void model_disk_set_space(struct model_disk *disk, uint64_t bytes)
{
    disk->space = bytes;
}

void model_disk_watch(struct model_disk *disk, model_disk_changed_fn *changed, void *self)
{
    disk->changed = changed;
    disk->changed_self = self;
}

int model_disk_open_files(const struct model_disk *disk)
{
    int count = 0;
    for (int i = 0; i < OPEN_MAX_FILES; i++)
        count += disk->open[i].is_open;
    return count;
}

/* ---- Power cuts --------------------------------------------------------------------------------
 */

/* Files of a tree whose bytes were not all synced. */
static size_t list_unsynced(const struct model_disk *disk, const struct tree *tree,
                            int nodes[PATHS_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *node = &disk->nodes[tree->names[i].node];
        if (node->kind == FILE_NODE && node->durable_length < node->bytes.length)
            nodes[count++] = tree->names[i].node;
    }
    return count;
}

/* Each unsynced file with none, half or all of what was not synced. */
static void cut_bytes(const struct model_disk *disk, const struct tree *tree,
                      void (*state)(void *self, struct model_disk *left), void *self)
{
    int unsynced[PATHS_MAX];
    size_t lengths[NODES_MAX];
    const size_t count = list_unsynced(disk, tree, unsynced);
    unsigned combinations = 1;
    for (size_t i = 0; i < count; i++)
        combinations *= 3;
    for (int i = 0; i < disk->node_count; i++)
        lengths[i] = disk->nodes[i].bytes.length;
    for (unsigned choice = 0; choice < combinations; choice++) {
        unsigned rest = choice;
        for (size_t i = 0; i < count; i++, rest /= 3) {
            const struct node *node = &disk->nodes[unsynced[i]];
            const size_t pending = node->bytes.length - node->durable_length;
            lengths[unsynced[i]] = node->durable_length + pending * (rest % 3) / 2;
        }
        struct model_disk *left = build(disk, tree, lengths);
        state(self, left);
        model_disk_destroy(left);
    }
}

void model_disk_cut(const struct model_disk *disk,
                    void (*state)(void *self, struct model_disk *left), void *self)
{
    for (unsigned subset = 0; subset < 1u << disk->change_count; subset++) {
        struct tree tree = disk->durable;
        for (size_t i = 0; i < disk->change_count; i++)
            if ((subset >> i & 1) != 0)
                apply(disk, &tree, &disk->changes[i]);
        cut_bytes(disk, &tree, state, self);
    }
}

static int compare_names(const void *left, const void *right)
{
    const struct name *a = left, *b = right;
    return strcmp(a->path, b->path);
}

void model_disk_print(const struct model_disk *disk, struct buffer *text)
{
    struct tree tree = disk->now;
    qsort(tree.names, tree.count, sizeof tree.names[0], compare_names);
    for (size_t i = 0; i < tree.count; i++) {
        const struct node *node = &disk->nodes[tree.names[i].node];
        buffer_format(text, "%s %d %zu:", tree.names[i].path, node->kind, node->bytes.length);
        if (node->bytes.length > 0)
            buffer_append(text, node->bytes.bytes, node->bytes.length);
        buffer_byte(text, '\n');
    }
}

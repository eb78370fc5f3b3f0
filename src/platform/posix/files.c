#include "platform/posix/files.h"

#include "base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

struct folder {
    int descriptor;
    uint64_t resolve; /* what openat2 refuses on the way */
};

static int result(int answer)
{
    return answer < 0 ? -errno : answer;
}

static int descriptor_of(void *self)
{
    const struct folder *folder = self;
    return folder->descriptor;
}

static int open_beneath(void *self, const char *path, int flags, mode_t mode)
{
    const struct folder *folder = self;
    const struct open_how how = {
        .flags = (uint64_t)(flags | O_CLOEXEC | O_NOFOLLOW),
        .mode = mode,
        .resolve = folder->resolve,
    };
    const long file =
        syscall(SYS_openat2, descriptor_of(self), path[0] == '\0' ? "." : path, &how, sizeof how);
    return file < 0 ? -errno : (int)file;
}

/* A pipe or device under a known name would block or worse: only ordinary files are read. */
static int open_ordinary(void *self, const char *path)
{
    struct stat info;
    const int file = open_beneath(self, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
    if (file < 0)
        return file;
    if (fstat(file, &info) == 0 && S_ISREG(info.st_mode))
        return file;
    close(file);
    return -EINVAL;
}

static int open_file(void *self, const char *path, enum files_mode mode)
{
    switch (mode) {
    case FILES_CREATE:
        return open_beneath(self, path, O_WRONLY | O_CREAT | O_EXCL, 0640);
    case FILES_FOLDER:
        return open_beneath(self, path, O_RDONLY | O_DIRECTORY, 0);
    case FILES_READ:
        break;
    }
    return open_ordinary(self, path);
}

static int64_t read_file(void *self, int file, void *bytes, size_t length)
{
    (void)self;
    const ssize_t count = read(file, bytes, length);
    return count < 0 ? -errno : count;
}

static int64_t write_file(void *self, int file, const void *bytes, size_t length)
{
    (void)self;
    const ssize_t count = write(file, bytes, length);
    return count < 0 ? -errno : count;
}

static int size_of_file(void *self, int file, uint64_t *ret_bytes)
{
    (void)self;
    struct stat info;
    if (fstat(file, &info) != 0)
        return -errno;
    *ret_bytes = (uint64_t)info.st_size;
    return 0;
}

static int sync_file(void *self, int file)
{
    (void)self;
    return result(fsync(file));
}

static int close_file(void *self, int file)
{
    (void)self;
    return result(close(file));
}

static int reserve(void *self, int file, uint64_t length)
{
    (void)self;
    return -posix_fallocate(file, 0, (off_t)length);
}

static int forget(void *self, int file)
{
    (void)self;
    return -posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
}

/* Splits a path and opens the folder it lies in, so that the *at calls below follow no link on the
 * way. */
static int open_parent(void *self, const char *path, const char **ret_name)
{
    const char *slash = strrchr(path, '/');
    char parent[512];
    const size_t length = slash == NULL ? 0 : (size_t)(slash - path);
    if (length >= sizeof parent)
        return -ENAMETOOLONG;
    memcpy(parent, path, length);
    parent[length] = '\0';
    *ret_name = slash == NULL ? path : slash + 1;
    return open_beneath(self, parent, O_RDONLY | O_DIRECTORY, 0);
}

static int protect(void *self, const char *path)
{
    const int file = open_ordinary(self, path);
    if (file < 0)
        return file;
    const int answer = result(fchmod(file, 0440));
    close(file);
    return answer;
}

static int make_folder(void *self, const char *path)
{
    const char *name;
    const int parent = open_parent(self, path, &name);
    if (parent < 0)
        return parent;
    const int answer = result(mkdirat(parent, name, 0750));
    close(parent);
    return answer;
}

static int rename_entry(void *self, const char *from, const char *to)
{
    const char *from_name, *to_name;
    const int from_parent = open_parent(self, from, &from_name);
    if (from_parent < 0)
        return from_parent;
    const int to_parent = open_parent(self, to, &to_name);
    const int answer =
        to_parent < 0 ? to_parent : result(renameat(from_parent, from_name, to_parent, to_name));
    close(from_parent);
    if (to_parent >= 0)
        close(to_parent);
    return answer;
}

static int make_link(void *self, const char *target, const char *path)
{
    const char *name;
    const int parent = open_parent(self, path, &name);
    if (parent < 0)
        return parent;
    const int answer = result(symlinkat(target, parent, name));
    close(parent);
    return answer;
}

static int remove_as(void *self, const char *path, int flags)
{
    const char *name;
    const int parent = open_parent(self, path, &name);
    if (parent < 0)
        return parent;
    const int answer = result(unlinkat(parent, name, flags));
    close(parent);
    return answer;
}

static int remove_file(void *self, const char *path)
{
    return remove_as(self, path, 0);
}

static int remove_folder(void *self, const char *path)
{
    return remove_as(self, path, AT_REMOVEDIR);
}

static int list(void *self, const char *path, files_entry_fn *entry, void *context)
{
    const int folder = open_beneath(self, path, O_RDONLY | O_DIRECTORY, 0);
    DIR *stream = folder < 0 ? NULL : fdopendir(folder);
    if (stream == NULL)
        return folder < 0 ? folder : (close(folder), -ENOMEM);
    int answer = 0;
    const struct dirent *next;
    while (answer == 0 && (errno = 0, next = readdir(stream)) != NULL)
        if (strcmp(next->d_name, ".") != 0 && strcmp(next->d_name, "..") != 0)
            answer = entry(context, next->d_name);
    if (answer == 0 && errno != 0)
        answer = -errno;
    closedir(stream);
    return answer;
}

static int space(void *self, uint64_t *ret_bytes)
{
    struct statvfs info;
    if (fstatvfs(descriptor_of(self), &info) != 0)
        return -errno;
    *ret_bytes = (uint64_t)info.f_bavail * info.f_frsize;
    return 0;
}

static enum status open_as(const char *folder, uint64_t resolve, struct files *ret_files,
                           struct error *error)
{
    static const struct files_calls calls = {open_file,   read_file,     write_file,   size_of_file,
                                             sync_file,   close_file,    reserve,      forget,
                                             protect,     make_folder,   rename_entry, make_link,
                                             remove_file, remove_folder, list,         space};
    const int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return error_set(error, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO, "%s: %s", folder,
                         strerror(errno));
    struct folder *self = memory_zeroed(1, sizeof *self);
    *self = (struct folder){descriptor, RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | resolve};
    *ret_files = (struct files){&calls, self};
    return STATUS_OK;
}

enum status files_open(const char *folder, struct files *ret_files, struct error *error)
{
    return open_as(folder, 0, ret_files, error);
}

enum status files_open_stick(const char *folder, struct files *ret_files, struct error *error)
{
    return open_as(folder, RESOLVE_NO_XDEV, ret_files, error);
}

void files_close(struct files *files)
{
    if (files->self == NULL)
        return;
    close(descriptor_of(files->self));
    free(files->self);
    files->self = NULL;
}

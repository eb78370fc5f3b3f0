#include "app/update/probe.h"

#include "base/buffer.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SAID_MAX = 64 << 10 };

/* The viewer beside this program. */
static void find_viewer(struct buffer *path)
{
    char self[4096];
    const ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    self[length < 0 ? 0 : length] = '\0';
    const char *slash = strrchr(self, '/');
    buffer_append(path, self, slash == NULL ? 0 : (size_t)(slash - self + 1));
    buffer_text(path, "vitrine");
}

/* With nothing to read, its messages into the pipe, and no surroundings. */
static int start(const char *viewer, const char *bundle, const int pipe_ends[2], pid_t *ret_child)
{
    char name[] = "vitrine", verify[] = "--verify";
    struct buffer path = {0};
    buffer_text(&path, bundle);
    char *const arguments[] = {name, verify, path.bytes, NULL};
    char *const surroundings[] = {NULL};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDERR_FILENO);
    const int answer = posix_spawn(ret_child, viewer, &actions, NULL, arguments, surroundings);
    posix_spawn_file_actions_destroy(&actions);
    buffer_fini(&path);
    return answer;
}

/* All it says, as far as it is kept; a child that talks on is not held up. */
static void listen_to(int from, struct buffer *said)
{
    char piece[1024];
    ssize_t count;
    while ((count = read(from, piece, sizeof piece)) > 0 || (count < 0 && errno == EINTR))
        if (count > 0 && said->length < SAID_MAX)
            buffer_append(said, piece, (size_t)count);
}

/* The last line, without the program's name. */
static const char *last_line(struct buffer *said)
{
    while (said->length > 0 && said->bytes[said->length - 1] == '\n')
        buffer_cut(said, said->length - 1);
    const char *text = buffer_string(said);
    const char *line = strrchr(text, '\n');
    line = line == NULL ? text : line + 1;
    return strncmp(line, "vitrine: ", 9) == 0 ? line + 9 : line;
}

static enum update_code judge(int status, struct buffer *said, struct error *detail)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return CODE_OK;
    if (WIFSIGNALED(status))
        error_set(detail, STATUS_INVALID, "looking through it ended with signal %d",
                  WTERMSIG(status));
    else
        error_set(detail, STATUS_INVALID, "%s", last_line(said));
    return CODE_CONTENT;
}

static enum update_code run(const char *viewer, const char *bundle, struct error *detail)
{
    int pipe_ends[2], status = 0;
    pid_t child;
    struct buffer said = {0};
    if (pipe(pipe_ends) != 0) {
        error_set(detail, STATUS_IO, "pipe: %s", strerror(errno));
        return CODE_STORAGE;
    }
    fcntl(pipe_ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(pipe_ends[1], F_SETFD, FD_CLOEXEC);
    const int answer = start(viewer, bundle, pipe_ends, &child);
    close(pipe_ends[1]);
    enum update_code code = CODE_STORAGE;
    if (answer != 0) {
        error_set(detail, STATUS_IO, "%s: %s", viewer, strerror(answer));
    } else {
        listen_to(pipe_ends[0], &said);
        while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
        }
        code = judge(status, &said, detail);
    }
    close(pipe_ends[0]);
    buffer_fini(&said);
    return code;
}

enum update_code probe_run(void *self, const char *path, struct error *detail)
{
    const struct probe *probe = self;
    struct buffer viewer = {0}, bundle = {0};
    if (probe->viewer != NULL)
        buffer_text(&viewer, probe->viewer);
    else
        find_viewer(&viewer);
    buffer_format(&bundle, "%s/%s", probe->store, path);
    const enum update_code code = run(buffer_string(&viewer), buffer_string(&bundle), detail);
    buffer_fini(&viewer);
    buffer_fini(&bundle);
    return code;
}

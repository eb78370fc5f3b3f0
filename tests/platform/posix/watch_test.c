#include "platform/posix/watch.h"

#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "support/harness.h"

enum { PATH_SIZE = 4096 };

static void note(void *self)
{
    sem_post(self);
}

static void put(const char *name)
{
    FILE *file = fopen(name, "we");
    if (EXPECT(file != NULL)) {
        fputs("x", file);
        fclose(file);
    }
}

static const char *in_folder(const char *name, char path[PATH_SIZE])
{
    snprintf(path, PATH_SIZE, "%s/%s", harness_temporary_directory(), name);
    return path;
}

static void a_file_of_that_name_is_told(void)
{
    char meant[PATH_SIZE], other[PATH_SIZE];
    sem_t changed;
    int count = 0;
    struct watch *watch = NULL;
    struct error error;
    sem_init(&changed, 0, 0);
    if (!EXPECT_INT(watch_open(in_folder("meant", meant), note, &changed, &watch, &error),
                    STATUS_OK))
        return;
    put(in_folder("other", other));
    put(meant);
    EXPECT(sem_wait(&changed) == 0);
    rename(other, meant);
    EXPECT(sem_wait(&changed) == 0);
    watch_close(watch);
    sem_getvalue(&changed, &count);
    EXPECT_INT(count, 0);
    sem_destroy(&changed);
}

static void without_a_slash_it_is_in_this_folder(void)
{
    sem_t changed;
    struct watch *watch = NULL;
    struct error error;
    sem_init(&changed, 0, 0);
    EXPECT(chdir(harness_temporary_directory()) == 0);
    if (!EXPECT_INT(watch_open("here", note, &changed, &watch, &error), STATUS_OK))
        return;
    put("here");
    EXPECT(sem_wait(&changed) == 0);
    watch_close(watch);
    watch_close(NULL);
    sem_destroy(&changed);
}

static void a_folder_must_be_there(void)
{
    struct watch *watch = NULL;
    struct error error = {0};
    EXPECT_INT(watch_open("/nonexistent/x.vitrine", note, NULL, &watch, &error), STATUS_IO);
    EXPECT(strstr(error.message, "/nonexistent: cannot be watched") != NULL);
}

int main(void)
{
    return harness_run((struct harness_case[]){
        {"a file of that name is told, written or renamed", a_file_of_that_name_is_told},
        {"without a slash it is in this folder", without_a_slash_it_is_in_this_folder},
        {"a folder must be there", a_folder_must_be_there},
        {0},
    });
}

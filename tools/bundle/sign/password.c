#include "password.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { PASSWORD_MIN = 8 };

/* Reads without the terminal showing what is typed. */
static char *read_unseen(char *password, int size)
{
    struct termios shown, hidden;
    const bool terminal = tcgetattr(STDIN_FILENO, &shown) == 0;
    if (terminal) {
        hidden = shown;
        hidden.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    }
    char *line = fgets(password, size, stdin);
    if (terminal) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
        fputc('\n', stderr);
    }
    return line;
}

enum status password_ask(void *self, char *password, struct error *error)
{
    const char *question = self;
    if (isatty(STDIN_FILENO))
        fprintf(stderr, "%s: ", question);
    if (read_unseen(password, SECRET_KEY_PASSWORD_MAX + 1) == NULL)
        return error_set(error, STATUS_INVALID, "a password is needed on standard input");
    password[strcspn(password, "\r\n")] = '\0';
    return STATUS_OK;
}

enum status password_ask_new(char *password, struct error *error)
{
    char again[SECRET_KEY_PASSWORD_MAX + 1];
    char first_question[] = "New password", second_question[] = "Once more";
    enum status status = password_ask(first_question, password, error);
    if (status == STATUS_OK && strlen(password) < PASSWORD_MIN)
        return error_set(error, STATUS_INVALID, "a password has at least %d characters",
                         PASSWORD_MIN);
    if (status != STATUS_OK || !isatty(STDIN_FILENO))
        return status;
    status = password_ask(second_question, again, error);
    if (status == STATUS_OK && strcmp(password, again) != 0)
        status = error_set(error, STATUS_INVALID, "the two passwords differ; nothing was made");
    sodium_memzero(again, sizeof again);
    return status;
}

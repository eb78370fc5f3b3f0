/* Asking a person for a password. */
#ifndef SIGN_PASSWORD_H
#define SIGN_PASSWORD_H

#include "secret_key.h"

/* A secret_key_ask_fn: reads one line from standard input, unseen where that is a terminal, with
 * `self` (a C string) as the question. STATUS_INVALID where nothing came. */
enum status password_ask(void *self, char *password, struct error *error) STATUS_CHECKED;

/* For a new password: asks twice where standard input is a terminal and compares; at least 8
 * bytes. STATUS_INVALID where they differ or it is too short. */
enum status password_ask_new(char *password, struct error *error) STATUS_CHECKED;

#endif

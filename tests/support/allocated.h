/* How much memory a test holds, for tests that run for weeks of virtual time. */
#ifndef SUPPORT_ALLOCATED_H
#define SUPPORT_ALLOCATED_H

#include <stddef.h>

/* Bytes that are allocated and not given back, of the whole program. */
size_t allocated_bytes(void);

#endif

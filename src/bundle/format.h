/* What a file format is called by, for those who never open one. */
#ifndef BUNDLE_FORMAT_H
#define BUNDLE_FORMAT_H

#include <stdint.h>

/* The newest schema that this version reads. */
uint32_t format_schema(void);

#endif

#include "format.h"

#include "schema.h"

uint32_t format_schema(void)
{
    return SCHEMA_NUMBER;
}

#include "allocated.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_ASAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) && !defined(UNDER_ASAN)
#define UNDER_ASAN 1
#endif

#ifdef UNDER_ASAN

/* Of the sanitizer's run time, whose header is not installed with every compiler. */
extern size_t __sanitizer_get_current_allocated_bytes(void);

size_t allocated_bytes(void)
{
    return __sanitizer_get_current_allocated_bytes();
}

#else

#include <malloc.h>

size_t allocated_bytes(void)
{
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

#endif

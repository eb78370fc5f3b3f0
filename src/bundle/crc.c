#include "crc.h"

/* The remainders of all half bytes, the polynomial 0xEDB88320 with its lowest power first. */
static const uint32_t remainders[16] = {
    0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
    0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c};

uint32_t crc_of(const void *bytes, size_t length)
{
    const uint8_t *at = bytes;
    uint32_t crc = 0xffffffff;
    for (size_t i = 0; i < length; i++) {
        crc = (crc >> 4) ^ remainders[(crc ^ at[i]) & 15];
        crc = (crc >> 4) ^ remainders[(crc ^ (uint32_t)(at[i] >> 4)) & 15];
    }
    return ~crc;
}

/* CRC-32 of ISO 3309 and RFC 1952: notices that a tile's bytes have changed, by accident only. */
#ifndef BUNDLE_CRC_H
#define BUNDLE_CRC_H

#include <stddef.h>
#include <stdint.h>

uint32_t crc_of(const void *bytes, size_t length);

#endif

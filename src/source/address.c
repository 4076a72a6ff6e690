#include "source/address.h"

#include "base/array.h"

#include <netinet/in.h>
#include <stdint.h>
#include <string.h>

/* IANA's registries of special addresses: first bytes and how many bits of them count. */
static const struct {
    uint8_t bytes[4];
    uint8_t bits;
} special4[] = {
    {{0}, 8},            {{10}, 8},           {{100, 64}, 10},     {{127}, 8},          {{169, 254}, 16},
    {{172, 16}, 12},     {{192, 0, 0}, 24},   {{192, 0, 2}, 24},   {{192, 88, 99}, 24}, {{192, 168}, 16},
    {{198, 18}, 15},     {{198, 51, 100}, 24}, {{203, 0, 113}, 24}, {{224}, 4},          {{240}, 4},
};

static const struct {
    uint8_t bytes[16];
    uint8_t bits;
} special6[] = {
    {{0}, 96},                  /* unspecified, loopback, IPv4-compatible */
    {{0x01, 0x00}, 64},         /* discard */
    {{0x00, 0x64, 0xff, 0x9b, 0, 1}, 48}, /* local translation */
    {{0x20, 0x01, 0x00}, 23},   /* protocol assignments, Teredo */
    {{0x20, 0x01, 0x0d, 0xb8}, 32}, /* documentation */
    {{0x3f, 0xff}, 20},         /* documentation */
    {{0x5f, 0x00}, 16},         /* segment routing */
    {{0xfc}, 7},                /* unique local */
    {{0xfe, 0x80}, 10},         /* link-local */
    {{0xfe, 0xc0}, 10},         /* site-local */
    {{0xff}, 8},                /* multicast */
};

/* Where an IPv6 prefix is followed by an IPv4 address. */
static const struct {
    uint8_t bytes[16];
    uint8_t bits, at;
} carriers[] = {
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, 12}, /* mapped */
    {{0x00, 0x64, 0xff, 0x9b}, 96, 12},                   /* translated */
    {{0x20, 0x02}, 16, 2},                                /* 6to4 */
};

static bool within(const uint8_t *address, const uint8_t *prefix, unsigned bits) {
    if (memcmp(address, prefix, bits / 8) != 0) return false;
    unsigned mask = bits % 8 ? 0xFFu << (8 - bits % 8) & 0xFFu : 0;
    return bits % 8 == 0 || (address[bits / 8] & mask) == (prefix[bits / 8] & mask);
}

static bool public4(const uint8_t *address) {
    for (size_t i = 0; i < WK_COUNT(special4); i++)
        if (within(address, special4[i].bytes, special4[i].bits)) return false;
    return true;
}

static bool public6(const uint8_t *address) {
    for (size_t i = 0; i < WK_COUNT(carriers); i++)
        if (within(address, carriers[i].bytes, carriers[i].bits)) return public4(address + carriers[i].at);
    for (size_t i = 0; i < WK_COUNT(special6); i++)
        if (within(address, special6[i].bytes, special6[i].bits)) return false;
    return true;
}

bool wk_address_public(const struct sockaddr *address) {
    if (address->sa_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, address, sizeof in);
        return public4((const uint8_t *)&in.sin_addr);
    }
    if (address->sa_family != AF_INET6) return false;
    struct sockaddr_in6 in;
    memcpy(&in, address, sizeof in);
    return public6((const uint8_t *)&in.sin6_addr);
}

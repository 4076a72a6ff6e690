/* Which network addresses may be fetched from. */
#ifndef WK_ADDRESS_H
#define WK_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/* An address of the public internet: not private, loopback, link-local, multicast, reserved or for documentation, also
 * when an IPv6 address only carries such an IPv4 one. */
bool wk_address_public(const struct sockaddr *address);

#endif

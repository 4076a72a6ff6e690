/* The connections that are open, and since when their request is under way: those that take too long are cut. The server
 * library only ends connections on which nothing moves; a client that sends a byte now and then would stay for ever. */
#ifndef WK_PEERS_H
#define WK_PEERS_H

#include <stdint.h>

typedef struct wk_peers wk_peers;
typedef struct wk_peer wk_peer;

wk_peers *wk_peers_new(void);
void wk_peers_free(wk_peers *peers); /* all must have gone */

wk_peer *wk_peers_came(wk_peers *peers, int socket);
void wk_peers_gone(wk_peers *peers, wk_peer *peer);

/* A request was answered: its time begins anew. */
void wk_peers_answered(wk_peers *peers, wk_peer *peer);

/* Cuts those whose request has been under way for more than `ms`. */
void wk_peers_cut(wk_peers *peers, int64_t ms);

#endif

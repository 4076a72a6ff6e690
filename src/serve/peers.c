#include "serve/peers.h"

#include "base/arena.h"
#include "base/clock.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>

struct wk_peer {
    wk_peer *next, *before;
    int64_t since;
    int socket;
};

struct wk_peers {
    pthread_mutex_t lock;
    wk_peer *first;
};

wk_peers *wk_peers_new(void) {
    wk_peers *p = wk_malloc(sizeof *p);
    *p = (wk_peers){0};
    pthread_mutex_init(&p->lock, NULL);
    return p;
}

void wk_peers_free(wk_peers *p) {
    if (!p) return;
    pthread_mutex_destroy(&p->lock);
    free(p);
}

wk_peer *wk_peers_came(wk_peers *p, int socket) {
    wk_peer *peer = wk_malloc(sizeof *peer);
    pthread_mutex_lock(&p->lock);
    *peer = (wk_peer){.next = p->first, .since = wk_now_ms(), .socket = socket};
    if (p->first) p->first->before = peer;
    p->first = peer;
    pthread_mutex_unlock(&p->lock);
    return peer;
}

void wk_peers_gone(wk_peers *p, wk_peer *peer) {
    pthread_mutex_lock(&p->lock);
    *(peer->before ? &peer->before->next : &p->first) = peer->next;
    if (peer->next) peer->next->before = peer->before;
    pthread_mutex_unlock(&p->lock);
    free(peer);
}

void wk_peers_answered(wk_peers *p, wk_peer *peer) {
    pthread_mutex_lock(&p->lock);
    peer->since = wk_now_ms();
    pthread_mutex_unlock(&p->lock);
}

/* Within the lock no connection goes, so that every socket is still its own. */
void wk_peers_cut(wk_peers *p, int64_t ms) {
    int64_t late = wk_now_ms() - ms;
    pthread_mutex_lock(&p->lock);
    for (wk_peer *peer = p->first; peer; peer = peer->next)
        if (peer->since < late) shutdown(peer->socket, SHUT_RDWR);
    pthread_mutex_unlock(&p->lock);
}

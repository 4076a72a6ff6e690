/* Inside of the server: what its files share. */
#ifndef WK_SERVER_H
#define WK_SERVER_H

#include "base/compress.h"
#include "serve/cache.h"
#include "serve/guard.h"
#include "serve/peers.h"
#include "serve/pool.h"
#include "serve/serve.h"

#include <microhttpd.h>

typedef struct wk_server {
    const wk_serving *serving;
    wk_guard guard;
    wk_pool *pool;
    wk_cache *cache;
    wk_peers *peers;
} wk_server;

/* http.c: what libmicrohttpd calls. */
enum MHD_Result wk_http_request(void *server, struct MHD_Connection *c, const char *url, const char *method, const char *version,
                                const char *upload, size_t *upload_size, void **state);
void wk_http_done(void *server, struct MHD_Connection *c, void **state, enum MHD_RequestTerminationCode why);
void wk_http_connection(void *server, struct MHD_Connection *c, void **socket_context, enum MHD_ConnectionNotificationCode what);

#endif

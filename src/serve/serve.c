#include "serve/server.h"

#include "base/error.h"
#include "serve/route.h"

#include <arpa/inet.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    CONNECTIONS = 2000, IDLE_S = 20, REQUEST_MS = 30 * 1000, /* per connection */
    MEMORY = 16 * 1024,                                      /* of a connection: a head does not get larger */
    CACHE = 64 * 1024 * 1024, LEAST_THREADS = 4, MOST_THREADS = 16
};

/* ---- address --------------------------------------------------------------------------------------------------- */

typedef union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
} address;

static wk_status parse_address(const wk_serving *w, address *a, wk_error *error) {
    const char *bind = w->bind ? w->bind : "127.0.0.1";
    *a = (address){0};
    if (inet_pton(AF_INET, bind, &a->v4.sin_addr) == 1) {
        a->v4.sin_family = AF_INET;
        a->v4.sin_port = htons((uint16_t)w->port);
    } else if (inet_pton(AF_INET6, bind, &a->v6.sin6_addr) == 1) {
        a->v6.sin6_family = AF_INET6;
        a->v6.sin6_port = htons((uint16_t)w->port);
    } else {
        return wk_fail(error, WK_USAGE, "--bind %s: not an address; write 127.0.0.1, ::1, 0.0.0.0 or one of this machine", bind);
    }
    return WK_OK;
}

static bool is_loopback(const address *a) {
    if (a->any.sa_family == AF_INET) return (ntohl(a->v4.sin_addr.s_addr) >> 24) == 127;
    return IN6_IS_ADDR_LOOPBACK(&a->v6.sin6_addr);
}

/* A listening socket of our own: it says why it cannot be had, and which port it got. */
static wk_status listen_at(address *a, int *out, wk_error *error) {
    const char *failed = NULL;
    int one = 1, fd = socket(a->any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    socklen_t size = a->any.sa_family == AF_INET ? sizeof a->v4 : sizeof a->v6;
    if (fd < 0) failed = "no socket";
    if (!failed) setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (!failed && bind(fd, &a->any, size) != 0) failed = "the address cannot be had";
    if (!failed && listen(fd, 1024) != 0) failed = "the address cannot be listened at";
    if (!failed && getsockname(fd, &a->any, &size) != 0) failed = "the port is not told";
    if (!failed) {
        *out = fd;
        return WK_OK;
    }
    int code = errno;
    if (fd >= 0) close(fd);
    return wk_fail(error, WK_NETWORK, "%s: %s; name another with --bind and --port", failed, strerror(code));
}

static void name_host(const address *a, wk_guard *guard) {
    char plain[INET6_ADDRSTRLEN];
    bool v4 = a->any.sa_family == AF_INET;
    inet_ntop(a->any.sa_family, v4 ? (const void *)&a->v4.sin_addr : (const void *)&a->v6.sin6_addr, plain, sizeof plain);
    snprintf(guard->host, sizeof guard->host, v4 ? "%s" : "[%s]", plain);
    guard->port = ntohs(v4 ? a->v4.sin_port : a->v6.sin6_port);
}

/* ---- running --------------------------------------------------------------------------------------------------- */

/* Every connection is a descriptor. */
static void allow_descriptors(void) {
    struct rlimit limit;
    enum { WANTED = CONNECTIONS + 512 };
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= WANTED) return;
    limit.rlim_cur = limit.rlim_max < WANTED ? limit.rlim_max : WANTED;
    setrlimit(RLIMIT_NOFILE, &limit);
}

static unsigned thread_count(void) {
    long n = 2 * sysconf(_SC_NPROCESSORS_ONLN);
    return n < LEAST_THREADS ? LEAST_THREADS : n > MOST_THREADS ? MOST_THREADS : (unsigned)n;
}

/* Malformed requests are the client's business, not the terminal's. */
static void say_nothing(void *context, const char *format, va_list args) {
    (void)context, (void)format, (void)args;
}

static struct MHD_Daemon *start(wk_server *s, int fd) {
    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ERROR_LOG, 0, NULL, NULL, wk_http_request, s,
        MHD_OPTION_EXTERNAL_LOGGER, say_nothing, NULL, MHD_OPTION_LISTEN_SOCKET, fd,
        MHD_OPTION_THREAD_POOL_SIZE, thread_count(), MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_S, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)MEMORY,
        MHD_OPTION_NOTIFY_COMPLETED, wk_http_done, s, MHD_OPTION_NOTIFY_CONNECTION, wk_http_connection, s,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, MHD_OPTION_END);
}

/* Waits for a signal to end, cutting connections that take too long. */
static void run(wk_server *s, const sigset_t *ends) {
    const struct timespec second = {.tv_sec = 1};
    while (sigtimedwait(ends, NULL, &second) < 0) wk_peers_cut(s->peers, REQUEST_MS);
}

static wk_status open_and_run(wk_server *s, int fd, wk_error *error) {
    sigset_t ends, before;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, &before); /* before there are threads: they inherit it */
    struct MHD_Daemon *daemon = start(s, fd);
    if (!daemon) {
        close(fd);
        pthread_sigmask(SIG_SETMASK, &before, NULL);
        return wk_fail(error, WK_NETWORK, "the server cannot be started: %s", strerror(errno));
    }
    char text[400];
    const char *token = s->guard.token;
    snprintf(text, sizeof text, "http://%s:%u/%s%s", s->guard.host, s->guard.port, token ? "?token=" : "", token ? token : "");
    if (s->serving->ready) s->serving->ready(s->serving->context, text);
    run(s, &ends);
    MHD_stop_daemon(daemon);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return WK_OK;
}

wk_status wk_serve(const wk_serving *w, wk_error *error) {
    address a;
    int fd = -1;
    wk_server s = {.serving = w};
    wk_status status = parse_address(w, &a, error);
    if (status != WK_OK) return status;
    s.guard.loopback = is_loopback(&a);
    s.guard.token = w->token;
    s.guard.origin = w->origin;
    if (!s.guard.loopback && !w->token)
        return wk_fail(error, WK_USAGE, "--bind %s: other machines can reach it, so a token is wanted: set WARKAT_TOKEN", w->bind);
    status = wk_pool_new(w->db, &s.pool, error);
    if (status != WK_OK) return status;
    status = listen_at(&a, &fd, error);
    if (status == WK_OK) {
        name_host(&a, &s.guard);
        allow_descriptors();
        s.cache = wk_cache_new(CACHE);
        s.peers = wk_peers_new();
        status = open_and_run(&s, fd, error);
        wk_peers_free(s.peers);
        wk_cache_free(s.cache);
    }
    wk_pool_free(s.pool);
    return status;
}

/* Requests: from a connection to an answer. Which question it is, route.c knows; who may ask, guard.c. */
#include "serve/server.h"

#include "base/array.h"
#include "base/error.h"
#include "serve/assets.h"
#include "serve/route.h"

#include <stdlib.h>

enum { LARGEST_BODY = 64 * 1024, QUESTION_MS = 10 * 1000 };

/* What is under way on a connection. */
typedef struct request {
    wk_arena *arena;
    wk_buf body;
    bool too_large;
} request;

/* ---- sending --------------------------------------------------------------------------------------------------- */

static const struct { const char *name, *value; } always[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                                "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cache-Control", "no-cache"},
};

static enum MHD_Result send_off(struct MHD_Connection *c, unsigned code, struct MHD_Response *r) {
    for (size_t i = 0; i < WK_COUNT(always); i++) MHD_add_response_header(r, always[i].name, always[i].value);
    enum MHD_Result queued = MHD_queue_response(c, code, r);
    MHD_destroy_response(r);
    return queued;
}

static struct MHD_Response *response_of(wk_answer *a, const char *type) {
    struct MHD_Response *r = MHD_create_response_from_buffer_with_free_callback_cls(a->size, a->bytes, wk_answer_free, a);
    MHD_add_response_header(r, "Content-Type", type);
    return r;
}

static wk_str header(struct MHD_Connection *c, const char *name) {
    return wk_str_of(MHD_lookup_connection_value(c, MHD_HEADER_KIND, name));
}

/* One of the tags in If-None-Match is this one. */
static bool still_has(struct MHD_Connection *c, const char *tag) {
    wk_str list = header(c, "If-None-Match"), item;
    while (list.n && wk_str_split(&list, ',', &item)) {
        item = wk_str_trim(item);
        if (wk_str_starts(item, WK_S("W/"))) item = wk_str_cut(item, 2, item.n);
        if (wk_str_eq(item, WK_S("*")) || wk_str_eq(item, wk_str_of(tag))) return true;
    }
    return false;
}

static const struct { wk_status status; unsigned code; } codes[] = {
    {WK_NOTHING, 404}, {WK_USAGE, 400}, {WK_INPUT, 400}, {WK_STORE, 503}, {WK_DISK, 503}};

static const char *title_of(unsigned code) {
    static const struct { unsigned code; const char *title; } titles[] = {
        {400, "Bad request"}, {401, "Token wanted"}, {403, "Forbidden"}, {404, "Not found"}, {405, "Method not allowed"},
        {413, "Too large"}, {415, "Unsupported media type"}, {421, "Misdirected request"}, {503, "Record not available"}};
    for (size_t i = 0; i < WK_COUNT(titles); i++)
        if (titles[i].code == code) return titles[i].title;
    return "Internal error";
}

/* A problem as RFC 9457 has it. */
static wk_answer *problem(unsigned code, wk_str detail) {
    wk_buf out = {0};
    wk_json j = {.out = &out};
    wk_json_open(&j, '{');
    wk_json_member(&j, "type", WK_S("about:blank"));
    wk_json_member(&j, "title", wk_str_of(title_of(code)));
    wk_json_member_int(&j, "status", code);
    wk_json_member(&j, "detail", detail);
    wk_json_close(&j, '}');
    return wk_answer_new(code, out.p, out.n);
}

/* Pages of the allowed origin may read what is answered, also why it is refused. */
static void allow_origin(const wk_server *s, struct MHD_Response *r) {
    if (!s->guard.origin) return;
    MHD_add_response_header(r, "Access-Control-Allow-Origin", s->guard.origin);
    MHD_add_response_header(r, "Access-Control-Expose-Headers", "ETag, Link");
    MHD_add_response_header(r, "Vary", "Origin");
}

static enum MHD_Result refuse(const wk_server *s, struct MHD_Connection *c, unsigned code, const char *why) {
    struct MHD_Response *r = response_of(problem(code, wk_str_of(why)), "application/problem+json");
    allow_origin(s, r);
    if (code == 401) MHD_add_response_header(r, "WWW-Authenticate", "Bearer");
    return send_off(c, code, r);
}

static enum MHD_Result refuse_method(const wk_server *s, struct MHD_Connection *c, const char *allowed, const char *why) {
    struct MHD_Response *r = response_of(problem(405, wk_str_of(why)), "application/problem+json");
    allow_origin(s, r);
    MHD_add_response_header(r, "Allow", allowed);
    return send_off(c, 405, r);
}

/* ---- pages ----------------------------------------------------------------------------------------------------- */

/* Addresses of the interface: all are its one page, which looks at the address itself. */
static bool is_view(wk_str path) {
    static const char *const views[] = {"/", "/timeline", "/network", "/cadence", "/search", "/review"};
    for (size_t i = 0; i < WK_COUNT(views); i++)
        if (wk_str_eq(path, wk_str_of(views[i]))) return true;
    return wk_str_starts(path, WK_S("/event/")) || wk_str_starts(path, WK_S("/review/")) || wk_str_starts(path, WK_S("/article/"));
}

static enum MHD_Result send_asset(struct MHD_Connection *c, const wk_asset *a) {
    if (still_has(c, a->tag)) {
        struct MHD_Response *r = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
        MHD_add_response_header(r, "ETag", a->tag);
        return send_off(c, 304, r);
    }
    struct MHD_Response *r;
    wk_str accepted = header(c, "Accept-Encoding");
    if (wk_str_find(accepted, WK_S("gzip"), 0) < accepted.n) {
        r = MHD_create_response_from_buffer(a->gzip.n, (void *)(uintptr_t)a->gzip.p, MHD_RESPMEM_PERSISTENT);
        MHD_add_response_header(r, "Content-Encoding", "gzip");
    } else {
        wk_buf plain = {0};
        if (wk_unpack(WK_CODEC_GZIP, a->gzip, SIZE_MAX, &plain, NULL) != WK_OK) plain.n = 0;
        r = MHD_create_response_from_buffer_with_free_callback(plain.n, plain.p, free);
    }
    MHD_add_response_header(r, "Content-Type", a->type);
    MHD_add_response_header(r, "Vary", "Accept-Encoding");
    MHD_add_response_header(r, "ETag", a->tag);
    return send_off(c, 200, r);
}

static enum MHD_Result send_page(const wk_server *s, struct MHD_Connection *c, wk_str path) {
    wk_asset asset;
    if (is_view(path)) path = WK_S("/index.html");
    if (!wk_asset_find(wk_str_cut(path, 1, path.n), &asset)) return refuse(s, c, 404, "there is no such page");
    return send_asset(c, &asset);
}

/* "/?token=…", as printed at the start: kept as a cookie, and out of the address. */
static enum MHD_Result take_token(struct MHD_Connection *c, const char *token) {
    char cookie[300];
    snprintf(cookie, sizeof cookie, "warkat=%s; Path=/; HttpOnly; SameSite=Strict", token);
    struct MHD_Response *r = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    MHD_add_response_header(r, "Set-Cookie", cookie);
    MHD_add_response_header(r, "Location", "/");
    return send_off(c, 303, r);
}

/* ---- the API --------------------------------------------------------------------------------------------------- */

typedef struct asking {
    wk_call *call;
    const wk_route *route;
    wk_buf *key; /* what is asked, for the cache */
    wk_str seen[32];
    size_t count;
    wk_status status;
    wk_error error;
} asking;

static enum MHD_Result take_param(void *context, enum MHD_ValueKind kind, const char *name, size_t name_size,
                                  const char *value, size_t value_size) {
    asking *a = context;
    (void)kind;
    const wk_str key = {name, name_size}, given = {value ? value : "", value ? value_size : 0};
    for (size_t i = 0; i < a->count; i++)
        if (wk_str_eq(a->seen[i], key)) a->status = wk_fail(&a->error, WK_USAGE, "%.*s: given twice", (int)(name_size > 40 ? 40 : name_size), name);
    if (a->status == WK_OK && a->count < WK_COUNT(a->seen)) a->seen[a->count++] = key;
    if (a->status == WK_OK) a->status = wk_call_set(a->call, a->route, key, given, &a->error);
    wk_buf_byte(a->key, '\0');
    wk_buf_add(a->key, key);
    wk_buf_byte(a->key, '\0');
    wk_buf_add(a->key, given);
    return a->status == WK_OK ? MHD_YES : MHD_NO;
}

static unsigned code_of(wk_status status) {
    for (size_t i = 0; i < WK_COUNT(codes); i++)
        if (codes[i].status == status) return codes[i].code;
    return 500;
}

/* Asks the record; the answer is new and held by the caller. `cache` NULL: it is not kept. */
static wk_answer *work_out(wk_server *s, asking *a, wk_cache *cache, uint64_t moment) {
    wk_buf out = {0};
    wk_store *store;
    a->call->out.out = &out;
    wk_store_mode mode = a->route->takes ? WK_STORE_WRITE : WK_STORE_SHARE;
    a->status = wk_pool_take(s->pool, mode, QUESTION_MS, &store, &a->error);
    if (a->status == WK_OK) {
        a->call->store = store;
        a->status = wk_call_run(a->call, a->route, &a->error);
        wk_pool_give(s->pool, mode, store);
    }
    wk_str key = wk_buf_str(a->key);
    if (a->status == WK_OK) {
        wk_buf_byte(&out, '\n');
        if (cache) return wk_cache_put(cache, key, moment, 200, out.p, out.n, a->call->next);
        return wk_answer_new(200, out.p, out.n);
    }
    if (cache) wk_answer_free(wk_cache_put(cache, key, moment, code_of(a->status), out.p, out.n, 0));
    else wk_buf_free(&out);
    return problem(code_of(a->status), wk_str_of(a->error.message));
}

static void add_escaped(wk_buf *out, wk_str s) {
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    for (size_t i = 0; i < s.n; i++) {
        char code[4];
        if (memchr(plain, s.p[i], sizeof plain - 1)) {
            wk_buf_byte(out, s.p[i]);
        } else {
            snprintf(code, sizeof code, "%%%02X", (unsigned)(unsigned char)s.p[i]);
            wk_buf_add(out, wk_str_of(code));
        }
    }
}

static enum MHD_Result ask_again(void *context, enum MHD_ValueKind kind, const char *name, size_t name_size, const char *value,
                                 size_t value_size) {
    const wk_str key = {name, name_size};
    wk_buf *out = context;
    (void)kind;
    if (wk_str_eq(key, WK_S("cursor"))) return MHD_YES;
    add_escaped(out, key);
    wk_buf_byte(out, '=');
    add_escaped(out, (wk_str){value ? value : "", value ? value_size : 0});
    wk_buf_byte(out, '&');
    return MHD_YES;
}

/* The page after this one, asked the same way (RFC 8288). */
static void link_next(struct MHD_Connection *c, struct MHD_Response *r, int64_t next) {
    char cursor[48];
    wk_buf link = {0};
    wk_buf_add(&link, WK_S("<?"));
    MHD_get_connection_values_n(c, MHD_GET_ARGUMENT_KIND, ask_again, &link);
    snprintf(cursor, sizeof cursor, "cursor=%lld>; rel=\"next\"", (long long)next);
    wk_buf_add(&link, wk_str_of(cursor));
    wk_buf_byte(&link, '\0');
    MHD_add_response_header(r, "Link", link.p);
    wk_buf_free(&link);
}

static enum MHD_Result send_answer(struct MHD_Connection *c, const wk_server *s, wk_answer *a) {
    struct MHD_Response *r;
    bool same = a->code == 200 && still_has(c, a->tag);
    unsigned code = same ? 304 : a->code;
    if (same) r = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    else r = response_of(a, a->code == 200 ? "application/json" : "application/problem+json");
    if (a->code == 200) MHD_add_response_header(r, "ETag", a->tag);
    allow_origin(s, r);
    if (a->next && !same) link_next(c, r, a->next);
    if (same) wk_answer_free(a);
    return send_off(c, code, r);
}

static enum MHD_Result ask(wk_server *s, struct MHD_Connection *c, request *q, const wk_head *head, wk_str path) {
    wk_str id;
    bool known;
    const char *why;
    wk_str method = wk_str_eq(head->method, WK_S("HEAD")) ? WK_S("GET") : head->method;
    const wk_route *route = wk_route_find(method, path, &id, &known);
    if (!route && known) {
        bool takes = wk_route_find(WK_S("POST"), path, &id, &known) != NULL;
        return refuse_method(s, c, takes ? "GET, HEAD, POST" : "GET, HEAD", "this is asked with another method");
    }
    if (!route) return refuse(s, c, 404, "the API has no such path: see /api/v1/openapi.json");
    unsigned code = route->takes ? wk_guard_change(head, &why) : 0;
    if (code) return refuse(s, c, code, why);

    wk_call call = wk_call_new(NULL, s->serving->packs, q->arena, NULL);
    wk_buf key = {0};
    call.id = id;
    call.body = wk_buf_str(&q->body);
    wk_buf_add(&key, path);
    asking a = {.call = &call, .route = route, .key = &key};
    MHD_get_connection_values_n(c, MHD_GET_ARGUMENT_KIND, take_param, &a);
    uint64_t moment = 0;
    wk_answer *answer = NULL;
    if (a.status == WK_OK) a.status = wk_pool_moment(s->pool, &moment, &a.error);
    if (a.status != WK_OK) {
        answer = problem(code_of(a.status), wk_str_of(a.error.message));
    } else {
        if (!route->takes) answer = wk_cache_get(s->cache, wk_buf_str(&key), moment);
        if (!answer) answer = work_out(s, &a, route->takes ? NULL : s->cache, moment);
    }
    wk_buf_free(&key);
    return send_answer(c, s, answer);
}

/* What a page of the allowed origin may then ask, told to its browser (the CORS preflight of the Fetch standard). */
static enum MHD_Result promise(const wk_server *s, struct MHD_Connection *c) {
    static const struct { const char *name, *value; } promised[] = {
        {"Access-Control-Allow-Methods", "GET, HEAD"}, {"Access-Control-Allow-Headers", "Authorization, If-None-Match"},
        {"Access-Control-Max-Age", "600"}, {"Vary", "Origin"}};
    struct MHD_Response *r = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    MHD_add_response_header(r, "Access-Control-Allow-Origin", s->guard.origin);
    for (size_t i = 0; i < WK_COUNT(promised); i++) MHD_add_response_header(r, promised[i].name, promised[i].value);
    return send_off(c, 204, r);
}

/* Two hosts are one too many: which is meant, others on the way may see otherwise. */
static enum MHD_Result count_hosts(void *context, enum MHD_ValueKind kind, const char *name, const char *value) {
    (void)kind, (void)value;
    *(int *)context += wk_str_eq_nocase(wk_str_of(name), WK_S("Host"));
    return MHD_YES;
}

/* ---- requests -------------------------------------------------------------------------------------------------- */

static enum MHD_Result answer(wk_server *s, struct MHD_Connection *c, request *q, const char *url, const char *method) {
    const char *why;
    wk_str path = wk_str_of(url);
    const wk_head head = {wk_str_of(method), header(c, "Host"), header(c, "Origin"), header(c, "Sec-Fetch-Site"), header(c, "X-Warkat"),
                          header(c, "Authorization"), header(c, "Cookie"), header(c, "Content-Type")};
    int hosts = 0;
    MHD_get_connection_values(c, MHD_HEADER_KIND, count_hosts, &hosts);
    if (hosts > 1) return refuse(s, c, 400, "more than one Host");
    if (q->too_large) return refuse(s, c, 413, "at most 64 kB are taken");
    bool api = wk_str_starts(path, WK_S("/api/v1/"));
    if (api && wk_guard_preflight(&s->guard, &head, header(c, "Access-Control-Request-Method"))) return promise(s, c);
    const char *token = MHD_lookup_connection_value(c, MHD_GET_ARGUMENT_KIND, "token");
    if (s->guard.token && token && wk_str_eq(path, WK_S("/")) && wk_same_secret(wk_str_of(token), wk_str_of(s->guard.token)))
        return take_token(c, s->guard.token);
    unsigned code = wk_guard_check(&s->guard, &head, &why);
    if (code) return refuse(s, c, code, why);
    if (api) return ask(s, c, q, &head, wk_str_cut(path, 7, path.n));
    if (!wk_str_eq(head.method, WK_S("GET")) && !wk_str_eq(head.method, WK_S("HEAD"))) return refuse_method(s, c, "GET, HEAD", "pages are asked with GET");
    return send_page(s, c, path);
}

enum MHD_Result wk_http_request(void *context, struct MHD_Connection *c, const char *url, const char *method, const char *version,
                                const char *upload, size_t *upload_size, void **state) {
    (void)version;
    wk_server *s = context;
    request *q = *state;
    if (!q) {
        q = *state = wk_malloc(sizeof *q);
        *q = (request){.arena = wk_arena_new()};
        return MHD_YES;
    }
    if (*upload_size) {
        q->too_large |= q->body.n + *upload_size > LARGEST_BODY;
        if (!q->too_large) wk_buf_add(&q->body, (wk_str){upload, *upload_size});
        *upload_size = 0;
        return MHD_YES;
    }
    return answer(s, c, q, url, method);
}

void wk_http_done(void *context, struct MHD_Connection *c, void **state, enum MHD_RequestTerminationCode why) {
    (void)why;
    wk_server *s = context;
    request *q = *state;
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    if (info && info->socket_context) wk_peers_answered(s->peers, info->socket_context);
    if (!q) return;
    wk_arena_free(q->arena);
    wk_buf_free(&q->body);
    free(q);
    *state = NULL;
}

void wk_http_connection(void *context, struct MHD_Connection *c, void **socket_context, enum MHD_ConnectionNotificationCode what) {
    wk_server *s = context;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
        *socket_context = wk_peers_came(s->peers, info ? info->connect_fd : -1);
    } else if (*socket_context) {
        wk_peers_gone(s->peers, *socket_context);
        *socket_context = NULL;
    }
}

/* Addresses: http and https through libcurl, one request after another.
 *
 * Every hop of a redirect is looked at like the first address: its scheme, its host's robots.txt, and the network address
 * that is really connected to (so that a name which changes its answer between looking and connecting gains nothing).
 * A robots.txt that does not exist allows all; one that cannot be had (5xx, no connection) forbids all. Proxies of the
 * environment are used only together with allow_private, because what they connect to cannot be seen. */
#include "source/source.h"

#include "base/array.h"
#include "base/error.h"
#include "source/address.h"
#include "source/http.h"
#include "source/limits.h"
#include "source/robots.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <unistd.h>

static const char product[] = "warkat";
static const char user_agent[] = "warkat/" WARKAT_VERSION;

enum { REDIRECTS = 10, ROBOTS_REDIRECTS = 5, CONNECT_SECONDS = 15, WHOLE_SECONDS = 120, SLOW_SECONDS = 30, SLOW_BYTES = 100,
       LARGEST_ROBOTS = 16 * WK_MAX_ROBOTS };

typedef struct fetch {
    CURL *curl;
    wk_arena *arena;
    bool allow_private;
    size_t limit;     /* bytes of this body */
    bool refused;     /* a private network address was to be connected to */
    bool too_large;   /* the body was */
    wk_buf body;      /* as sent */
    wk_http response; /* of the last request; its strings live in the arena */
    wk_str rules;     /* of the robots.txt last asked for … */
    const char *rules_of; /* … and its address */
} fetch;

/* ---- libcurl's callbacks ----------------------------------------------------------------------------------------- */

static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
    fetch *f = context;
    (void)purpose;
    if (!f->allow_private && !wk_address_public(&address->addr)) {
        f->refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
    fetch *f = context;
    size_t n = size * count;
    if (n > f->limit - f->body.n) {
        f->too_large = true;
        return 0;
    }
    wk_buf_add(&f->body, (wk_str){bytes, n});
    return n;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context) {
    fetch *f = context;
    wk_str rest = {bytes, size * count}, name, value;
    if (wk_str_starts(rest, WK_S("HTTP/"))) f->response = (wk_http){0}; /* a new answer: 1xx may come before the last */
    else if (wk_http_header(&rest, &name, &value)) {
        value = wk_str_copy(f->arena, value);
        if (wk_str_eq_nocase(name, WK_S("content-type"))) f->response.content_type = value;
        if (wk_str_eq_nocase(name, WK_S("content-encoding")))
            f->response.codings = f->response.codings.p ? wk_str_printf(f->arena, "%s, %s", f->response.codings.p, value.p) : value;
    }
    return size * count;
}

/* ---- one request ------------------------------------------------------------------------------------------------- */

static bool set_up(fetch *f) {
    f->curl = curl_easy_init();
    if (!f->curl) return false;
    curl_easy_setopt(f->curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(f->curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(f->curl, CURLOPT_USERAGENT, user_agent);
    curl_easy_setopt(f->curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(f->curl, CURLOPT_TIMEOUT, (long)WHOLE_SECONDS);
    curl_easy_setopt(f->curl, CURLOPT_LOW_SPEED_TIME, (long)SLOW_SECONDS);
    curl_easy_setopt(f->curl, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES);
    curl_easy_setopt(f->curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(f->curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(f->curl, CURLOPT_OPENSOCKETDATA, f);
    curl_easy_setopt(f->curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(f->curl, CURLOPT_WRITEDATA, f);
    curl_easy_setopt(f->curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(f->curl, CURLOPT_HEADERDATA, f);
    if (!f->allow_private) curl_easy_setopt(f->curl, CURLOPT_PROXY, "");
    return true;
}

/* Asks for one address without following redirects; the answer is in f->response and f->body. */
static wk_status request(fetch *f, const char *address, size_t limit, wk_error *error) {
    f->limit = limit;
    f->refused = f->too_large = false;
    f->body.n = 0;
    f->response = (wk_http){0};
    struct curl_slist *headers = curl_slist_append(NULL, "Accept-Encoding: gzip, deflate, br, zstd");
    curl_easy_setopt(f->curl, CURLOPT_URL, address);
    curl_easy_setopt(f->curl, CURLOPT_HTTPHEADER, headers);
    CURLcode code = curl_easy_perform(f->curl);
    long status = 0;
    curl_easy_getinfo(f->curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_setopt(f->curl, CURLOPT_HTTPHEADER, NULL);
    curl_slist_free_all(headers);
    f->response.status = (uint32_t)status;
    f->response.body = wk_buf_str(&f->body);
    if (f->refused)
        return wk_fail_at(error, WK_NETWORK, address, 0, 0, "it is at an address of a private network; allow that with --allow-private");
    if (f->too_large)
        return wk_fail_at(error, WK_NETWORK, address, 0, 0, "the answer is larger than the limit of %zu bytes", limit);
    if (code) return wk_fail_at(error, WK_NETWORK, address, 0, 0, "cannot fetch it: %s", curl_easy_strerror(code));
    return WK_OK;
}

/* Where the answer redirects to, or NULL. */
static const char *redirect(fetch *f) {
    char *to = NULL;
    curl_easy_getinfo(f->curl, CURLINFO_REDIRECT_URL, &to);
    return to && f->response.status >= 300 && f->response.status < 400 ? wk_str_copy(f->arena, wk_str_of(to)).p : NULL;
}

/* ---- addresses and robots.txt ------------------------------------------------------------------------------------ */

static wk_str url_part(wk_arena *arena, CURLU *url, CURLUPart part) {
    char *text = NULL;
    if (curl_url_get(url, part, &text, 0)) return (wk_str){0};
    wk_str copy = wk_str_copy(arena, wk_str_of(text));
    curl_free(text);
    return copy;
}

/* An address in pieces. */
typedef struct target {
    const char *robots; /* the address of its host's robots.txt */
    wk_str path;        /* with its query */
} target;

static wk_status parse_address(wk_arena *arena, const char *address, target *out, wk_error *error) {
    CURLU *url = curl_url();
    if (!url) return wk_fail(error, WK_MEMORY, "out of memory");
    wk_status status = WK_OK;
    if (curl_url_set(url, CURLUPART_URL, address, 0))
        status = wk_fail_at(error, WK_NETWORK, address, 0, 0, "this is no valid address; check it");
    wk_str scheme = url_part(arena, url, CURLUPART_SCHEME), query = url_part(arena, url, CURLUPART_QUERY);
    if (!status && !wk_str_eq(scheme, WK_S("http")) && !wk_str_eq(scheme, WK_S("https")))
        status = wk_fail_at(error, WK_NETWORK, address, 0, 0, "only http and https addresses are fetched");
    if (!status && url_part(arena, url, CURLUPART_USER).p)
        status = wk_fail_at(error, WK_NETWORK, address, 0, 0, "addresses with a user's name are not fetched; take it out");
    if (!status) {
        wk_str path = url_part(arena, url, CURLUPART_PATH);
        out->path = query.p ? wk_str_printf(arena, "%.*s?%.*s", WK_F(path), WK_F(query)) : path;
        curl_url_set(url, CURLUPART_PATH, "/robots.txt", 0);
        curl_url_set(url, CURLUPART_QUERY, NULL, 0);
        curl_url_set(url, CURLUPART_FRAGMENT, NULL, 0);
        out->robots = url_part(arena, url, CURLUPART_URL).p;
    }
    curl_url_cleanup(url);
    return status;
}

/* Fetches the rules of a host into f->rules; empty when it has none. */
static wk_status fetch_robots(fetch *f, const char *address, const char *robots, wk_error *error) {
    const char *at = robots;
    for (int hop = 0; at && hop <= ROBOTS_REDIRECTS; hop++) {
        wk_error why = {0};
        target ignored;
        wk_status status = parse_address(f->arena, at, &ignored, &why);
        if (!status) status = request(f, at, LARGEST_ROBOTS, &why);
        if (f->refused) return wk_fail_at(error, WK_NETWORK, address, 0, 0, "%s", why.message);
        if (status || f->response.status >= 500)
            return wk_fail_at(error, WK_NETWORK, address, 0, 0, "its robots.txt cannot be had, so it is left alone (%s)",
                              status ? why.message : "the server reports an error");
        at = redirect(f);
    }
    wk_str rules = {"", 0};
    wk_buf scratch[2] = {0};
    wk_status status = WK_OK;
    if (f->response.status >= 200 && f->response.status < 300)
        status = wk_http_page(&f->response, LARGEST_ROBOTS, scratch, &rules, NULL);
    f->rules = wk_str_copy(f->arena, wk_str_cut(rules, 0, WK_MAX_ROBOTS));
    f->rules_of = robots;
    wk_buf_free(&scratch[0]);
    wk_buf_free(&scratch[1]);
    return status ? wk_fail_at(error, WK_NETWORK, address, 0, 0, "its robots.txt cannot be unpacked, so it is left alone") : WK_OK;
}

/* May the address be fetched, by its host's robots.txt? */
static wk_status ask_robots(fetch *f, const char *address, const target *t, wk_error *error) {
    bool known = f->rules_of && strcmp(f->rules_of, t->robots) == 0;
    wk_status status = known ? WK_OK : fetch_robots(f, address, t->robots, error);
    if (status || wk_robots_allow(f->rules, wk_str_of(product), t->path)) return status;
    return wk_fail_at(error, WK_NETWORK, address, 0, 0, "its robots.txt does not allow it to be fetched");
}

/* ---- the page ---------------------------------------------------------------------------------------------------- */

/* Fetches an address and what it redirects to; *last is where the page was found. */
static wk_status fetch_page(fetch *f, const char *address, size_t limit, const char **last, wk_error *error) {
    for (int hop = 0; hop <= REDIRECTS; hop++) {
        target t;
        wk_status status = parse_address(f->arena, address, &t, error);
        if (!status) status = ask_robots(f, address, &t, error);
        if (!status) status = request(f, address, limit, error);
        if (status) return status;
        *last = address;
        const char *next = redirect(f);
        if (!next) return WK_OK;
        address = next;
    }
    return wk_fail_at(error, WK_NETWORK, address, 0, 0, "it was redirected more than %d times", REDIRECTS);
}

/* Gives the answer to the sink by its media type. */
static wk_status give_answer(wk_reader *r, fetch *f, const char *asked, const char *found) {
    wk_error error = {0};
    wk_buf scratch[2] = {0};
    wk_page page = {.bytes = f->response.body, .file = wk_str_of(asked), .url = wk_str_of(found)};
    wk_status status = wk_http_page(&f->response, r->max_page, scratch, &page.bytes, &error);
    wk_content content = wk_content_of_type(f->response.content_type, &page.charset);
    if (content == WK_CONTENT_UNKNOWN) content = wk_content_of(page.bytes, (wk_str){0});
    if (content == WK_CONTENT_LINES || content == WK_CONTENT_WARC) content = WK_CONTENT_OTHER;
    if (!status && content == WK_CONTENT_OTHER)
        status = wk_fail(&error, WK_INPUT, "it is neither a page nor a feed (%.60s)",
                         f->response.content_type.p ? f->response.content_type.p : "of unknown type");
    status = status ? wk_give_failure(r, &page, &error) : wk_give_content(r, &page, content);
    wk_buf_free(&scratch[0]);
    wk_buf_free(&scratch[1]);
    return status;
}

wk_status wk_read_address(wk_reader *r, const char *address, wk_error *error) {
    if (curl_global_init(CURL_GLOBAL_DEFAULT)) return wk_fail(error, WK_INTERNAL, "libcurl cannot be used: check its installation");
    fetch f = {.arena = wk_arena_new(), .allow_private = r->options.allow_private};
    const char *found = address;
    wk_status status = set_up(&f) ? WK_OK : wk_fail(error, WK_MEMORY, "out of memory");
    if (!status) status = fetch_page(&f, address, r->max_page, &found, error);
    if (!status && (f.response.status < 200 || f.response.status >= 300))
        status = wk_fail_at(error, WK_NETWORK, found, 0, 0, "the server answered %u instead of the page", f.response.status);
    if (!status) status = give_answer(r, &f, address, found);
    curl_easy_cleanup(f.curl);
    curl_global_cleanup();
    wk_buf_free(&f.body);
    wk_arena_free(f.arena);
    return status;
}

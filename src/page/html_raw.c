/* Content that is no markup: where does it end? */
#include "page/html_chars.h"
#include "page/html_tokens.h"

/* Whether "<", `skip` bytes of "/" and the name stand at p, followed by white space, '/' or '>'. */
static bool tag_at(const char *p, const char *end, size_t skip, wk_str name) {
    p += 1 + skip;
    return name.n && (size_t)(end - p) > name.n && wk_ch_same(p, name.p, name.n) &&
           wk_ch_is(p[name.n], WK_CH_NAME_END);
}

/* The end tag of `name` at or after p, or end. */
static const char *find_end_tag(const char *p, const char *end, wk_str name) {
    for (;; p += 2) {
        p = wk_ch_find_close(p, end, false);
        if (p == end || tag_at(p, end, 1, name)) return p;
    }
}

/* The first "-->" at or after p: where it ends, or NULL. */
static const char *after_dashes(const char *p, const char *end) {
    const char *found = memmem(p, (size_t)(end - p), "-->", 3);
    return found ? found + 3 : NULL;
}

/* Script after "<!--" (p stands at its dashes): up to "-->" a <script> hides the next </script>. Returns where the
 * end tag stands, with *out false; or where plain script goes on, with *out true. */
static const char *escaped_script(const char *p, const char *end, wk_str name, bool *out) {
    const wk_str script = WK_S("script");
    const char *leave = after_dashes(p, end), *limit = leave ? leave : end;
    bool hidden = false;
    for (;; p++) {
        p = wk_ch_find(p, limit, '<');
        if (p >= limit) break;
        const bool close = end - p > 1 && p[1] == '/';
        if (close && hidden && tag_at(p, end, 1, script)) {
            hidden = false;
        } else if (close && !hidden && tag_at(p, end, 1, name)) {
            *out = false;
            return p;
        } else if (!close && !hidden && tag_at(p, end, 0, script)) {
            hidden = true;
        }
    }
    *out = true;
    return limit;
}

/* The end tag of script data at or after p, or end. */
static const char *find_script_end(const char *p, const char *end, wk_str name) {
    for (;;) {
        p = wk_ch_find_close(p, end, true);
        if (p == end) return end;
        if (p[1] == '/') {
            if (tag_at(p, end, 1, name)) return p;
            p += 2;
        } else if (end - p >= 4 && p[2] == '-' && p[3] == '-') {
            bool out;
            p = escaped_script(p + 2, end, name, &out);
            if (!out) return p;
        } else {
            p += 2;
        }
    }
}

bool wk_tokens_raw_text(wk_tokens *t, wk_token *token) {
    const char *p = t->at, *stop = t->end;
    token->kind = WK_TOKEN_TEXT;
    token->mode = t->mode;
    token->start = p;
    t->at = t->end;
    if (t->mode == WK_TEXT_CDATA) {
        const char *found = memmem(p, (size_t)(t->end - p), "]]>", 3);
        if (found) {
            stop = found;
            t->at = found + 3;
        }
        t->mode = WK_TEXT_DATA;
    } else if (t->mode != WK_TEXT_PLAIN) {
        stop = t->mode == WK_TEXT_SCRIPT ? find_script_end(p, t->end, t->last_start)
                                         : find_end_tag(p, t->end, t->last_start);
        t->at = stop;
        t->mode = WK_TEXT_DATA;
    }
    token->stop = stop;
    return stop > p;
}

#include "page/html_tokens.h"

#include "page/html_chars.h"
#include "text/utf8.h"

void wk_tokens_begin(wk_tokens *t, wk_arena *arena, wk_str input, wk_attrs *attrs) {
    if (!input.p) input = WK_S("");
    *t = (wk_tokens){.begin = input.p,
                     .at = input.p,
                     .end = input.p + input.n,
                     .most_attrs = UINT32_MAX,
                     .arena = arena,
                     .attrs = attrs};
    wk_names_fill(&t->names);
}

void wk_tokens_raw(wk_tokens *t, wk_text_mode mode, wk_str name) {
    t->mode = mode;
    t->last_start = name;
}

/* A name that holds capitals or NULs, as the standard means it, in the arena. */
static wk_str lower_copy(wk_arena *arena, const char *p, size_t n) {
    size_t nuls = 0, at = 0;
    for (size_t i = 0; i < n; i++) nuls += p[i] == '\0';
    char *out = wk_alloc(arena, n + 2 * nuls);
    for (size_t i = 0; i < n; i++) {
        if (p[i] == '\0') {
            memcpy(out + at, "\xEF\xBF\xBD", 3);
            at += 3;
        } else {
            out[at++] = wk_ch_lower(p[i]);
        }
    }
    return (wk_str){out, at};
}

wk_str wk_tokens_name(wk_arena *arena, const char *p, const char *end, unsigned ends) {
    const char *from = p;
    unsigned seen = 0, class;
    for (; p < end && !((class = wk_ch_class[(unsigned char)*p]) & ends && p > from); p++) seen |= class;
    return seen & WK_CH_ODD ? lower_copy(arena, from, (size_t)(p - from)) : (wk_str){from, (size_t)(p - from)};
}

/* The tag's name at `p`: sets token->tag and token->name, returns where it ends. */
static const char *tag_name(wk_tokens *t, wk_token *token, const char *p) {
    char key[16];
    const size_t n = wk_ch_name(p, t->end, WK_CH_NAME_END, key);
    token->tag = n < sizeof key ? wk_tag_find(&t->names, key) : WK_TAG_OTHER;
    token->name = token->tag ? wk_tag_name(token->tag) : wk_tokens_name(t->arena, p, t->end, WK_CH_NAME_END);
    return p + n;
}

/* ---- attributes ------------------------------------------------------------------------------------------------ */

static const char *skip_space(const char *p, const char *end) {
    while (p < end && wk_ch_is(*p, WK_CH_SPACE)) p++;
    return p;
}

/* The value at `p` (after '=' and white space); NULL at the end of the input. */
static const char *attr_value(wk_tokens *t, wk_attr *attr, const char *p) {
    const char *from = p;
    bool plain = true, quoted = p < t->end && (*p == '"' || *p == '\'');
    if (quoted) {
        from = p + 1;
        p = wk_ch_find_quote(from, t->end, *p, &plain);
    } else {
        for (; p < t->end && *p != '>' && !wk_ch_is(*p, WK_CH_SPACE); p++)
            if (*p == '&' || *p == '\0') plain = false;
    }
    if (p == t->end) return NULL;
    attr->start = (uint32_t)(from - t->begin);
    attr->end = (uint32_t)(p - t->begin);
    attr->plain = plain;
    if (p - from > WK_HTML_VALUE && !t->skim) t->cut = true;
    return quoted ? p + 1 : p;
}

/* The name at `p`, which may begin with '='. */
static const char *attr_name(wk_tokens *t, wk_attr *attr, const char *p) {
    char key[16];
    const size_t n = wk_ch_name(p, t->end, WK_CH_ATTR_END, key);
    attr->name = (uint32_t)(p - t->begin);
    attr->key = (uint8_t)(n < sizeof key ? wk_attr_find(&t->names, key) : WK_ATTR_OTHER);
    return p + n;
}

/* Whether the names at a and b, which differ in no known key, are the same; both end within the input. */
static bool same_name(const char *a, const char *b) {
    do {
        if (wk_ch_lower(*a++) != wk_ch_lower(*b++)) return false;
    } while (!wk_ch_is(*a, WK_CH_ATTR_END));
    return wk_ch_is(*b, WK_CH_ATTR_END);
}

/* Of several attributes with one name the first counts. */
static void keep_attr(wk_tokens *t, wk_token *token, const wk_attr *attr) {
    if (token->attrs >= WK_HTML_ATTRS || t->attrs->n >= t->most_attrs) {
        t->cut = true;
        return;
    }
    for (const wk_attr *a = t->attrs->v + token->attr, *end = a + token->attrs; a < end; a++)
        if (a->key == attr->key && (a->key || same_name(t->begin + a->name, t->begin + attr->name))) return;
    *WK_PUSH(t->arena, t->attrs) = *attr;
    token->attrs++;
}

wk_str wk_attr_name(wk_arena *arena, wk_str input, const wk_attr *attr) {
    return wk_tokens_name(arena, input.p + attr->name, input.p + input.n, WK_CH_ATTR_END);
}

wk_str wk_attr_value(wk_arena *arena, wk_str input, const wk_attr *attr) {
    const wk_str raw = wk_utf8_clip(wk_str_cut(input, attr->start, attr->end), WK_HTML_VALUE);
    return attr->plain ? raw : wk_html_decode(arena, raw, WK_TEXT_VALUE);
}

bool wk_tokens_attributes(wk_tokens *t, wk_token *token, bool keep) {
    const char *p = t->at, *end = t->end;
    token->attr = (uint32_t)t->attrs->n;
    token->attrs = 0;
    token->self_closing = false;
    for (;;) {
        p = skip_space(p, end);
        if (p == end) return false;
        if (*p == '>') break;
        if (*p == '/') {
            p++;
            token->self_closing = p < end && *p == '>';
            continue;
        }
        wk_attr attr = {.plain = true};
        p = skip_space(attr_name(t, &attr, p), end);
        if (p == end) return false;
        attr.start = attr.end = (uint32_t)(p - t->begin);
        if (*p == '=') {
            p = skip_space(p + 1, end);
            if (p < end && *p == '>')
                attr.start = attr.end = (uint32_t)(p - t->begin);
            else if (!(p = attr_value(t, &attr, p)))
                return false;
        }
        if (keep) keep_attr(t, token, &attr);
    }
    t->at = p + 1;
    return true;
}

/* ---- tokens ---------------------------------------------------------------------------------------------------- */

/* A tag whose name begins at `name`; false at the end of the input, where the standard drops it. */
static bool tag(wk_tokens *t, wk_token *token, const char *name) {
    t->at = tag_name(t, token, name);
    const bool start = token->kind == WK_TOKEN_START;
    if (t->at < t->end && *t->at == '>') { /* most tags: no attributes */
        t->at++;
        token->attr = (uint32_t)t->attrs->n;
        token->attrs = 0;
        token->self_closing = false;
    } else if (!wk_tokens_attributes(t, token, start && !t->skim)) {
        t->attrs->n = token->attr;
        t->at = t->end;
        return false;
    }
    token->stop = t->at;
    return true;
}

/* Whether the '<' at `p` begins something; if not it is text. */
static bool begins_markup(const char *p, const char *end) {
    if (end - p < 2) return false;
    if (p[1] == '/') return end - p > 2;
    return p[1] == '!' || p[1] == '?' || wk_ch_is(p[1], WK_CH_ALPHA);
}

static void data_text(wk_tokens *t, wk_token *token) {
    const char *p = t->at;
    token->start = p;
    for (;;) {
        p = wk_ch_find(p, t->end, '<');
        if (p == t->end || begins_markup(p, t->end)) break;
        p++;
    }
    token->kind = WK_TOKEN_TEXT;
    token->mode = WK_TEXT_DATA;
    token->stop = t->at = p;
}

bool wk_tokens_next(wk_tokens *t, wk_token *token) {
    if (t->mode != WK_TEXT_DATA && wk_tokens_raw_text(t, token)) return true;
    while (t->at < t->end) {
        const char *p = t->at;
        if (*p != '<' || !begins_markup(p, t->end)) {
            data_text(t, token);
            return true;
        }
        token->start = p;
        if (wk_ch_is(p[1], WK_CH_ALPHA)) {
            token->kind = WK_TOKEN_START;
            return tag(t, token, p + 1);
        }
        if (p[1] == '/' && wk_ch_is(p[2], WK_CH_ALPHA)) {
            token->kind = WK_TOKEN_CLOSE;
            return tag(t, token, p + 2);
        }
        if (p[1] == '/' && p[2] == '>') { /* "</>" is nothing */
            t->at += 3;
            continue;
        }
        if (t->foreign && t->end - p >= 9 && memcmp(p, "<![CDATA[", 9) == 0) {
            t->at += 9;
            t->mode = WK_TEXT_CDATA;
            if (wk_tokens_raw_text(t, token)) return true;
            continue;
        }
        wk_tokens_markup(t, token);
        return true;
    }
    return false;
}

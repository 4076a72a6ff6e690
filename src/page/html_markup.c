/* Comments and doctypes: markup that is no tag. */
#include "page/html_chars.h"
#include "page/html_tokens.h"

/* Ends the token's data at `data_end` and goes on at `next`. */
static void end_comment(wk_tokens *t, wk_token *token, const char *data, const char *data_end, const char *next) {
    token->kind = WK_TOKEN_COMMENT;
    token->data = (wk_str){data, (size_t)(data_end - data)};
    token->stop = t->at = next;
}

/* A comment without dashes goes up to '>'. */
static void bogus_comment(wk_tokens *t, wk_token *token, const char *data) {
    const char *close = memchr(data, '>', (size_t)(t->end - data));
    end_comment(t, token, data, close ? close : t->end, close ? close + 1 : t->end);
}

/* At the end of the input, the dashes of an unfinished "-->" or "--!>" do not belong to the comment. */
static const char *without_dashes(const char *data, const char *end) {
    size_t n = (size_t)(end - data);
    if (n >= 3 && memcmp(end - 3, "--!", 3) == 0) return end - 3;
    if (n >= 2 && memcmp(end - 2, "--", 2) == 0) return end - 2;
    return n >= 1 && end[-1] == '-' ? end - 1 : end;
}

/* After "<!--": ends at "-->" or "--!>", and at once when it begins with ">" or "->". */
static void comment(wk_tokens *t, wk_token *token, const char *data) {
    const char *p = data, *end = t->end;
    if (p < end && *p == '>') {
        end_comment(t, token, p, p, p + 1);
        return;
    }
    if (end - p >= 2 && p[0] == '-' && p[1] == '>') {
        end_comment(t, token, p, p, p + 2);
        return;
    }
    for (; (p = memchr(p, '>', (size_t)(end - p))); p++) {
        if (p - data >= 2 && p[-1] == '-' && p[-2] == '-') {
            end_comment(t, token, data, p - 2, p + 1);
            return;
        }
        if (p - data >= 3 && p[-1] == '!' && p[-2] == '-' && p[-3] == '-') {
            end_comment(t, token, data, p - 3, p + 1);
            return;
        }
    }
    end_comment(t, token, data, without_dashes(data, end), end);
}

/* ---- doctype --------------------------------------------------------------------------------------------------- */

static const char *skip_space(const char *p, const char *end) {
    while (p < end && wk_ch_is(*p, WK_CH_SPACE)) p++;
    return p;
}

static bool at_quote(const char *p, const char *end) {
    return p < end && (*p == '"' || *p == '\'');
}

/* A quoted identifier at `p`; a '>' inside ends it and the doctype, with quirks. */
static const char *identifier(const char *p, const char *end, wk_str *id, bool *quirks) {
    const char quote = *p, *from = ++p;
    while (p < end && *p != quote && *p != '>') p++;
    *id = (wk_str){from, (size_t)(p - from)};
    if (p < end && *p == quote) return p + 1;
    *quirks = true;
    return p;
}

/* After the name: PUBLIC and SYSTEM with their identifiers. Returns where the search for '>' begins. */
static const char *identifiers(wk_token *token, const char *p, const char *end) {
    const bool public = end - p >= 6 && wk_ch_same(p, "public", 6);
    if (!public && !(end - p >= 6 && wk_ch_same(p, "system", 6))) {
        token->quirks = true;
        return p;
    }
    p = skip_space(p + 6, end);
    if (!at_quote(p, end)) {
        token->quirks = true;
        return p;
    }
    if (public) {
        p = skip_space(identifier(p, end, &token->public_id, &token->quirks), end);
        if (token->quirks) return p;
        if (!at_quote(p, end)) {
            token->quirks = p == end || *p != '>';
            return p;
        }
    }
    return identifier(p, end, &token->system_id, &token->quirks);
}

/* After "<!doctype". */
static void doctype(wk_tokens *t, wk_token *token, const char *p) {
    const char *end = t->end;
    token->kind = WK_TOKEN_DOCTYPE;
    token->name = token->public_id = token->system_id = (wk_str){0};
    token->quirks = false;
    p = skip_space(p, end);
    const char *name = p;
    while (p < end && *p != '>' && !wk_ch_is(*p, WK_CH_SPACE)) p++;
    if (p > name)
        token->name = (wk_str){name, (size_t)(p - name)};
    else
        token->quirks = true;
    p = skip_space(p, end);
    if (p < end && *p != '>') p = skip_space(identifiers(token, p, end), end);
    if (p == end) token->quirks = true;
    const char *close = p < end ? memchr(p, '>', (size_t)(end - p)) : NULL;
    token->stop = t->at = close ? close + 1 : end;
}

void wk_tokens_markup(wk_tokens *t, wk_token *token) {
    const char *p = t->at, *end = t->end;
    if (p[1] == '!' && end - p >= 4 && p[2] == '-' && p[3] == '-')
        comment(t, token, p + 4);
    else if (p[1] == '!' && end - p >= 9 && wk_ch_same(p + 2, "doctype", 7))
        doctype(t, token, p + 9);
    else
        bogus_comment(t, token, p[1] == '?' ? p + 1 : p + 2);
}

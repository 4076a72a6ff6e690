/* Answers as JSON objects. The order of members is fixed. */
#include "ask/answers.h"

typedef struct member {
    const char *key;
    wk_str value;
} member;

static void members(wk_json *j, const member *all, size_t n) {
    for (size_t i = 0; i < n; i++) wk_json_member(j, all[i].key, all[i].value);
}

/* ---- events ---------------------------------------------------------------------------------------------------- */

static void strings(wk_json *j, const char *key, const wk_names *names) {
    wk_json_key(j, key);
    wk_json_open(j, '[');
    for (size_t i = 0; i < names->n; i++) wk_json_str(j, names->v[i]);
    wk_json_close(j, ']');
}

static void raw(wk_json *j, const char *key, wk_str json) {
    wk_json_key(j, key);
    wk_json_raw(j, json);
}

static void told_members(wk_json *j, const wk_told *e) {
    wk_json_member(j, "id", e->id);
    wk_json_member(j, "act", e->act);
    raw(j, "from", e->from_json);
    raw(j, "to", e->to_json);
    wk_json_member(j, "date", e->date.value);
    wk_json_member(j, "date_how", e->date.value.p ? wk_str_of(wk_how_name(e->date.how)) : (wk_str){0});
    wk_json_key(j, "occasion");
    if (e->occasion.name.p || e->occasion.id.p) {
        wk_json_open(j, '{');
        wk_json_member(j, "id", e->occasion.id);
        wk_json_member(j, "name", e->occasion.name.p ? e->occasion.name : e->occasion.id);
        wk_json_key(j, "ordinal");
        if (e->occasion.ordinal) wk_json_int(j, e->occasion.ordinal);
        else wk_json_null(j);
        wk_json_close(j, '}');
    } else {
        wk_json_null(j);
    }
    wk_json_member(j, "channel", e->channel);
    wk_json_member_bool(j, "planned", e->planned);
    wk_json_member_bool(j, "denied", e->denied);
    raw(j, "reports", e->report_ids);
    wk_json_member_int(j, "families", e->families);
    raw(j, "sources", e->root_keys);
    strings(j, "chain", &e->chain);
}

void wk_told_json(wk_json *j, const wk_told *told, wk_str exchange) {
    wk_json_open(j, '{');
    told_members(j, told);
    wk_json_member(j, "exchange", exchange);
    wk_json_close(j, '}');
}

static void report(wk_json *j, const wk_event_full *e, size_t n) {
    const wk_report *r = &e->reports.v[n];
    const member texts[] = {
        {"act", r->act_id}, {"article", r->article}, {"document", r->document}, {"title", r->title}, {"outlet", r->outlet}, {"url", r->url},
        {"file", r->file}, {"published", r->published}, {"language", r->language}, {"part", r->part.p ? r->part : WK_S("body")},
        {"words", r->words}, {"page_sha256", r->page_sha256}};
    members(j, texts, WK_COUNT(texts));
    wk_json_member_int(j, "copy_of", r->copy_of);
    wk_json_member(j, "root", r->root);
    wk_json_member(j, "root_name", r->root_name);
    strings(j, "chain", &r->chain);
    raw(j, "reading", r->json);
    wk_json_member_bool(j, "accepted", r->accepted);
    if (r->cite.p) wk_json_member(j, "cite", r->cite);
    if (r->spans.p) raw(j, "spans", r->spans);
}

static void values_json(wk_json *j, const char *key, const wk_event_full *e, const wk_event_value *values, size_t n) {
    wk_json_key(j, key);
    wk_json_open(j, '[');
    for (size_t i = 0; i < n; i++) {
        wk_json_open(j, '{');
        wk_json_member(j, "value", values[i].value);
        wk_json_key(j, "acts");
        wk_json_open(j, '[');
        for (size_t k = 0; k < values[i].acts.n; k++) wk_json_str(j, e->reports.v[values[i].acts.v[k]].act_id);
        wk_json_close(j, ']');
        wk_json_close(j, '}');
    }
    wk_json_close(j, ']');
}

static void attributes_json(wk_json *j, const wk_event_full *e) {
    wk_json_key(j, "attributes");
    wk_json_open(j, '{');
    for (size_t i = 0; i < WK_EVENT_ATTRIBUTES; i++) {
        const wk_event_attribute *a = &e->event.attributes[i];
        if (!a->corrected && a->values.n <= (i == WK_EVENT_ACT)) continue; /* nobody tells; or all tell of the same act */
        wk_json_key(j, a->name);
        wk_json_open(j, '{');
        wk_json_member(j, "chosen", a->values.n ? a->values.v[0].value : (wk_str){0});
        wk_json_member(j, "reason", wk_str_of(a->reason));
        values_json(j, "values", e, a->values.v, a->values.n);
        if (a->corrected) values_json(j, "read", e, a->read.v, a->read.n);
        wk_json_close(j, '}');
    }
    wk_json_close(j, '}');
}

/* One of an event's lists: what the n-th item of it is as members of an object. */
typedef void item_members(wk_json *j, const wk_event_full *e, size_t n);

static void list(wk_json *j, const char *key, const wk_event_full *e, size_t count, item_members *item) {
    wk_json_key(j, key);
    wk_json_open(j, '[');
    for (size_t i = 0; i < count; i++) {
        wk_json_open(j, '{');
        item(j, e, i);
        wk_json_close(j, '}');
    }
    wk_json_close(j, ']');
}

static void linked(wk_json *j, const wk_event_full *e, size_t n) {
    const wk_linked *l = &e->thread.v[n];
    wk_json_member(j, "kind", wk_str_of(l->link.kind));
    wk_json_member(j, "is", l->link.before ? WK_S("before") : WK_S("after"));
    wk_json_key(j, "event");
    wk_told_json(j, &l->told, l->told.id);
}

static void claimed(wk_json *j, const wk_event_full *e, size_t n) {
    const wk_claimed *c = &e->claimed.v[n];
    wk_json_member_int(j, "report", c->report);
    wk_json_member(j, "kind", c->kind);
    wk_json_member_int(j, "number", c->number);
    wk_json_member(j, "words", c->words);
    wk_json_member(j, "verdict", wk_str_of(wk_verdict_names[c->check.verdict]));
    wk_json_member_int(j, "year", c->check.year);
}

static void quoted(wk_json *j, const wk_event_full *e, size_t n) {
    const wk_quoted *q = &e->quoted.v[n];
    wk_json_member_int(j, "group", q->group);
    wk_json_member_int(j, "report", q->report);
    wk_json_member(j, "statement", q->statement);
    wk_json_member(j, "who", q->who);
    wk_json_member(j, "words", q->words);
}

static void decided(wk_json *j, const wk_event_full *e, size_t n) {
    const wk_event_decision *d = &e->decided.v[n];
    const wk_correction *c = d->said;
    wk_json_member(j, "decision", c->decision);
    wk_json_member(j, "kind", wk_str_of(wk_correcting_names[c->kind]));
    wk_json_member(j, "attribute", c->attribute);
    wk_json_key(j, "value");
    if (c->value.p) wk_json_raw(j, c->value);
    else wk_json_null(j);
    wk_json_member(j, "by", c->by);
    wk_json_member(j, "at", c->at);
    wk_json_member(j, "why", c->why);
    wk_json_key(j, "reports");
    wk_json_open(j, '[');
    for (size_t i = 0; i < d->reports.n; i++) wk_json_int(j, d->reports.v[i] + 1);
    wk_json_close(j, ']');
}

static void told_by(wk_json *j, const wk_event_full *e, size_t n) {
    wk_json_member(j, "act", e->reports.v[n].act_id);
    wk_json_member(j, "document", e->reports.v[n].document);
}

void wk_event_full_json(wk_json *j, const wk_event_full *e) {
    wk_json_open(j, '{');
    told_members(j, &e->told);
    attributes_json(j, e);
    strings(j, "exchange", &e->exchange);
    list(j, "thread", e, e->thread.n, linked);
    list(j, "claimed", e, e->claimed.n, claimed);
    list(j, "quoted", e, e->quoted.n, quoted);
    list(j, "decided", e, e->decided.n, decided);
    list(j, "told", e, e->reports.n, report);
    wk_json_close(j, '}');
}

void wk_event_brief_json(wk_json *j, const wk_event_full *e) {
    wk_json_open(j, '{');
    wk_json_member(j, "type", WK_S("event"));
    told_members(j, &e->told);
    attributes_json(j, e);
    list(j, "told", e, e->reports.n, told_by);
    wk_json_close(j, '}');
}

/* ---- the rest -------------------------------------------------------------------------------------------------- */

void wk_listed_json(wk_json *j, const wk_listed *a) {
    const member texts[] = {
        {"id", a->article}, {"document", a->document}, {"title", a->title}, {"outlet", a->outlet}, {"url", a->url},
        {"file", a->file}, {"published", a->published}, {"language", a->language}, {"page_sha256", a->page_sha256}};
    wk_json_open(j, '{');
    members(j, texts, WK_COUNT(texts));
    wk_json_member_int(j, "statements", a->statements);
    wk_json_member_int(j, "acts", a->acts);
    wk_json_member_int(j, "version", a->version);
    wk_json_member_int(j, "versions", a->versions);
    if (a->snippet.p) wk_json_member(j, "snippet", a->snippet);
    wk_json_close(j, '}');
}

void wk_failure_json(wk_json *j, const wk_listed *a) {
    const member texts[] = {{"file", a->file}, {"url", a->url}, {"reason", a->reason}, {"page_sha256", a->page_sha256}};
    wk_json_open(j, '{');
    members(j, texts, WK_COUNT(texts));
    wk_json_close(j, '}');
}

void wk_said_json(wk_json *j, const wk_said *s) {
    const member texts[] = {
        {"id", s->id}, {"article", s->article}, {"document", s->document}, {"title", s->title}, {"outlet", s->outlet},
        {"url", s->url}, {"file", s->file}, {"published", s->published}, {"page_sha256", s->page_sha256}};
    wk_json_open(j, '{');
    members(j, texts, WK_COUNT(texts));
    strings(j, "chain", &s->chain);
    raw(j, "statement", s->json);
    if (s->cite.p) wk_json_member(j, "cite", s->cite);
    if (s->spans.p) raw(j, "spans", s->spans);
    wk_json_close(j, '}');
}

void wk_known_json(wk_json *j, const wk_known *k) {
    const member texts[] = {{"key", k->key}, {"id", k->id}, {"name", k->name}};
    wk_json_open(j, '{');
    members(j, texts, WK_COUNT(texts));
    wk_json_member_int(j, "statements", k->statements);
    wk_json_member_int(j, "acts_from", k->acts_from);
    wk_json_member_int(j, "acts_to", k->acts_to);
    wk_json_close(j, '}');
}

/* Members of an object that the caller opens and closes. */
void wk_family_json(wk_json *j, const wk_family *f) {
    wk_json_member(j, "id", f->id);
    wk_json_member(j, "first", f->carriers.v[0].document);
    wk_json_member(j, "root", f->root);
    wk_json_member(j, "agency", f->agency);
    wk_json_key(j, "articles");
    wk_json_open(j, '[');
    for (size_t i = 0; i < f->carriers.n; i++) {
        const wk_carrier *c = &f->carriers.v[i];
        const member texts[] = {{"id", c->article}, {"document", c->document}, {"title", c->title}, {"outlet", c->outlet},
                                {"url", c->url}, {"published", c->published}, {"how", wk_str_of(c->how)}};
        wk_json_open(j, '{');
        members(j, texts, WK_COUNT(texts));
        wk_json_member_bool(j, "retitled", c->retitled);
        wk_json_close(j, '}');
    }
    wk_json_close(j, ']');
}

/* ---- corrections ----------------------------------------------------------------------------------------------- */

static void corrected_json(wk_json *j, const char *key, const wk_corrected *c) {
    wk_json_key(j, key);
    if (!c->key.p) {
        wk_json_null(j);
        return;
    }
    wk_json_open(j, '{');
    wk_json_member(j, "key", c->key);
    wk_json_member(j, "now", c->now);
    wk_json_member(j, "item", c->item);
    wk_json_member(j, "article", c->anchor.article);
    wk_json_member(j, "part", c->anchor.part);
    wk_json_member(j, "words", c->anchor.words);
    wk_json_member_int(j, "start", c->anchor.start);
    wk_json_member_int(j, "end", c->anchor.end);
    wk_json_close(j, '}');
}

void wk_correction_json(wk_json *j, const wk_correction *c) {
    wk_json_open(j, '{');
    wk_json_member(j, "type", WK_S("correction"));
    wk_json_member(j, "kind", wk_str_of(wk_correcting_names[c->kind]));
    corrected_json(j, "who", &c->who);
    corrected_json(j, "to", &c->to);
    wk_json_member(j, "name", c->name);
    wk_json_member(j, "attribute", c->attribute);
    wk_json_key(j, "value");
    if (c->value.p) wk_json_raw(j, c->value);
    else wk_json_null(j);
    const member texts[] = {{"decision", c->decision}, {"by", c->by}, {"at", c->at}, {"why", c->why}};
    members(j, texts, WK_COUNT(texts));
    wk_json_member_bool(j, "undone", c->undone);
    wk_json_close(j, '}');
}

static void span(wk_json *j, const char *key, wk_year_span s) {
    wk_json_key(j, key);
    if (s.from > s.to) {
        wk_json_null(j);
        return;
    }
    wk_json_open(j, '[');
    wk_json_int(j, s.from);
    wk_json_int(j, s.to);
    wk_json_close(j, ']');
}

void wk_recurring_json(wk_json *j, const wk_recurring *r) {
    wk_json_open(j, '{');
    wk_json_member(j, "act", r->act);
    strings(j, "from", &r->from);
    strings(j, "to", &r->to);
    wk_json_member(j, "occasion_id", r->occasion.id);
    wk_json_member(j, "occasion", r->occasion.name);
    wk_json_key(j, "years");
    wk_json_open(j, '[');
    for (size_t i = 0; i < r->count; i++) wk_json_int(j, r->years[i].year);
    wk_json_close(j, ']');
    span(j, "streak", r->cadence.streak);
    span(j, "running", r->cadence.running);
    span(j, "silence", r->cadence.silence);
    wk_json_member_bool(j, "round_only", r->cadence.round_only);
    wk_json_key(j, "every_since");
    if (r->cadence.every_since) wk_json_int(j, r->cadence.every_since);
    else wk_json_null(j);
    wk_json_key(j, "articles");
    wk_json_open(j, '[');
    for (int32_t y = r->cadence.all.from; y <= r->cadence.all.to; y++) wk_json_int(j, r->articles[y - r->cadence.all.from]);
    wk_json_close(j, ']');
    wk_json_key(j, "about");
    wk_json_open(j, '[');
    for (int32_t y = r->cadence.all.from; y <= r->cadence.all.to; y++) wk_json_int(j, r->about[y - r->cadence.all.from]);
    wk_json_close(j, ']');
    wk_json_close(j, '}');
}

void wk_changes_json(wk_json *j, const wk_changes *changes) {
    wk_json_key(j, "changes");
    wk_json_open(j, '[');
    for (size_t i = 0; i < changes->n; i++) {
        const wk_change *c = &changes->v[i];
        const member texts[] = {{"from", c->from}, {"to", c->to}, {"from_published", c->from_published},
                                {"to_published", c->to_published}};
        wk_json_open(j, '{');
        members(j, texts, WK_COUNT(texts));
        strings(j, "removed", &c->removed);
        strings(j, "added", &c->added);
        wk_json_close(j, '}');
    }
    wk_json_close(j, ']');
}

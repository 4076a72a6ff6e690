/* Who is meant: mentions of actors (names with titles, offices, groups, pronouns) and the persons, bodies and groups
 * of the article that they lead to. Full names come first, so that short ones find them; then offices and pronouns in
 * text order. What cannot be decided stays unknown. */
#include "read/who.h"

/* ---- mentions */

uint32_t wk_mentions_before(const wk_reader *r, uint32_t token) {
    uint32_t low = 0, high = (uint32_t)r->mentions.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->mentions.v[middle].start < token) low = middle + 1;
        else high = middle;
    }
    return low;
}

wk_mention *wk_mention_at(const wk_reader *r, uint32_t i) {
    const wk_mark *mark = wk_mark_at(r->text, i, WK_ACTOR);
    return mark ? &r->mentions.v[mark->value] : NULL;
}

uint32_t wk_mention_in(const wk_reader *r, const wk_capture *c) {
    for (uint32_t i = c ? c->start : 0; c && i < c->end; i++) {
        const wk_mark *m = wk_mark_at(r->text, i, WK_ACTOR);
        if (m) return m->value + 1;
    }
    return 0;
}

const wk_name *wk_name_in(const wk_reader *r, uint32_t start, uint32_t end) {
    for (uint32_t i = end; i-- > start;) {
        const wk_mark *m = wk_mark_at(r->text, i, WK_NAME);
        if (m && m->end <= end) return &r->names.v[m->value];
    }
    return NULL;
}

uint32_t wk_government_of(const wk_reader *r, uint32_t who) {
    if (!who) return 0;
    const wk_somebody *s = &r->people.v[who - 1];
    uint32_t of = s->of;
    /* an organisation leads on to its country */
    if (of && r->world->entities.v[of].kind != WK_ENTITY_GOV) of = r->world->entities.v[of].of;
    return of;
}

/* Adds what a title and "of" tell about somebody, and the place between title and name. */
static void describe(wk_reader *r, uint32_t who, wk_str title, uint32_t of, wk_str place, wk_str office) {
    wk_somebody *s = &r->people.v[who - 1];
    if (title.p && !s->office.p) s->office = office;
    if (title.p && !s->title.p) s->title = title;
    if (title.p && !s->leads) s->leads = of;
    if (place.p && !s->place.p) s->place = place;
    if (of && !s->of && s->kind == WK_NAME_PERSON) s->of = of;
}

/* The country or body that the `of` capture names. */
static uint32_t of_entity(wk_reader *r, const wk_match *match) {
    const wk_capture *of = wk_match_get(r->text, match, WK_SLOT_OF);
    const wk_name *name = of ? wk_name_in(r, of->start, of->end) : NULL;
    return name ? name->entity : 0;
}

static void resolve(wk_reader *r, uint32_t index) {
    wk_mention *m = &r->mentions.v[index];
    const wk_match *match = m->match ? &r->text->matches.v[m->match - 1] : NULL;
    wk_str type = match ? wk_match_constant(match, WK_SLOT_TYPE) : (wk_str){0};
    const wk_capture *title_at = match ? wk_match_get(r->text, match, WK_SLOT_TITLE) : NULL;
    wk_str title = title_at ? wk_list_value(r, title_at->start, WK_TITLE) : (wk_str){0};
    if (title_at && !title.p) title = wk_token_text(r->text, title_at->start, title_at->end);
    uint32_t of = match ? of_entity(r, match) : 0;
    if (m->name_end > m->name_start) {
        const wk_name *name = wk_name_in(r, m->name_start, m->name_end);
        m->who = name ? wk_name_somebody(r, name) : 0;
        const wk_capture *role = match && title_at ? wk_match_get(r->text, match, WK_SLOT_ROLE) : NULL;
        wk_str office = role && role->end > title_at->start ? wk_token_text(r->text, title_at->start, role->end) : (wk_str){0};
        if (m->who) describe(r, m->who, title, of, match ? wk_place_told(r, match, title_at, m->name_start) : (wk_str){0}, office);
        if (m->who && title_at && wk_is(r, title_at->start, WK_HEAD)) r->people.v[m->who - 1].head = true;
    } else if (m->pronoun) {
        wk_resolve_pronoun(r, index);
    } else if (wk_str_starts(type, WK_S("both"))) {
        m->who = wk_pair(r, index, type);
    } else if (match && wk_str_eq(type, WK_S("medium"))) {
        m->who = wk_body_told_before(r, index, WK_NAME_MEDIUM);
        if (!m->who) m->who = wk_office_somebody(r, match, m, title, of);
    } else if (match && wk_str_eq(type, WK_S("named body"))) {
        m->who = wk_body_before(r, wk_token_text(r->text, m->start, m->start + 1), m->start);
        if (!m->who) m->who = wk_office_somebody(r, match, m, title, of);
    } else if (match && wk_str_eq(type, WK_S("of country"))) {
        uint32_t country = wk_country_named_before(r, m->start);
        m->who = wk_office_somebody(r, match, m, title, country ? r->people.v[country - 1].entity : 0);
    } else if (match) {
        bool body = wk_str_eq(type, WK_S("body")), country = wk_str_eq(type, WK_S("country"));
        if (body && m->end == m->start + 2) m->who = wk_body_before(r, wk_token_text(r->text, m->start, m->start + 1), m->start);
        if ((body || country) && !m->who) m->who = wk_body_told_before(r, index, body ? WK_NAME_ORG : WK_NAME_GOV);
        if (!m->who) m->who = wk_office_somebody(r, match, m, title, of);
    }
    if (m->who) r->people.v[m->who - 1].mentions++;
    wk_take_alias(r, m);
}

/* Full names of the part before anything else, so that "Kim" in the first line finds Kim Jong Un in the second. */
static void meet_full_names(wk_reader *r) {
    for (uint32_t i = 0; i < r->names.n; i++)
        if (r->names.v[i].entity && !r->names.v[i].short_form && r->names.v[i].kind == WK_NAME_PERSON)
            (void)wk_meet(r, r->names.v[i].entity);
}

static void lay_mentions(wk_reader *r, uint32_t first_match) {
    uint32_t *mention_of = wk_alloc_array(r->arena, r->text->matches.n - first_match + 1, sizeof *mention_of);
    for (uint32_t i = first_match; i < r->text->matches.n; i++) {
        const wk_match *match = &r->text->matches.v[i];
        if (match->pattern->class != WK_ACTOR) continue;
        const wk_capture *name = wk_match_get(r->text, match, WK_SLOT_NAME);
        wk_str type = wk_match_constant(match, WK_SLOT_TYPE);
        wk_mention m = {.start = match->start, .end = match->end, .match = i + 1};
        if (name) m.name_start = name->start, m.name_end = name->end;
        m.plural = wk_str_eq(type, WK_S("they"));
        m.kin = wk_str_eq(type, WK_S("both kin"));
        m.pronoun = m.plural || wk_str_eq(type, WK_S("he"));
        mention_of[i - first_match] = (uint32_t)r->mentions.n;
        *WK_PUSH(r->arena, &r->mentions) = m;
    }
    for (uint32_t i = 0; i < r->text->marks.n; i++) { /* marks hold match numbers: turn them into mentions */
        wk_mark *mark = &r->text->marks.v[i];
        if (mark->class == WK_ACTOR) mark->value = mention_of[mark->value - first_match];
    }
}

void wk_read_who(wk_reader *r) {
    uint32_t first = wk_stage_run(wk_language_stage(r->language, "actors"), r->text, WK_RUN_BEST);
    lay_mentions(r, first);
    meet_full_names(r);
    wk_chain_mentions(r);
    for (uint32_t i = 0; i < r->mentions.n; i++) {
        resolve(r, i);
        const wk_mention *m = &r->mentions.v[i];
        if (m->who && r->people.v[m->who - 1].kind == WK_NAME_MEDIUM)
            wk_mark_add(r->text, WK_MEDIA_ACTOR, m->start, m->end, i);
    }
}

wk_actor wk_actor_of(const wk_reader *r, uint32_t who, const wk_mention *mention) {
    if (!who) return (wk_actor){0};
    const wk_somebody *s = &r->people.v[who - 1];
    wk_actor a = {.id = s->id, .name = s->name, .part = r->part};
    if (mention) {
        bool named = mention->name_end > mention->name_start;
        bool owned = !named && !mention->pronoun && wk_tok(r, mention->end)->flags & WK_CLITIC; /* "warganya" */
        a.at = named ? wk_token_span(r->text, mention->name_start, mention->name_end)
                     : wk_token_span(r->text, mention->start, mention->end + owned);
        a.as = wk_str_cut(r->text->text, a.at.start, a.at.end);
    }
    return a;
}

static void add_actor(const wk_reader *r, wk_actors *out, wk_actor a) {
    for (size_t i = 0; i < out->n; i++)
        if (wk_str_eq(out->v[i].name, a.name)) return;
    if (a.name.p) *WK_PUSH(r->arena, out) = a;
}

void wk_actors_of(const wk_reader *r, const wk_mention *mention, wk_actors *out) {
    for (int most = 0; mention && most < 8; most++) {
        const wk_somebody *s = mention->who ? &r->people.v[mention->who - 1] : NULL;
        if (s && s->both[0]) {
            for (int i = 0; i < 2; i++) add_actor(r, out, wk_actor_of(r, s->both[i], NULL));
        } else if (s) {
            add_actor(r, out, wk_actor_of(r, mention->who, mention));
        }
        mention = mention->then ? &r->mentions.v[mention->then - 1] : NULL;
    }
}

/* Names that were found, mended: somebody's begins behind a rank or a town, a body's ends with one, a team's with an age. */
#include "read/names.h"

/* Does a phrase of one of the classes end here? */
static bool ends_one_of(const wk_reader *r, uint32_t i, const wk_class *classes, size_t n) {
    for (uint32_t back = 0; back < 3 && back <= i; back++)
        for (size_t k = 0; k < n; k++) {
            const wk_mark *m = wk_mark_at(r->text, i - back, classes[k]);
            if (m && m->end == i + 1) return true;
        }
    return false;
}

bool wk_ends_place(const wk_reader *r, uint32_t i) {
    static const wk_class classes[] = {WK_REGION, WK_TOWN};
    return ends_one_of(r, i, classes, WK_COUNT(classes));
}

bool wk_ends_land(const wk_reader *r, uint32_t i) {
    static const wk_class classes[] = {WK_REGION, WK_TOWN, WK_GOV};
    return ends_one_of(r, i, classes, WK_COUNT(classes));
}

bool wk_behind_title(const wk_reader *r, uint32_t i) {
    for (uint32_t back = 1; back <= 4 && back <= i; back++) {
        const wk_mark *m = wk_mark_at(r->text, i - back, WK_TITLE);
        if (m && m->end == i) return true;
    }
    return false;
}

bool wk_behind_office_of_place(const wk_reader *r, uint32_t i) {
    wk_class office = wk_name_list(r, "PLACE_OFFICE");
    return office && i && wk_is(r, i - 1, office);
}

static bool ends_province(const wk_reader *r, const wk_name *name, wk_class province) {
    for (uint32_t i = name->start + 1; i < name->end; i++) {
        const wk_mark *m = wk_mark_at(r->text, i, province);
        if (m && m->end == name->end) return true;
    }
    return false;
}

/* Is the name of one that a province ends a body's: "Kesbangpol Jateng"? One that begins with a province begins behind it. */
static void part_province(const wk_reader *r, wk_name *name) {
    wk_class province = name->kind == WK_NAME_PERSON && name->end > name->start + 1 && !name->entity ? wk_name_list(r, "PROVINCE") : 0;
    if (!province) return;
    const wk_mark *first = wk_mark_at(r->text, name->start, province);
    if (first && first->end < name->end) *name = (wk_name){name->start, first->end, 0, WK_NAME_PLACE, false};
    else if (!first && !wk_is(r, name->start, WK_GIVEN) && ends_province(r, name, province)) name->kind = WK_NAME_ORG;
}

/* The end of the town, city or region that the pack knows at token i; i when none is. */
static uint32_t town_end(const wk_reader *r, uint32_t i) {
    static const wk_class classes[] = {WK_TOWN, WK_CITY, WK_REGION};
    uint32_t end = i;
    for (size_t k = 0; k < WK_COUNT(classes); k++) {
        const wk_mark *m = wk_mark_at(r->text, i, classes[k]);
        if (m && m->end > end) end = m->end;
    }
    return end;
}

/* A town ends before somebody's name: "Bupati (Tapanuli Tengah) Hendra Wirawan", "Manajer (PSM Makassar) Hendra Wirawan". A short
 * one may be his own: "Camat Agam Wijaya". */
static void cut_town(const wk_reader *r, wk_name *name) {
    enum { FULL = 2 };
    if (name->entity || name->end < name->start + 2) return;
    uint32_t end = town_end(r, name->start);
    bool own = end == name->start + 1 && name->end == end + 1 && wk_is(r, name->start, WK_GIVEN);
    if (end > name->start && end < name->end && !own && wk_behind_office_of_place(r, name->start)) {
        name->end = end;
        name->kind = WK_NAME_PLACE;
        return;
    }
    if (name->kind != WK_NAME_PERSON || name->end <= name->start + FULL || !wk_behind_title(r, name->start)) return;
    for (uint32_t i = name->start + 1; i + FULL < name->end; i++) {
        end = town_end(r, i);
        if (end == i || end + FULL > name->end) continue;
        name->end = end;
        name->kind = WK_NAME_ORG;
        return;
    }
}

/* Somebody's name begins behind the last rank in it: "Metro Jaya Irjen Pol M. Iriawan". Short ones are initials as well. */
static void drop_rank(const wk_reader *r, wk_name *name) {
    enum { SHORTEST = 4 };
    uint32_t last = name->end - 1;
    if (name->end > name->start + 1 && !name->entity && wk_is(r, last, WK_HONORIFIC) && wk_ends_place(r, last - 1)) { /* "Bupati (Solok) Drs. Hendra" */
        name->end = last;
        name->kind = WK_NAME_PLACE;
    }
    for (uint32_t i = name->start + 1; name->kind == WK_NAME_PERSON && !name->entity && i + 1 < name->end; i++) {
        const wk_mark *rank = wk_mark_at(r->text, i, WK_HONORIFIC);
        if (!rank || rank->end >= name->end) continue;
        bool place = wk_is_sign(r, rank->end, ".") && wk_ends_place(r, i - 1) && wk_behind_title(r, name->start); /* "Bupati Solok H. (Hendra)" */
        bool initial = wk_token_text(r->text, i, rank->end).n < 2 || wk_tok(r, i)->shape != WK_SHAPE_UPPER;
        if (!place && initial && wk_token_text(r->text, i, rank->end).n < SHORTEST) continue;
        name->start = rank->end;
        while (place && name->start + 1 < name->end && (wk_is_sign(r, name->start, ".") || wk_is(r, name->start, WK_HONORIFIC))) name->start++;
    }
}

/* A team goes by its age too: "Timnas Vietnam (U-22)"; a country with one is a team. */
static void take_age(const wk_reader *r, wk_name *name) {
    uint32_t i = name->end;
    if (i == name->start || (name->kind != WK_NAME_ORG && name->kind != WK_NAME_GOV) || i + 2 >= r->text->tokens.n) return;
    bool letter = wk_name_capital(r, i) && wk_tok(r, i)->end == wk_tok(r, i)->start + 1;
    if (!letter || !wk_name_hyphen(r, i + 1) || wk_tok(r, i + 2)->shape != WK_SHAPE_NUMBER || wk_tok(r, i + 2)->flags & WK_SPACE) return;
    if (name->kind == WK_NAME_GOV) *name = (wk_name){name->start, i, 0, WK_NAME_ORG, false};
    name->end = i + 3;
}

/* A place that nothing knows ends before somebody's name: "tokoh adat di (Kuranji) Hasan Basri". */
static void cut_place(const wk_reader *r, wk_name *name) {
    uint32_t start = name->start, town = wk_is(r, start, WK_PLACEWORD) && name->end > start + 2 && !name->entity ? town_end(r, start + 1) : 0;
    if (town > start + 1 && town < name->end) { /* "Ketua KPU (Kabupaten Solok) Hendra Wirawan" */
        name->end = town;
        name->kind = WK_NAME_PLACE;
        return;
    }
    if (name->kind != WK_NAME_PLACE || name->end < start + 3 || !start || !wk_is(r, start - 1, WK_PLACEWORD) || wk_name_capital(r, start - 1)) return;
    if (wk_is(r, start, WK_PLACEWORD) || wk_is(r, start, WK_THING) || wk_is(r, start, WK_ORGWORD) || wk_is(r, start, WK_COMMON) || wk_is(r, start, WK_TITLE)) return;
    for (uint32_t i = start + 1; i + 1 < name->end; i++) {
        if (!wk_is(r, i, WK_GIVEN) || wk_is(r, i, WK_TOWN)) continue;
        for (uint32_t k = i + 1; k < name->end; k++)
            if (town_end(r, k) > k) return; /* "Sultan Hasanuddin Makassar" */
        name->end = i;
        return;
    }
}

/* Degrees behind somebody's name are none of it: "Hendra Wirawan (SH MH)". */
static void drop_degrees(const wk_reader *r, wk_name *name) {
    wk_class degree = name->kind == WK_NAME_PERSON && !name->entity && name->end > name->start + 1 ? wk_name_list(r, "DEGREE") : 0;
    while (degree && name->end > name->start + 1 && wk_is(r, name->end - 1, degree)) name->end--;
}

void wk_mend_name(const wk_reader *r, wk_name *name) {
    drop_degrees(r, name);
    drop_rank(r, name);
    cut_town(r, name);
    cut_place(r, name);
    part_province(r, name);
    take_age(r, name);
}

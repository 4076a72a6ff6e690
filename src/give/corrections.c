/* What people decided about actors, one JSON object a line, in order: apart from the record, because it is not derived from
 * pages. `warkat actors apply FILE` takes it into another record. */
#include "give/giver.h"

#include "store/write.h"

static void give_side(wk_json *j, const char *key, const wk_corrected *c) {
    wk_json_key(j, key);
    if (!c->key.p) {
        wk_json_null(j);
        return;
    }
    wk_json_open(j, '{');
    wk_json_member(j, "key", c->key);
    wk_json_member(j, "now", c->now);
    wk_json_member(j, "article", c->anchor.article);
    wk_json_member(j, "part", c->anchor.part);
    wk_json_member(j, "words", c->anchor.words);
    wk_json_member_int(j, "start", c->anchor.start);
    wk_json_member_int(j, "end", c->anchor.end);
    wk_json_close(j, '}');
}

void wk_give_corrections(wk_giver *g) {
    const wk_corrections *all = wk_store_corrections(g->store, g->arena);
    for (size_t i = 0; i < all->all.n && !g->stopped; i++) {
        const wk_correction *c = &all->all.v[i];
        g->j.comma = false;
        wk_json_open(&g->j, '{');
        wk_json_member(&g->j, "type", WK_S("correction"));
        wk_json_member(&g->j, "kind", wk_str_of(wk_correcting_names[c->kind]));
        give_side(&g->j, "who", &c->who);
        give_side(&g->j, "to", &c->to);
        wk_json_member(&g->j, "name", c->name);
        wk_json_close(&g->j, '}');
        wk_buf_byte(&g->out, '\n');
        (void)wk_giver_pass(g);
    }
}

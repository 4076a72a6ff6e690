/* What people decided about actors, one JSON object a line, in order: apart from the record, because it is not derived from
 * pages. `warkat actors apply FILE` takes it into another record. */
#include "give/giver.h"

#include "ask/answers.h"
#include "store/write.h"

void wk_give_corrections(wk_giver *g) {
    const wk_corrections *all = wk_store_corrections(g->store, g->arena);
    for (size_t i = 0; i < all->all.n && !g->stopped; i++) {
        const wk_correction *c = &all->all.v[i];
        g->j.comma = false;
        wk_correction_json(&g->j, c);
        wk_buf_byte(&g->out, '\n');
        (void)wk_giver_pass(g);
    }
}

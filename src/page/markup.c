/* HTML → article: scan, blocks, metadata, body, parts. */
#include "page/body.h"

#include "base/error.h"

static void write_body(wk_draft *d, const wk_blocks *blocks, const wk_body *body) {
    wk_part_builder b = {.arena = d->arena};
    for (size_t i = body->first; i < body->last; i++) {
        const wk_block *block = &blocks->v.v[i];
        if (!block->keep) continue;
        wk_part_separate(&b, "\n\n");
        wk_block_write(blocks, block, &b);
    }
    *WK_PUSH(d->arena, &d->article->parts) = wk_part_done(&b, WK_S("body"));
}

wk_status wk_html_read(wk_draft *d, wk_error *error) {
    wk_html *html = wk_html_scan(d->arena, d->text);
    wk_blocks *blocks = wk_blocks_make(d->arena, d->words, html);
    wk_body body = wk_body_find(d, blocks, d->article->title);
    if (!body.kept) return wk_fail(error, WK_INPUT, "no article is on this page: it holds no text that reads like one");
    write_body(d, blocks, &body);
    wk_draft_outlet(d, (wk_str){0}, (wk_str){0}, (wk_str){0});
    return WK_OK;
}

/* HTML → article: scan, blocks, metadata, title, body, parts. */
#include "page/facts.h"

#include "base/error.h"

enum {
    LEAST_BYTES = 25,  /* of text that an article has */
    INDEX_TEASERS = 5, /* linked headlines in the body, with less text than this for each: a list of articles */
    INDEX_BYTES = 400,
    VIDEO_BYTES = 400 /* of text beside a video that is no article yet */
};

/* A block as a part of its own. */
static void write_block(wk_draft *d, const wk_blocks *blocks, const wk_block *block, const char *name) {
    wk_part_builder b = {.arena = d->arena};
    wk_block_write(blocks, block, &b);
    wk_draft_part(d, &b, name);
}

/* The kept blocks, a blank line between two. */
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

/* The title as it stands on the page: a heading, else the value in the head it was taken from. */
static void write_title(wk_draft *d, const wk_blocks *blocks, const wk_metadata *meta, uint32_t title) {
    if (title != UINT32_MAX) {
        write_block(d, blocks, &blocks->v.v[title], "title");
        return;
    }
    const wk_said *said[] = {&meta->headline, &meta->title};
    for (size_t i = 0; i < WK_COUNT(said); i++) {
        wk_str raw = wk_str_cut(d->text, said[i]->start, said[i]->end);
        size_t at = d->article->title.n ? wk_str_find(raw, d->article->title, 0) : raw.n;
        if (at >= raw.n) continue;
        wk_part_builder b = {.arena = d->arena};
        uint32_t start = said[i]->start + (uint32_t)at;
        wk_part_copy(&b, d->text, (wk_span){start, start + (uint32_t)d->article->title.n});
        wk_draft_part(d, &b, "title");
        return;
    }
}

/* Captions between title and the body's end; each once. */
static void write_captions(wk_draft *d, const wk_blocks *blocks, const wk_body *body, uint32_t title) {
    size_t from = title < body->first ? title : body->first, first = body->first;
    while (first < body->last && !blocks->v.v[first].keep) first++;
    for (size_t i = from; i < body->last; i++) {
        const wk_block *b = &blocks->v.v[i];
        bool credited = i < first && !b->links && wk_line_has_credit(d->words, &b->line);
        if (b->keep || b->line.words < 2 || b->marks & (WK_MARK_NOT | WK_MARK_ASIDE | WK_MARK_HEADING)) continue;
        if (b->marks & WK_MARK_CAPTION || credited || wk_line_is_caption(d->words, &b->line))
            write_block(d, blocks, b, NULL);
    }
}

/* Date, byline and lead between the title and the body's first paragraph. */
static void write_header(wk_draft *d, const wk_blocks *blocks, const wk_body *body, uint32_t title) {
    wk_part_builder b = {.arena = d->arena};
    size_t first = body->first;
    while (first < body->last && !blocks->v.v[first].keep) first++;
    for (size_t i = title == UINT32_MAX ? first : title + 1; i < first; i++) {
        const wk_block *block = &blocks->v.v[i];
        wk_stamp stamp;
        wk_str rest;
        bool modified, date = wk_line_is_date(d->words, &block->line, false, &stamp, &rest, &modified);
        bool byline =
            block->line.words <= 14 && (block->marks & WK_MARK_BYLINE || block->line.start_roles & WK_ROLE_BYLINE);
        bool lead = block->line.words >= 6 && !block->links &&
                    !(block->marks & (WK_MARK_NOT | WK_MARK_ASIDE | WK_MARK_CAPTION));
        bool caption = wk_line_is_caption(d->words, &block->line) || wk_line_has_credit(d->words, &block->line);
        if (caption || (!date && !byline && !lead)) continue;
        wk_part_separate(&b, "\n");
        wk_block_write(blocks, block, &b);
    }
    wk_draft_part(d, &b, "header");
}

/* Credits after the body: "Sumber: …", bylines, agencies in brackets. */
static void write_credits(wk_draft *d, const wk_blocks *blocks, const wk_body *body) {
    wk_part_builder b = {.arena = d->arena};
    size_t last = body->last, seen = 0;
    while (last > body->first && !blocks->v.v[last - 1].keep) last--;
    for (size_t i = body->first; i < blocks->v.n && i < last + 6; i++) {
        const wk_block *block = &blocks->v.v[i];
        if (!(block->line.start_roles & WK_ROLE_CREDIT) || block->line.words > 20) continue;
        wk_draft_sources(d, wk_str_cut(block->line.text, block->line.start_len, block->line.text.n));
        if (block->keep) continue;
        wk_part_separate(&b, "\n");
        wk_block_write(blocks, block, &b);
    }
    for (size_t i = last; i-- > body->first && seen < 2;)
        if (blocks->v.v[i].keep) wk_draft_agencies(d, blocks->v.v[i].line.text), seen++;
    wk_draft_part(d, &b, "credit");
}

/* Outlet and place, by metadata and the dateline of the first paragraphs. */
static void find_outlet(wk_draft *d, const wk_metadata *meta, const wk_blocks *blocks, const wk_body *body) {
    wk_dateline dateline = {0};
    for (size_t i = body->first, seen = 0; i < body->last && seen < 2 && !dateline.length; i++) {
        if (!blocks->v.v[i].keep) continue;
        dateline = wk_dateline_read(d, blocks->v.v[i].line.text);
        seen++;
    }
    d->article->place = dateline.place;
    if (dateline.agency.p) wk_draft_sources(d, dateline.agency);
    wk_draft_outlet(d, meta->site_name.rank ? meta->site_name.value : (wk_str){0}, dateline.outlet, (wk_str){0});
}

/* Why a page holds no article, or NULL when it holds one. */
static const char *why_not(const wk_blocks *blocks, const wk_metadata *meta, const wk_body *body) {
    if (!blocks->v.n) return "no text is on this page: it is made of script or pictures only";
    if (!body->kept || body->bytes < LEAST_BYTES)
        return "no article is on this page: it holds no text that reads like one";
    if (body->teasers >= INDEX_TEASERS && body->bytes / body->teasers < INDEX_BYTES && !meta->is_article)
        return "this page lists other articles and holds none itself";
    if (meta->is_video && !meta->is_article && body->bytes < VIDEO_BYTES)
        return "this page shows a video and holds no article";
    return NULL;
}

wk_status wk_html_read(wk_draft *d, wk_error *error) {
    wk_html *html = wk_html_scan(d->arena, d->text);
    wk_blocks *blocks = wk_blocks_make(d->arena, d->words, html);
    wk_metadata meta;
    uint32_t title = UINT32_MAX;
    wk_found how = NULL;
    wk_metadata_read(d->arena, html, &meta);
    d->site = meta.site_name.value;
    wk_str found = wk_title_choose(d->arena, &meta, blocks, wk_url_host(d->page->url), &title, &how);
    if (!d->article->title.p && found.n) {
        d->article->title = found;
        d->article->title_how = how;
    }
    wk_body body = wk_body_find(d, blocks, found, title);
    const char *why = why_not(blocks, &meta, &body);
    d->article->unread = html->unread;
    if (why && html->unread) why = "it holds more markup than is read, and no article in the part that is";
    if (why) return wk_fail(error, WK_INPUT, "%s", why);
    wk_facts_find(d, &meta, blocks, &body, title);
    wk_body_cut_authors(d, blocks, &body);
    write_body(d, blocks, &body);
    write_title(d, blocks, &meta, title);
    write_header(d, blocks, &body, title);
    write_captions(d, blocks, &body, title);
    write_credits(d, blocks, &body);
    find_outlet(d, &meta, blocks, &body);
    return WK_OK;
}

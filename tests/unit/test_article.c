/* Articles from flattened text and HTML: what is text, what is not, what is known beside it, and that every byte of it
 * leads back to the page. */
#include "base/buf.h"
#include "base/error.h"
#include "page/article.h"
#include "page/draft.h"
#include "page/html.h"
#include "pack/language.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static wk_packs *packs;
static wk_arena *arena;

static int load(void **state) {
    (void)state;
    wk_error error;
    arena = wk_arena_new();
    if (wk_packs_load(NULL, &packs, &error) == WK_OK) return 0;
    wk_error_print(stderr, &error);
    return -1;
}

static int unload(void **state) {
    (void)state;
    wk_packs_free(packs);
    wk_arena_free(arena);
    return 0;
}

/* ---- helpers --------------------------------------------------------------------------------------------------- */

static wk_article *read_page(wk_page page) {
    wk_article *article = NULL;
    wk_error error;
    if (!page.file.p) page.file = WK_S("test");
    wk_status status = wk_article_read(arena, packs, &page, &article, &error);
    if (status != WK_OK) fail_msg("not read: %s", error.message);
    return article;
}

static wk_article *read_flat(const char *text) {
    return read_page((wk_page){.bytes = wk_str_of(text), .kind = WK_PAGE_FLAT});
}

static wk_article *read_html(const char *html, const char *url) {
    return read_page((wk_page){.bytes = wk_str_of(html), .kind = WK_PAGE_HTML, .url = wk_str_of(url)});
}

static void refused(const char *bytes, size_t n, wk_page_kind kind, const char *because) {
    wk_page page = {.bytes = {bytes, n}, .kind = kind, .file = WK_S("test")};
    wk_article *article;
    wk_error error;
    assert_int_equal(wk_article_read(arena, packs, &page, &article, &error), WK_INPUT);
    if (!strstr(error.message, because)) fail_msg("refused, but because '%s'", error.message);
}

static void is_text(wk_str have, const char *want) {
    if (!wk_str_eq(have, wk_str_of(want))) fail_msg("have '%.*s', want '%s'", WK_F(have), want);
}

static wk_str part(const wk_article *article, const char *name) {
    for (size_t i = 0; i < article->parts.n; i++)
        if (wk_str_eq(article->parts.v[i].name, wk_str_of(name))) return article->parts.v[i].text;
    return (wk_str){0};
}

static wk_str body(const wk_article *article) {
    return article->parts.v[0].text;
}

/* Every piece says what the page says there; what no piece covers is a line break that warkat put in. */
static void prove(const wk_article *article, wk_str page) {
    for (size_t i = 0; i < article->parts.n; i++) {
        const wk_part *p = &article->parts.v[i];
        uint32_t at = 0;
        for (size_t k = 0; k <= p->map.n; k++) {
            uint32_t next = k < p->map.n ? p->map.v[k].text : (uint32_t)p->text.n;
            for (; at < next; at++) assert_int_equal(p->text.p[at], '\n');
            if (k == p->map.n) break;
            const wk_piece *piece = &p->map.v[k];
            assert_true(piece->page + piece->page_len <= page.n);
            wk_str text = wk_str_cut(p->text, piece->text, piece->text + piece->text_len);
            wk_str raw = wk_str_cut(page, piece->page, piece->page + piece->page_len);
            if (piece->text_len != piece->page_len) {
                wk_str meant = wk_html_decode(arena, raw, WK_TEXT_DATA);
                bool blank = wk_str_trim(text).n == 0;
                assert_true(blank || wk_str_eq(meant, text));
            } else if (!wk_str_eq(text, raw))
                assert_true(wk_str_trim(text).n == 0 && wk_str_trim(raw).n == 0);
            at = piece->text + piece->text_len;
        }
    }
}

/* ---- flattened text -------------------------------------------------------------------------------------------- */

static const char flat_page[] =
    "Menu\n\nDuta Besar Rina Bertemu Menteri Kelautan di Hanoi\n\n"
    "Rabu, 05 Mar 2025 09:15 WIB\nOleh Budi Santoso dan Ani Wijaya\n\n"
    "Keduanya membahas kapal ikan.\n\n"
    "Duta Besar Rina dan Menteri Tran\nFoto: AP Photo/Nguyen Van\nDuta Besar Rina dan Menteri Tran\n\n"
    "KABARLAUT.COM, HANOI -- Duta Besar Rina pada Selasa (4/3/2025) bertemu Menteri Kelautan Vietnam di Hanoi untuk "
    "membahas "
    "kapal ikan yang ditahan sejak tahun lalu.\n\n"
    "Baca Juga: Nelayan Natuna Minta Kapal Mereka Dikembalikan\n\n"
    "\"Kami berterima kasih atas sambutan yang hangat,\" kata Rina dalam pertemuan itu.\n\n"
    "Baca Juga\nHarga Ikan Naik Menjelang Lebaran di Pasar Jakarta\nKapal Kelima Ditahan di Perairan Natuna Utara\n\n"
    "Latar Belakang Pertemuan\n\n"
    "Vietnam menahan sebelas kapal pada September lalu, dan sejak itu kedua negara berunding tiga kali tanpa hasil.\n\n"
    "sumber : Antara, Reuters\nEditor: Sari Dewi\nAdvertisement\nBerita Lainnya\nHarga Cabai Naik Lagi di Tiga Kota "
    "Besar\n"
    "XS\nSM\nMD\n";

static void flat_finds_all(void **state) {
    (void)state;
    wk_article *a = read_flat(flat_page);
    is_text(a->title, "Duta Besar Rina Bertemu Menteri Kelautan di Hanoi");
    is_text(a->published, "2025-03-05T09:15+07:00");
    is_text(a->outlet, "KABARLAUT.COM");
    is_text(a->place, "HANOI");
    is_text(a->language, "id");
    assert_int_equal(a->authors.n, 2);
    is_text(a->authors.v[0], "Budi Santoso");
    is_text(a->authors.v[1], "Ani Wijaya");
    assert_int_equal(a->agencies.n, 2);
    is_text(a->agencies.v[1], "Reuters");
    is_text(part(a, "caption:0"), "Duta Besar Rina dan Menteri Tran\nFoto: AP Photo/Nguyen Van");
    is_text(part(a, "credit"), "sumber : Antara, Reuters\nEditor: Sari Dewi");
    is_text(body(a), "KABARLAUT.COM, HANOI -- Duta Besar Rina pada Selasa (4/3/2025) bertemu Menteri Kelautan Vietnam "
                     "di Hanoi untuk membahas "
                     "kapal ikan yang ditahan sejak tahun lalu.\n\n"
                     "\"Kami berterima kasih atas sambutan yang hangat,\" kata Rina dalam pertemuan itu.\n\n"
                     "Latar Belakang Pertemuan\n\n"
                     "Vietnam menahan sebelas kapal pada September lalu, dan sejak itu kedua negara berunding tiga "
                     "kali tanpa hasil.");
    prove(a, wk_str_of(flat_page));
}

static void flat_finds_site_and_place(void **state) {
    (void)state;
    static const char page[] =
        "Suaralaut\n\nDapatkan berita terbaru\n\nMenteri memuji kerja sama “tanpa syarat” dengan Hanoi\n\n"
        "Menteri memuji kerja sama “tanpa syarat” dengan Hanoi\n\nMenteri berbicara di Hanoi tahun lalu "
        "(arsip)\n\nHanoi, Vietnam:\n\n"
        "Menteri itu memuji kerja sama dengan Hanoi pada hari Senin dan meminta kedua negara bekerja lebih erat lagi "
        "di laut.\n\n"
        "READ  Kapal ikan tenggelam di Natuna; tiga orang hilang\n\n"
        "(Selain judulnya, cerita ini belum disunting oleh staf kami.)";
    wk_article *a = read_flat(page);
    is_text(a->outlet, "Suaralaut");
    is_text(a->place, "Hanoi, Vietnam");
    is_text(part(a, "caption:0"), "Menteri berbicara di Hanoi tahun lalu (arsip)");
    is_text(body(a), "Menteri itu memuji kerja sama dengan Hanoi pada hari Senin dan meminta kedua negara bekerja "
                     "lebih erat lagi di laut.");
    assert_null(a->published.p);
    prove(a, wk_str_of(page));
}

static void flat_joins_broken_lines(void **state) {
    (void)state;
    static const char page[] =
        "Kapal Ditahan di Natuna Utara\n\nKapal itu ditahan pada hari Senin ketika sedang mencari ikan di perairan\n"
        "yang dekat dengan perbatasan kedua negara, kata juru bicara di Jakarta.\n";
    is_text(body(read_flat(page)), "Kapal itu ditahan pada hari Senin ketika sedang mencari ikan di perairan\n"
                                   "yang dekat dengan perbatasan kedua negara, kata juru bicara di Jakarta.");
}

static void body_is_left_alone(void **state) {
    (void)state;
    static const char text[] = "  Baca Juga\n\nAdvertisement ";
    wk_article *a =
        read_page((wk_page){.bytes = wk_str_of(text), .kind = WK_PAGE_BODY, .title = WK_S("Judul"), .id = WK_S("x1")});
    is_text(body(a), text);
    is_text(a->title, "Judul");
    is_text(a->id, "x1");
}

/* ---- HTML ------------------------------------------------------------------------------------------------------ */

static const char html_page[] =
    "<!doctype html><html lang=id><head><title>Duta Besar &amp; Menteri Bertemu - Kabar Laut</title>"
    "<meta property='og:site_name' content='Kabar Laut'>"
    "<script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"NewsArticle\","
    "\"headline\":\"Duta Besar &amp; Menteri Bertemu\",\"datePublished\":\"2025-03-05T09:15:00+07:00\","
    "\"author\":[{\"@type\":\"Person\",\"name\":\"Budi Santoso\"},{\"name\":\"Ani "
    "Wijaya\"}],\"articleSection\":\"Dunia\"}]}</script>"
    "</head><body><nav><a href=/>Beranda</a> <a href=/dunia>Dunia</a></nav>"
    "<div class=content><h1>Duta Besar &amp; Menteri Bertemu</h1><div class=byline>Oleh Budi Santoso</div>"
    "<figure><img src=a.jpg><figcaption>Rina di Hanoi. (Foto: AP)</figcaption></figure>"
    "<div class='article-body'><p>HANOI &ndash; Duta Besar&nbsp;Rina bertemu\n   <b>Menteri</b> Tran pada hari Selasa "
    "(4/3) "
    "untuk membahas kapal ikan.</p>"
    "<p><strong>Baca juga: <a href=/x>Nelayan Minta Kapal Mereka Dikembalikan Segera</a></strong></p>"
    "<p>&ldquo;Kami berterima kasih,&rdquo; kata Rina kepada wartawan di kantor kementerian.<br>Ia pulang pada hari "
    "Rabu.</p>"
    "<div class=related><ul><li><a href=/1>Harga Ikan Naik</a><li><a href=/2>Kapal Kelima Ditahan</a></ul></div>"
    "<p>Kedua negara akan berunding lagi bulan depan di Jakarta, kata kementerian itu. (Reuters/ant)</p></div></div>"
    "<footer>Hak cipta 2025</footer></body></html>";

static void html_finds_all(void **state) {
    (void)state;
    wk_article *a = read_html(html_page, "https://www.kabarlaut.example/2025/03/05/duta-besar");
    is_text(a->title, "Duta Besar & Menteri Bertemu");
    is_text(a->published, "2025-03-05T09:15:00+07:00");
    assert_string_equal(a->published_how, "json-ld");
    is_text(a->outlet, "Kabar Laut");
    is_text(a->section, "Dunia");
    is_text(a->place, "HANOI");
    assert_int_equal(a->authors.n, 2);
    is_text(a->authors.v[1], "Ani Wijaya");
    is_text(part(a, "caption:0"), "Rina di Hanoi. (Foto: AP)");
    is_text(body(a),
            "HANOI – Duta Besar Rina bertemu Menteri Tran pada hari Selasa (4/3) untuk membahas kapal ikan.\n\n"
            "“Kami berterima kasih,” kata Rina kepada wartawan di kantor kementerian.\nIa pulang pada hari Rabu.\n\n"
            "Kedua negara akan berunding lagi bulan depan di Jakarta, kata kementerian itu. (Reuters/ant)");
    assert_int_equal(a->agencies.n, 2);
    prove(a, wk_str_of(html_page));
}

static void html_without_metadata(void **state) {
    (void)state;
    static const char page[] =
        "<title>Ministers Meet in Hanoi | Sea News</title><body><div><h1>Ministers Meet in Hanoi</h1>"
        "<p>By Jane Doe, Staff Writer | March 5, 2025 9:15 a.m.</p>"
        "First paragraph of the story, which is long enough to be read as a sentence of the text.<br><br>"
        "Second paragraph, which also says something about the ministers and what they agreed.<br><br></div>";
    wk_article *a = read_html(page, "https://seanews.example/a");
    is_text(a->title, "Ministers Meet in Hanoi");
    is_text(a->published, "2025-03-05T09:15");
    assert_string_equal(a->published_how, "visible");
    assert_int_equal(a->authors.n, 1);
    is_text(a->authors.v[0], "Jane Doe");
    is_text(a->language, "en");
    is_text(body(a), "First paragraph of the story, which is long enough to be read as a sentence of the text.\n\n"
                     "Second paragraph, which also says something about the ministers and what they agreed.");
    prove(a, wk_str_of(page));
}

/* A page with these dates in its metadata, before its title, and under it. */
static wk_article *dated(const char *published, const char *modified, const char *above, const char *below) {
    static char page[2000];
    snprintf(page, sizeof page,
             "<title>Gadgets for the Ferry</title><meta property='article:published_time' content='%s'>"
             "<meta property='article:modified_time' content='%s'><body><div>%s</div><div><h1>Gadgets for the Ferry</h1><div>%s</div>"
             "<p>Ten things to take along on the ferry to Karimunjawa, none of which weighs more than a book.</p>"
             "<p>We tried them all last summer, in rain and in wind, and kept those that still worked in autumn.</p></div>",
             published, modified, above, below);
    return read_html(page, "https://example.org/gadgets");
}

static void html_dates_as_shown(void **state) {
    (void)state;
    static const struct { const char *published, *modified, *above, *below, *want, *first; } rows[] = {
        /* written anew under its address: the day that readers are shown, however it is called */
        {"2019-11-25T08:00:00Z", "2023-11-27T06:20:00Z", "", "By Rina Sari <time>November 27, 2023</time>", "2023-11-27T06:20:00Z", "2019-11-25T08:00:00Z"},
        {"2023-01-17T08:00:00Z", "2023-10-09T06:20:00Z", "", "Updated: October 9, 2023", "2023-10-09T06:20:00Z", "2023-01-17T08:00:00Z"},
        {"2022-04-28", "2023-12-22T06:20:00Z", "", "Nov 6, 2023 8:41 am", "2023-11-06T08:41", "2022-04-28"},
        /* changed, but the day of publication is shown too, or alone */
        {"2023-12-20T08:00:00Z", "2023-12-22T06:20:00Z", "", "Published December 20, 2023. Updated December 22, 2023", "2023-12-20T08:00:00Z", NULL},
        {"2023-12-20T08:00:00Z", "2023-12-22T06:20:00Z", "", "December 20, 2023", "2023-12-20T08:00:00Z", NULL},
        {"2023-12-20T08:00:00Z", "2023-12-22T06:20:00Z", "Friday, December 22, 2023", "By Rina Sari", "2023-12-20T08:00:00Z", NULL},
        /* a day that lies outside: the text's own, no publication's */
        {"2023-12-20T08:00:00Z", "2023-12-22T06:20:00Z", "", "March 5, 2026", "2023-12-20T08:00:00Z", NULL},
        {"2023-12-20T08:00:00Z", "2023-12-22T06:20:00Z", "", "March 5, 2021", "2023-12-20T08:00:00Z", NULL},
        /* another zone, across a month's end, grown together with what stands beside it */
        {"2023-12-01T04:00:41Z", "2023-12-01T04:00:41Z", "", "<a>Rina Sari</a><span>Nov. 30, 2023 11:00 pm</span><span>2 Shares</span>", "2023-11-30T23:00", NULL},
        {"", "", "", "<span>Rina Sari</span><span>Dec 05, 2023</span><span>2 Shares</span>", "2023-12-05", NULL}};
    for (size_t i = 0; i < WK_COUNT(rows); i++) {
        wk_article *a = dated(rows[i].published, rows[i].modified, rows[i].above, rows[i].below);
        is_text(a->published, rows[i].want);
        assert_int_equal(a->first_published.p != NULL, rows[i].first != NULL);
        if (rows[i].first) is_text(a->first_published, rows[i].first);
    }
}

static void html_in_another_encoding(void **state) {
    (void)state;
    static const char page[] =
        "<meta charset=iso-8859-1><title>Caf\xe9</title><h1>Un caf\xe9 \xe0 Hano\xef</h1>"
        "<p>Le ministre a pris un caf\xe9 \xe0 Hano\xef avec l'ambassadeur, a dit le porte-parole lundi.</p>";
    wk_article *a = read_html(page, "https://example.org/a");
    is_text(body(a), "Le ministre a pris un café à Hanoï avec l'ambassadeur, a dit le porte-parole lundi.");
    is_text(a->encoding, "windows-1252");
    wk_spans spans = {0};
    size_t at = wk_str_find(body(a), WK_S("Hanoï"), 0);
    wk_range_source(arena, &a->parts.v[0].map, (wk_span){(uint32_t)at, (uint32_t)at + 6}, &spans);
    assert_int_equal(spans.n, 1);
    is_text(wk_str_cut(wk_str_of(page), spans.v[0].start, spans.v[0].end), "Hano\xef");
}

static void pages_without_article(void **state) {
    (void)state;
    wk_buf list = {0};
    wk_buf_add(&list, WK_S("<title>News</title><body><main>"));
    for (int i = 0; i < 12; i++)
        wk_buf_add(&list, WK_S("<article><h2><a href=/a>Ministers meet in Hanoi to talk about fish</a></h2>"
                               "<p>The ministers met and talked about fish for some hours on Monday.</p></article>"));
    refused(list.p, list.n, WK_PAGE_HTML, "lists other articles");
    wk_buf_free(&list);
    static const char script[] =
        "<html><body><div id=root></div><script>var a = 'a long text of a script that is no text';</script>";
    refused(script, sizeof script - 1, WK_PAGE_HTML, "script");
    static const char video[] = "<meta property=og:type content=video.other><h1>Ministers meet</h1><p>Watch how the "
                                "ministers met in Hanoi on Monday.</p>";
    refused(video, sizeof video - 1, WK_PAGE_HTML, "video");
    refused("", 0, WK_PAGE_HTML, "empty");
    refused(" \n\t ", 4, WK_PAGE_FLAT, "empty");
    refused("%PDF-1.4 \x01\x02\x03\x04\x05\x06", 15, WK_PAGE_HTML, "PDF");
    refused("\x01\x02\x03\x04 abc \x05\x06", 11, WK_PAGE_FLAT, "binary");
    refused("Menu\nBeranda\n", 13, WK_PAGE_FLAT, "no article");
}

static void hostile_pages_end(void **state) {
    (void)state;
    wk_buf deep = {0};
    for (int i = 0; i < 300000; i++) wk_buf_add(&deep, WK_S("<div class='related-links body'>"));
    wk_buf_add(&deep, WK_S("<p>A sentence that stands very deep in a page of many open elements.</p>"));
    wk_page page = {.bytes = wk_buf_str(&deep), .kind = WK_PAGE_HTML};
    wk_article *a;
    wk_error error;
    (void)!wk_article_read(arena, packs, &page, &a, &error);
    deep.n = 0;
    for (int i = 0; i < 400000; i++) wk_buf_add(&deep, WK_S("kata yang panjang sekali "));
    wk_buf_add(&deep, WK_S("selesai."));
    page = (wk_page){.bytes = wk_buf_str(&deep), .kind = WK_PAGE_FLAT};
    assert_int_equal(wk_article_read(arena, packs, &page, &a, &error), WK_OK);
    assert_int_equal(body(a).n, deep.n);
    wk_buf_free(&deep);
}

/* ---- dates, names, datelines ----------------------------------------------------------------------------------- */

static void dates_are_read(void **state) {
    (void)state;
    static const struct {
        const char *line, *date;
        bool month_first;
    } dates[] = {
        {"Senin 13 May 2024 15:53 WIB", "2024-05-13T15:53+07:00", false},
        {"Amastya 15 Aug 2023, 18:09", "2023-08-15T18:09", false},
        {"Kamis, 09/05/2024 10:00 WIB", "2024-05-09T10:00+07:00", false},
        {"Minggu, 5 Januari 2025 | 08.30 WITA", "2025-01-05T08:30+08:00", false},
        {"Diterbitkan 7 Agt 2024", "2024-08-07", false},
        {"May 13, 2024 3:53 p.m. EDT", "2024-05-13T15:53-04:00", true},
        {"05/09/2024", "2024-05-09", true},
        {"05/09/2024", "2024-09-05", false},
        {"Sunday, 05/12/2024", "2024-05-12", false}, /* the weekday decides */
        {"13/05/2024", "2024-05-13", true},
        {"2024-05-13 15:53", "2024-05-13T15:53", false},
        {"9:15 PM GMT, 1st of March 2024", "2024-03-01T21:15Z", false},
        {"12:05 am on Sat, Feb 29, 2020", "2020-02-29T00:05", false},
    };
    for (size_t i = 0; i < WK_COUNT(dates); i++) {
        wk_stamp stamp;
        wk_span where;
        if (!wk_stamp_find(wk_packs_furniture(packs), wk_str_of(dates[i].line), dates[i].month_first, &stamp, &where))
            fail_msg("no date in '%s'", dates[i].line);
        is_text(wk_stamp_text(arena, &stamp), dates[i].date);
    }
}

static void no_dates_are_read(void **state) {
    (void)state;
    static const char *const lines[] = {"30 Februari 2024", "13 orang pada 2024", "Mei mendatang",
                                        "31/04/2024",       "99.99.2024",         ""};
    for (size_t i = 0; i < WK_COUNT(lines); i++) {
        wk_stamp stamp;
        wk_span where;
        assert_false(wk_stamp_find(wk_packs_furniture(packs), wk_str_of(lines[i]), false, &stamp, &where));
    }
}

static void machine_dates_are_read(void **state) {
    (void)state;
    static const struct {
        const char *said, *date;
    } dates[] = {{"2023-08-15", "2023-08-15"},
                 {"2023-08-15T18:09:01+07:00", "2023-08-15T18:09:01+07:00"},
                 {"2023-08-15T18:09Z", "2023-08-15T18:09Z"},
                 {"20230815T180901Z", "2023-08-15T18:09:01Z"},
                 {"2023/08/15 18:09", "2023-08-15T18:09"},
                 {"2023-08-15T18:09:01.123-0500", "2023-08-15T18:09:01-05:00"},
                 {"2023-13-01", NULL},
                 {"15-08-2023", NULL},
                 {"1234", NULL},
                 {"202308151", NULL}};
    for (size_t i = 0; i < WK_COUNT(dates); i++) {
        wk_stamp stamp;
        assert_int_equal(wk_stamp_iso(wk_str_of(dates[i].said), &stamp), dates[i].date != NULL);
        if (dates[i].date) is_text(wk_stamp_text(arena, &stamp), dates[i].date);
    }
}

static wk_draft draft_for(wk_article *article, const wk_page *page) {
    return (wk_draft){
        .arena = arena, .packs = packs, .words = wk_packs_furniture(packs), .page = page, .article = article};
}

static void names_are_taken_from_bylines(void **state) {
    (void)state;
    static const struct {
        const char *line, *names;
        bool visible;
    } lines[] = {
        {"Oleh Budi Santoso", "Budi Santoso", true},
        {"Penulis: Rudi Hartanto | Senin, 20/02/2023 18:42 WIB", "Rudi Hartanto", true},
        {"Rep: Laras Ayu / Red: Damar Wicaksono", "Laras Ayu", true},
        {"By Jane Doe and John Roe, Staff Writers", "Jane Doe; John Roe", true},
        {"By Jane Doe, Chief Technology Officer, Head of Labs", "Jane Doe", true},
        {"Jane Doe, John Roe & Ann Poe", "Jane Doe; John Roe; Ann Poe", false},
        {"NBC News", "NBC News", false},
        {"https://www.facebook.com/jane", "", false},
        {"admin", "", false},
    };
    for (size_t i = 0; i < WK_COUNT(lines); i++) {
        wk_article article = {0};
        wk_page page = {0};
        wk_draft d = draft_for(&article, &page);
        wk_draft_byline(&d, wk_str_of(lines[i].line), lines[i].visible);
        wk_str all = WK_S("");
        for (size_t k = 0; k < article.authors.n; k++)
            all = wk_str_printf(arena, "%.*s%s%.*s", WK_F(all), k ? "; " : "", WK_F(article.authors.v[k]));
        is_text(all, lines[i].names);
    }
}

static void datelines_are_read(void **state) {
    (void)state;
    static const struct {
        const char *text, *outlet, *place, *agency;
    } lines[] = {
        {"KABAR.CO.ID, SEOUL -- Pemimpin itu", "KABAR.CO.ID", "SEOUL", NULL},
        {"RIAU24.COM\xC2\xA0-\xC2\xA0Presiden itu", "RIAU24.COM", NULL, NULL},
        {"SEOUL (Reuters) - The leader", NULL, "SEOUL", "Reuters"},
        {"Jakarta - Presiden itu", NULL, "Jakarta", NULL},
        {"Presiden Rusia Vladimir Putin pada Senin - hari itu", NULL, NULL, NULL},
        {"Pyongyang-Moskow bekerja sama", NULL, NULL, NULL},
        {"“Saya yakin” - kata dia", NULL, NULL, NULL},
    };
    for (size_t i = 0; i < WK_COUNT(lines); i++) {
        wk_article article = {0};
        wk_page page = {0};
        wk_draft d = draft_for(&article, &page);
        wk_dateline line = wk_dateline_read(&d, wk_str_of(lines[i].text));
        assert_true(wk_str_eq(line.outlet, wk_str_of(lines[i].outlet)));
        assert_true(wk_str_eq(line.place, wk_str_of(lines[i].place)));
        assert_true(wk_str_eq(line.agency, wk_str_of(lines[i].agency)));
    }
}

/* ---- pages of the developers' folder ----------------------------------------------------------------------------- */

static wk_str read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    wk_buf buf = {0};
    if (!file) return (wk_str){0};
    size_t n;
    while ((n = fread(wk_buf_room(&buf, 65536), 1, 65536, file)) > 0) buf.n += n;
    fclose(file);
    wk_str s = wk_str_copy(arena, wk_buf_str(&buf));
    wk_buf_free(&buf);
    return s;
}

static void seeds_are_proved(void **state) {
    (void)state;
    static const char *const names[] = {"000_3f094d2313aca746", "001_1724dadda3992840", "002_09046ba9fc9712d1",
                                        "003_9510d6bfafb4b21a", "004_74c6d3975813fc22"};
    const char *root = getenv("SOURCE_ROOT");
    for (size_t i = 0; i < WK_COUNT(names); i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/../shared/seeds/%s.txt", root ? root : ".", names[i]);
        wk_str bytes = read_file(path);
        if (!bytes.p) {
            print_message("SKIPPED: %s is not there\n", path);
            skip();
        }
        wk_article *a = read_page((wk_page){.bytes = bytes, .kind = WK_PAGE_FLAT});
        assert_true(a->title.n > 20);
        assert_true(body(a).n > 1000);
        prove(a, bytes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flat_finds_all),
        cmocka_unit_test(flat_finds_site_and_place),
        cmocka_unit_test(flat_joins_broken_lines),
        cmocka_unit_test(body_is_left_alone),
        cmocka_unit_test(html_finds_all),
        cmocka_unit_test(html_without_metadata), cmocka_unit_test(html_dates_as_shown),
        cmocka_unit_test(html_in_another_encoding),
        cmocka_unit_test(pages_without_article),
        cmocka_unit_test(hostile_pages_end),
        cmocka_unit_test(dates_are_read),
        cmocka_unit_test(no_dates_are_read),
        cmocka_unit_test(machine_dates_are_read),
        cmocka_unit_test(names_are_taken_from_bylines),
        cmocka_unit_test(datelines_are_read),
        cmocka_unit_test(seeds_are_proved),
    };
    return cmocka_run_group_tests(tests, load, unload);
}

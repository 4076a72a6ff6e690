/* Where pages come from: files, folders, JSON Lines, WARC, feeds, and addresses on a server of our own on loopback. What
 * a source gives is written down line by line ("page KIND FILE: bytes", "failure FILE: message") and compared. */
#include "base/array.h"
#include "base/compress.h"
#include "base/error.h"
#include "base/file.h"
#include "source/address.h"
#include "source/feed.h"
#include "source/http.h"
#include "source/page.h"
#include "source/robots.h"
#include "scratch.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <linux/capability.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include <cmocka.h>

/* ---- helpers ----------------------------------------------------------------------------------------------------- */

static char folder[SCRATCH]; /* of the test that runs */

static int make_folder(void **state) {
    (void)state;
    return scratch_make(folder) ? 0 : -1;
}

static int remove_folder(void **state) {
    (void)state;
    char command[256];
    snprintf(command, sizeof command, "chmod -R u+rwx %s && rm -rf %s", folder, folder);
    return system(command);
}

/* The path of a file in the folder; good for two at a time. */
static const char *in_folder(const char *name) {
    static char paths[2][512];
    static int turn;
    char *path = paths[turn = !turn];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void put(const char *name, wk_str bytes) {
    wk_error error;
    if (wk_file_write(in_folder(name), bytes, &error)) fail_msg("%s: %s", error.file, error.message);
}

/* What came, without the folder's name. */
static void note(wk_buf *out, const char *what, wk_str file, wk_str text) {
    wk_str base = wk_str_of(folder);
    if (wk_str_starts(file, base)) file = wk_str_cut(file, base.n + 1, file.n);
    wk_buf_add(out, wk_str_of(what));
    wk_buf_add(out, file);
    wk_buf_add(out, WK_S(": "));
    wk_buf_add(out, text);
    wk_buf_add(out, WK_S("\n"));
}

static wk_status write_down(void *context, const wk_page *page, const wk_error *failure) {
    static const char *const kinds[] = {"page html ", "page flat ", "page body "};
    if (failure) {
        if (failure->status == WK_OK || !failure->message[0] || !failure->file[0]) return WK_INTERNAL;
        note(context, "failure ", page->file, wk_str_of(failure->message));
    } else note(context, kinds[page->kind], page->file, page->bytes);
    return WK_OK;
}

static wk_buf seen;

/* Reads a path and compares all it gives. */
static void check_read(const char *path, const char *want) {
    wk_error error;
    seen.n = 0;
    if (wk_source_read(path, NULL, write_down, &seen, &error)) fail_msg("%s: %s", error.file, error.message);
    wk_buf_byte(&seen, 0);
    assert_string_equal(seen.p, want);
}

/* `text` as one gzip member, onto `out`. */
static void add_gzip(wk_buf *out, wk_str text) {
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
    size_t room = deflateBound(&z, text.n) + 64;
    char *to = wk_buf_room(out, room);
    z.next_in = (Bytef *)(uintptr_t)text.p;
    z.avail_in = (uInt)text.n;
    z.next_out = (Bytef *)to;
    z.avail_out = (uInt)room;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    out->n += z.total_out;
    deflateEnd(&z);
}

/* ---- files and folders ------------------------------------------------------------------------------------------- */

static void reads_folders(void **state) {
    (void)state;
    char path[512];
    snprintf(path, sizeof path, "%s/b", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    put("b/2.html", WK_S("<p>dua"));
    put("b/style.css", WK_S("p {}"));
    put("a.txt", WK_S("satu"));
    put("c.unknown", WK_S("<!doctype html><p>tiga"));
    put(".hidden.txt", WK_S("tidak"));
    put("d.txt", WK_S(""));
    put("e.txt", WK_S("\0\1\2\3\4\5\6"));
    put("f.html", WK_S("%PDF-1.4 ..."));
    wk_buf packed = {0};
    add_gzip(&packed, WK_S("<p>empat"));
    put("g.html.gz", wk_buf_str(&packed));
    put("h.html.gz", wk_str_cut(wk_buf_str(&packed), 0, packed.n - 9));
    wk_buf_free(&packed);
    assert_int_equal(symlink("..", in_folder("b/circle")), 0);
    assert_int_equal(symlink("nowhere", in_folder("i")), 0);
    check_read(folder,
               "page flat a.txt: satu\n"
               "page html b/2.html: <p>dua\n"
               "page html c.unknown: <!doctype html><p>tiga\n"
               "failure d.txt: it is empty: there is nothing to read\n"
               "failure e.txt: it is binary data, not text or HTML: leave it out or extract its text\n"
               "failure f.html: it is a PDF document, not text or HTML: leave it out or extract its text\n"
               "page html g.html.gz: <p>empat\n"
               "failure h.html.gz: the packed data is cut off: the file ends within a member\n"
               "failure i: cannot open it: no such file or folder; check the name\n");
}

/* Run as an ordinary user, in a process of its own when the test is root's. */
static void tells_of_missing_rights(void **state) {
    (void)state;
    put("a.txt", WK_S("satu"));
    assert_int_equal(mkdir(in_folder("b"), 0700), 0);
    put("c.txt", WK_S("tiga"));
    assert_int_equal(chmod(in_folder("a.txt"), 0), 0);
    assert_int_equal(chmod(in_folder("b"), 0), 0);
    assert_int_equal(chmod(folder, 0755), 0);
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (getuid() == 0) {
            /* Root without its powers: rights hold for it too, and it may still look around below a closed root. */
            struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};
            struct __user_cap_data_struct none[2] = {0};
            if (syscall(SYS_capset, &head, none) != 0) _exit(1);
        }
        wk_error error;
        wk_buf out = {0};
        wk_status status = wk_source_read(folder, NULL, write_down, &out, &error);
        wk_buf_byte(&out, 0);
        bool told = strcmp(out.p, "failure a.txt: cannot open it: permission denied; give yourself the right to it or leave it out\n"
                                  "failure b: cannot open it: permission denied; give yourself the right to it or leave it out\n"
                                  "page flat c.txt: tiga\n") == 0;
        bool refused = wk_source_read(in_folder("b"), NULL, write_down, &out, &error) == WK_DISK;
        _exit(status == WK_OK && told && refused ? 0 : 2);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static wk_status stop(void *context, const wk_page *page, const wk_error *failure) {
    (void)page, (void)failure;
    (*(int *)context)++;
    return WK_STORE;
}

static void stops_when_told(void **state) {
    (void)state;
    put("a.jsonl", WK_S("{\"text\":\"1\"}\n{\"text\":\"2\"}\n"));
    put("b.txt", WK_S("x"));
    int calls = 0;
    wk_error error;
    assert_int_equal(wk_source_read(folder, NULL, stop, &calls, &error), WK_STORE);
    assert_int_equal(calls, 1);
    assert_int_equal(wk_source_read("/no/such/path", NULL, stop, &calls, &error), WK_DISK);
    assert_string_equal(error.file, "/no/such/path");
}

/* ---- JSON Lines -------------------------------------------------------------------------------------------------- */

static void reads_lines(void **state) {
    (void)state;
    put("a.jsonl", WK_S("\xEF\xBB\xBF{\"id\":7,\"html\":\"<p>a\\u00e9\\u0000\"}\r\n"
                        "\n"
                        "{bad\n"
                        "{\"text\":\"b\",\"title\":null}\n"
                        "[1]\n"
                        "{\"page_text\":\"c\",\"url\":5}\n"
                        "{\"id\":1}\n"
                        "{\"text\":\"x\",\"html\":\"y\"}\n"
                        "{\"text\":\"\xff\"}\n"
                        "{\"page_text\":\"d\"}"));
    check_read(in_folder("a.jsonl"),
               "page html a.jsonl:1: <p>aé" /* the NUL ends the comparison's first part */);
    wk_str all = wk_buf_str(&seen), part = wk_str_cut(all, strlen(seen.p) + 1, all.n);
    assert_string_equal(part.p,
                        "\nfailure a.jsonl:3: this line is not JSON: string or '}' expected near 'bad'; each line must be one document\n"
                        "page body a.jsonl:4: b\n"
                        "failure a.jsonl:5: this line is no JSON object: a document is one\n"
                        "failure a.jsonl:6: \"url\" must be a string or null\n"
                        "failure a.jsonl:7: it has none of \"html\", \"page_text\" and \"text\": give one of them\n"
                        "failure a.jsonl:8: it has both \"html\" and \"text\": give one of them\n"
                        "failure a.jsonl:9: this line is not JSON: unable to decode byte 0xff near '\"'; each line must be one document\n"
                        "page flat a.jsonl:10: d\n");
}

/* Where a failure of the second line is said to be. */
static wk_status check_place(void *context, const wk_page *page, const wk_error *failure) {
    (void)page;
    if (failure) *(bool *)context = failure->line == 2 && failure->has_byte && failure->byte == 14 && failure->column == 2;
    return WK_OK;
}

static void tells_places(void **state) {
    (void)state;
    put("a.jsonl", WK_S("{\"text\":\"1\"}\n{x}\n"));
    bool right = false;
    assert_int_equal(wk_source_read(in_folder("a.jsonl"), NULL, check_place, &right, NULL), WK_OK);
    assert_true(right);
}

static void passes_over_long_lines(void **state) {
    (void)state;
    FILE *file = fopen(in_folder("a.jsonl"), "w");
    assert_non_null(file);
    char block[1 << 16];
    memset(block, 'a', sizeof block);
    fputs("{\"text\":\"", file);
    for (int i = 0; i < 1600; i++) fwrite(block, 1, sizeof block, file); /* 100 MB */
    fputs("\"}\n{\"text\":\"sesudah\"}\n", file);
    assert_int_equal(fclose(file), 0);
    check_read(in_folder("a.jsonl"),
               "failure a.jsonl:1: this line is longer than the limit of 64 MB and was passed over; put fewer bytes in a line\n"
               "page body a.jsonl:2: sesudah\n");
}

/* ---- WARC -------------------------------------------------------------------------------------------------------- */

/* A record; length < 0: the true one. */
static void add_record(wk_buf *out, const char *type, const char *media, wk_str body, long length) {
    char head[512];
    int n = snprintf(head, sizeof head,
                     "WARC/1.%d\r\nWARC-Type: %s\r\nWARC-Target-URI: <http://x.id/a>\r\nWARC-Date: 2023-08-15T10:00:00Z\r\n"
                     "Content-Type: %s\r\nContent-Length: %ld\r\n\r\n",
                     (int)(body.n % 2), type, media, length < 0 ? (long)body.n : length);
    wk_buf_add(out, (wk_str){head, (size_t)n});
    wk_buf_add(out, body);
    wk_buf_add(out, WK_S("\r\n\r\n"));
}

static void add_response(wk_buf *out, const char *headers, wk_str body, long length) {
    wk_buf message = {0};
    wk_buf_add(&message, WK_S("HTTP/1.1 200 OK\r\n"));
    wk_buf_add(&message, wk_str_of(headers));
    wk_buf_add(&message, WK_S("\r\n"));
    wk_buf_add(&message, body);
    add_record(out, "response", "application/http; msgtype=response", wk_buf_str(&message), length);
    wk_buf_free(&message);
}

#define HTML "Content-Type: text/html\r\n"

/* Eight records of every kind; each is given to `add`, which packs it or not. */
static void add_records(wk_buf *out, void (*add)(wk_buf *, wk_str)) {
    wk_buf packed = {0}, twice = {0}, records[9] = {0};
    add_gzip(&packed, WK_S("<p>tiga"));
    wk_pack(wk_buf_str(&packed), 3, &twice);
    add_record(&records[0], "warcinfo", "application/warc-fields", WK_S("software: x"), -1);
    add_response(&records[1], HTML, WK_S("<p>satu"), -1);
    add_response(&records[2], HTML "Transfer-Encoding: chunked\r\n", WK_S("4;x=y\r\n<p>d\r\n2\r\nua\r\n0\r\n\r\n"), -1);
    add_response(&records[3], HTML "Content-Encoding: gzip\r\nContent-Encoding: zstd\r\n", wk_buf_str(&twice), -1);
    add_response(&records[4], HTML "content-encoding: gzip\r\n", WK_S("<p>sudah dibuka"), -1);
    add_response(&records[5], "Content-Type: image/png\r\n", WK_S("\x89PNG"), -1);
    add_record(&records[6], "resource", "text/html", WK_S("<p>empat"), -1);
    add_record(&records[7], "conversion", "text/plain", WK_S("lima"), -1);
    add_response(&records[8], HTML "Content-Encoding: gzip, gzip, gzip, gzip\r\n", WK_S("x"), -1);
    for (size_t i = 0; i < WK_COUNT(records); i++) {
        add(out, wk_buf_str(&records[i]));
        wk_buf_free(&records[i]);
    }
    wk_buf_free(&packed);
    wk_buf_free(&twice);
}

static void add_zstd(wk_buf *out, wk_str text) {
    wk_pack(text, 3, out);
}

/* What was seen, places left out of the file names. */
static void check_records(const char *path) {
    wk_error error;
    seen.n = 0;
    assert_int_equal(wk_source_read(path, NULL, write_down, &seen, &error), WK_OK);
    static const char *const want[] = {"page html", ": <p>satu\n", "page html", ": <p>dua\n", "page html", ": <p>tiga\n",
                                       "page html", ": <p>sudah dibuka\n", "page html", ": <p>empat\n", "page flat", ": lima\n",
                                       "failure ", "more than 3 content codings"};
    size_t at = 0;
    for (size_t i = 0; i < WK_COUNT(want); i++) {
        size_t hit = wk_str_find(wk_buf_str(&seen), wk_str_of(want[i]), at);
        if (hit == seen.n) fail_msg("%s: no \"%s\" in\n%.*s", path, want[i], (int)seen.n, seen.p);
        at = hit + strlen(want[i]);
    }
    assert_int_equal(wk_str_find(wk_buf_str(&seen), WK_S("page "), at), seen.n);
}

static void reads_warc(void **state) {
    (void)state;
    static const struct {
        const char *name;
        void (*add)(wk_buf *, wk_str);
        const char *before;
        size_t before_n;
    } kinds[] = {{"a.warc", wk_buf_add, "", 0}, {"a.warc.gz", add_gzip, "", 0}, {"a.warc.zst", add_zstd, "", 0},
                 {"b.warc.zst", add_zstd, "\x5d\x2a\x4d\x18\x08\0\0\0software", 16},   /* a dictionary */
                 {"c.warc.zst", add_zstd, "\x50\x2a\x4d\x18\x04\0\0\0skip", 12}};      /* a frame to skip */
    for (size_t i = 0; i < WK_COUNT(kinds); i++) {
        wk_buf file = {0};
        wk_buf_add(&file, (wk_str){kinds[i].before, kinds[i].before_n});
        add_records(&file, kinds[i].add);
        put(kinds[i].name, wk_buf_str(&file));
        check_records(in_folder(kinds[i].name));
        wk_buf_free(&file);
    }
}

static wk_status check_crawled(void *context, const wk_page *page, const wk_error *failure) {
    *(bool *)context = !failure && wk_str_eq(page->url, WK_S("http://x.id/a")) && wk_str_eq(page->charset, WK_S("utf-8")) &&
                       wk_str_eq(page->crawled, WK_S("2023-08-15T10:00:00Z")) && page->container_sha256.n == 64;
    return WK_OK;
}

static void says_where_from(void **state) {
    (void)state;
    wk_buf file = {0};
    bool right = false;
    add_response(&file, "content-type: text/html;\r\n charset=\"utf-8\"\r\n", WK_S("<p>x"), -1);
    put("a.warc", wk_buf_str(&file));
    assert_int_equal(wk_source_read(in_folder("a.warc"), NULL, check_crawled, &right, NULL), WK_OK);
    assert_true(right);
    wk_buf_free(&file);
}

static void survives_lying_lengths(void **state) {
    (void)state;
    wk_buf file = {0};
    static const long lengths[] = {-1, 10, -1, 400, -1, 1000000000000000, -1, 1000000};
    char body[32], want[4096] = "";
    for (size_t i = 0; i < WK_COUNT(lengths); i++) {
        size_t place = file.n, n = strlen(want);
        snprintf(body, sizeof body, "<p>%zu", i);
        add_response(&file, HTML, wk_str_of(body), lengths[i]);
        if (lengths[i] < 0) snprintf(want + n, sizeof want - n, "page html a.warc:%zu: %s\n", place, body);
        else snprintf(want + n, sizeof want - n, "failure a.warc:%zu: %s\n", place,
                      i == 5   ? "this record is larger than the limit of 268435456 bytes"
                      : i == 7 ? "it is cut off: 999948 bytes were to come"
                               : "its Content-Length is wrong: no record follows it");
    }
    put("a.warc", wk_buf_str(&file));
    check_read(in_folder("a.warc"), want);
    put("junk.warc", WK_S("no record at all\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\n"));
    check_read(in_folder("junk.warc"), "failure junk.warc:0: no WARC record begins here\nfailure junk.warc:20: its headers are cut off\n");
    wk_buf_free(&file);
}

static void survives_broken_members(void **state) {
    (void)state;
    wk_buf file = {0};
    size_t places[7] = {0};
    for (size_t i = 0; i < 6; i++) {
        wk_buf one = {0};
        add_response(&one, HTML, (wk_str){"<p>0\0<p>1\0<p>2\0<p>3\0<p>4\0<p>5" + 5 * i, 4}, -1);
        add_gzip(&file, wk_buf_str(&one));
        places[i + 1] = file.n;
        wk_buf_free(&one);
    }
    file.p[places[2] - 6] ^= 0x55;  /* the check sum of 1 */
    file.p[places[3] + 40] ^= 0x55; /* within 3 */
    memmove(file.p + places[4] + 60, file.p + places[5], places[6] - places[5]); /* most of 4 is missing */
    put("a.warc.gz", (wk_str){file.p, places[4] + 60 + places[6] - places[5]});
    wk_error error;
    seen.n = 0;
    assert_int_equal(wk_source_read(in_folder("a.warc.gz"), NULL, write_down, &seen, &error), WK_OK);
    wk_str all = wk_buf_str(&seen);
    assert_true(wk_str_find(all, WK_S(": <p>0\nfailure "), 0) < all.n && wk_str_find(all, WK_S(": <p>2\nfailure "), 0) < all.n);
    assert_true(wk_str_ends(all, WK_S(": <p>5\n")));
    assert_true(wk_str_find(all, WK_S(": <p>1"), 0) == all.n && wk_str_find(all, WK_S(": <p>3"), 0) == all.n);
    wk_buf_free(&file);
}

/* Found by fuzzing: a broken member of which nothing could be taken was read again for ever. */
static void always_goes_forward(void **state) {
    (void)state;
    put("a.warc.zst", WK_S("\x28\xb5\x2f\xfd\x28\xb5\x2f\xfd\xfa\x00\xfd"));
    wk_buf file = {0};
    add_gzip(&file, WK_S("WARC/1."));
    file.p[file.n - 6] ^= 0x55;
    put("b.warc.gz", wk_buf_str(&file));
    wk_error error;
    seen.n = 0;
    assert_int_equal(wk_source_read(folder, NULL, write_down, &seen, &error), WK_OK);
    assert_true(wk_str_starts(wk_buf_str(&seen), WK_S("failure a.warc.zst: ")));
    assert_true(wk_str_find(wk_buf_str(&seen), WK_S("failure b.warc.gz"), 0) < seen.n);
    wk_buf_free(&file);
}

static void refuses_bombs(void **state) {
    (void)state;
    size_t n = 40u << 20;
    char *zeros = calloc(n, 1);
    assert_non_null(zeros);
    wk_buf bomb = {0}, file = {0};
    wk_pack((wk_str){zeros, n}, 19, &bomb);
    free(zeros);
    add_response(&file, HTML "Content-Encoding: zstd\r\n", wk_buf_str(&bomb), -1);
    add_response(&file, HTML, WK_S("<p>sesudah"), -1);
    put("a.warc", wk_buf_str(&file));
    wk_error error;
    seen.n = 0;
    assert_int_equal(wk_source_read(in_folder("a.warc"), NULL, write_down, &seen, &error), WK_OK);
    assert_true(wk_str_find(wk_buf_str(&seen), WK_S("a decompression bomb\npage html"), 0) < seen.n);
    wk_buf_free(&bomb);
    wk_buf_free(&file);
}

/* ---- feeds ------------------------------------------------------------------------------------------------------- */

static void reads_feeds(void **state) {
    (void)state;
    put("a.rss", WK_S("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY a \"bom\">"
                      "<!ENTITY b \"&a;&a;&a;&a;\">]>\n<rss version=\"2.0\"><channel><title>Kanal</title>"
                      "<item><title>Satu</title><description>ringkas</description>"
                      "<content:encoded><![CDATA[<p>Isi </item> lengkap</p>]]></content:encoded></item>"
                      "<item><description>&lt;p&gt;A&nbsp;B & C 3 < 4 &x;&b;</description></item>"
                      "<item><title>tanpa isi</title></item>"
                      "<item><title>salah<description>x</item>"
                      "<item><description><p>apa <b>adanya</b></p></description></item>"
                      "<item><title>putus"));
    check_read(in_folder("a.rss"),
               "page html a.rss:1: <p>Isi </item> lengkap</p>\n"
               "page html a.rss:2: <p>A&nbsp;B & C 3 < 4 &x;&b;\n"
               "failure a.rss:4: this entry is not XML: mismatched tag\n"
               "page html a.rss:5: <p>apa <b>adanya</b></p>\n"
               "failure a.rss:6: this entry is cut off: its end is missing\n");
    put("a.xml", WK_S("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><feed xmlns=\"http://www.w3.org/2005/Atom\">"
                      "<entry><summary>ringkas</summary><content type=\"xhtml\"><div><p>caf\xe9</p></div></content></entry>"
                      "<entry><content>teks 1 &lt; 2</content></entry>"
                      "<entry><content type=\"html\">&lt;p&gt;a</content></entry>"
                      "<entry><content src=\"http://x/\" type=\"image/png\"/></entry></feed>"));
    check_read(in_folder("a.xml"), "page html a.xml:1: <div><p>café</p></div>\n"
                                   "page body a.xml:2: teks 1 < 2\n"
                                   "page html a.xml:3: <p>a\n");
    put("b.rss", WK_S("<rss><channel><item><title>a</title></item></channel></rss>"));
    check_read(in_folder("b.rss"), "failure b.rss: none of its 1 entries carries a text; fetch the pages they name\n");
    put("c.xml", WK_S("<urlset/>"));
    check_read(in_folder("c.xml"), "failure c.xml: it has no entry: it is no RSS or Atom feed\n");
}

static void reads_entries(void **state) {
    (void)state;
    wk_arena *arena = wk_arena_new();
    wk_entry entry;
    assert_int_equal(wk_entry_read(arena, WK_S("<entry><title>A &amp; B</title><link rel=\"self\" href=\"s\"/><link href=\" u \"/>"
                                               "<source><title>lain</title></source><updated>2023-08-15T10:00:00Z</updated></entry>"),
                                   &entry, NULL), WK_OK);
    assert_true(wk_str_eq(entry.title, WK_S("A & B")) && wk_str_eq(entry.url, WK_S("u")) && !entry.text.p);
    assert_true(wk_str_eq(entry.published, WK_S("2023-08-15T10:00:00Z")));
    static const char *const dates[][2] = {
        {"Tue, 15 Aug 2023 18:09:00 +0700", "2023-08-15T18:09:00+07:00"}, {"15 Aug 23 18:09 GMT", "2023-08-15T18:09:00Z"},
        {"Tue, 5 Sep 2023", "2023-09-05"}, {"2023-08-15", "2023-08-15"}, {"kemarin", "kemarin"}, {"", ""},
        {"Tue, 15 Aug 2023 18:09:00 XYZ", "2023-08-15T18:09:00"},
    };
    for (size_t i = 0; i < WK_COUNT(dates); i++) {
        wk_str date = wk_feed_date(arena, wk_str_of(dates[i][0]));
        if (!wk_str_eq(date, wk_str_of(dates[i][1]))) fail_msg("%s became %.*s", dates[i][0], WK_F(date));
    }
    wk_arena_free(arena);
}

/* ---- addresses --------------------------------------------------------------------------------------------------- */

static void obeys_robots(void **state) {
    (void)state;
    wk_str rules = WK_S("# comment\nUser-agent: other\nDisallow: /\n\nUSER-AGENT: Warkat/2\nuser-agent: third\nDisallow: /private\n"
                        "Allow: /private/open\nDisallow: /*.php$\nDisallow: /caf%C3%A9\nCrawl-delay: 3\nDisallow:\n"
                        "User-agent: *\nDisallow: /all\n");
    static const struct {
        const char *path;
        bool allow;
    } cases[] = {{"/", true}, {"/private", false}, {"/private/x", false}, {"/private/open/x", true}, {"/all", true},
                 {"/a.php", false}, {"/a.php?x", true}, {"/café/1", false}, {"/robots.txt", true}, {"", true}, {"/%70rivate", false}};
    for (size_t i = 0; i < WK_COUNT(cases); i++)
        if (wk_robots_allow(rules, WK_S("warkat"), wk_str_of(cases[i].path)) != cases[i].allow) fail_msg("%s", cases[i].path);
    assert_false(wk_robots_allow(rules, WK_S("nobody"), WK_S("/all/x")));
    assert_true(wk_robots_allow(rules, WK_S("nobody"), WK_S("/private")));
    assert_true(wk_robots_allow(WK_S(""), WK_S("warkat"), WK_S("/x")));
    assert_true(wk_robots_allow(WK_S("User-agent: *\nDisallow: /a\nAllow: /a\n"), WK_S("warkat"), WK_S("/a")));
}

static void knows_private_addresses(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool is_public;
    } cases[] = {{"8.8.8.8", true}, {"127.0.0.1", false}, {"10.1.2.3", false}, {"172.31.0.1", false}, {"172.32.0.1", true},
                 {"192.168.1.1", false}, {"169.254.169.254", false}, {"100.64.0.1", false}, {"0.0.0.0", false}, {"224.0.0.1", false},
                 {"255.255.255.255", false}, {"::1", false}, {"::", false}, {"fe80::1", false}, {"fd00::1", false},
                 {"::ffff:127.0.0.1", false}, {"::ffff:8.8.8.8", true}, {"64:ff9b::10.0.0.1", false}, {"64:ff9b::8.8.8.8", true},
                 {"2002:7f00:1::", false}, {"2001:4860:4860::8888", true}, {"2001:db8::1", false}, {"ff02::1", false}, {"::7f00:1", false}};
    for (size_t i = 0; i < WK_COUNT(cases); i++) {
        struct sockaddr_in in4 = {.sin_family = AF_INET};
        struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};
        bool four = inet_pton(AF_INET, cases[i].text, &in4.sin_addr) == 1;
        if (!four) assert_int_equal(inet_pton(AF_INET6, cases[i].text, &in6.sin6_addr), 1);
        const struct sockaddr *address = four ? (const struct sockaddr *)&in4 : (const struct sockaddr *)&in6;
        if (wk_address_public(address) != cases[i].is_public) fail_msg("%s", cases[i].text);
    }
}

/* What the server on loopback answers. */
static const struct {
    const char *path;
    unsigned status;
    const char *header, *value, *body;
} answers[] = {
    {"/robots.txt", 200, "Content-Type", "text/plain", "User-agent: warkat\nDisallow: /secret\n"},
    {"/page", 200, "Content-Type", "text/html; charset=utf-8", "<p>halaman"},
    {"/moved", 302, "Location", "/page", ""},
    {"/circle", 302, "Location", "/circle", ""},
    {"/to-secret", 301, "Location", "/secret/x", ""},
    {"/to-file", 301, "Location", "file:///etc/passwd", ""},
    {"/secret/x", 200, "Content-Type", "text/html", "rahasia"},
    {"/feed", 200, "Content-Type", "application/rss+xml", "<rss><item><description>isi</description></item></rss>"},
    {"/picture", 200, "Content-Type", "image/png", "\x89PNG"},
    {"/error", 500, "Content-Type", "text/html", "x"},
};

static enum MHD_Result answer(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *data, size_t *size, void **per_request) {
    (void)method, (void)version, (void)data, (void)size, (void)per_request;
    const char *robots = context; /* another robots.txt path's status, when given */
    for (size_t i = 0; i < WK_COUNT(answers); i++) {
        if (strcmp(url, answers[i].path) != 0) continue;
        struct MHD_Response *response =
            MHD_create_response_from_buffer(strlen(answers[i].body), (void *)(uintptr_t)answers[i].body, MHD_RESPMEM_PERSISTENT);
        MHD_add_response_header(response, answers[i].header, answers[i].value);
        unsigned status = i == 0 && robots ? (unsigned)atoi(robots) : answers[i].status;
        enum MHD_Result result = MHD_queue_response(connection, status, response);
        MHD_destroy_response(response);
        return result;
    }
    struct MHD_Response *none = MHD_create_response_from_buffer(0, (void *)(uintptr_t)"", MHD_RESPMEM_PERSISTENT);
    enum MHD_Result result = MHD_queue_response(connection, 404, none);
    MHD_destroy_response(none);
    return result;
}

static struct MHD_Daemon *serve(const char *robots, unsigned *port) {
    struct sockaddr_in loopback = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct MHD_Daemon *daemon =
        MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD, 0, NULL, NULL, answer, (void *)(uintptr_t)robots, MHD_OPTION_SOCK_ADDR,
                         (struct sockaddr *)&loopback, MHD_OPTION_END);
    assert_non_null(daemon);
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
    *port = info->port;
    return daemon;
}

/* Fetches a path of the server; `want`: what the sink gets, or part of the error's message. */
static void check_fetch(unsigned port, const char *path, const wk_source_options *options, wk_status status, const char *want) {
    char address[128];
    wk_error error = {0};
    snprintf(address, sizeof address, "http://127.0.0.1:%u%s", port, path);
    seen.n = 0;
    wk_status got = wk_source_read(address, options, write_down, &seen, &error);
    wk_buf_byte(&seen, 0);
    if (got != status) fail_msg("%s: %d %s", path, (int)got, error.message);
    if (!strstr(got ? error.message : seen.p, want)) fail_msg("%s: no \"%s\" in \"%s\"", path, want, got ? error.message : seen.p);
}

static void fetches_addresses(void **state) {
    (void)state;
    unsigned port;
    struct MHD_Daemon *daemon = serve(NULL, &port);
    wk_source_options allow = {.allow_private = true}, small = {.allow_private = true, .max_page = 5};
    check_fetch(port, "/page", &allow, WK_OK, ": <p>halaman\n");
    check_fetch(port, "/moved", &allow, WK_OK, "page html ");
    check_fetch(port, "/feed", &allow, WK_OK, ":1: isi\n");
    check_fetch(port, "/picture", &allow, WK_OK, "neither a page nor a feed");
    check_fetch(port, "/secret/x", &allow, WK_NETWORK, "robots.txt does not allow");
    check_fetch(port, "/to-secret", &allow, WK_NETWORK, "robots.txt does not allow");
    check_fetch(port, "/to-file", &allow, WK_NETWORK, "only http and https");
    check_fetch(port, "/circle", &allow, WK_NETWORK, "redirected more than");
    check_fetch(port, "/nothing", &allow, WK_NETWORK, "answered 404");
    check_fetch(port, "/error", &allow, WK_NETWORK, "answered 500");
    check_fetch(port, "/page", &small, WK_NETWORK, "larger than the limit of 5 bytes");
    check_fetch(port, "/page", NULL, WK_NETWORK, "private network");
    MHD_stop_daemon(daemon);
    check_fetch(port, "/page", &allow, WK_NETWORK, "robots.txt cannot be had");
    daemon = serve("503", &port);
    check_fetch(port, "/page", &allow, WK_NETWORK, "robots.txt cannot be had");
    MHD_stop_daemon(daemon);
    daemon = serve("404", &port);
    check_fetch(port, "/secret/x", &allow, WK_OK, "rahasia");
    MHD_stop_daemon(daemon);
    wk_error error;
    assert_int_equal(wk_source_read("http://user:key@127.0.0.1/", &allow, write_down, &seen, &error), WK_NETWORK);
    assert_int_equal(wk_source_read("http://", &allow, write_down, &seen, &error), WK_NETWORK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(reads_folders), TEST(tells_of_missing_rights), TEST(stops_when_told), TEST(reads_lines), TEST(tells_places),
        TEST(passes_over_long_lines), TEST(reads_warc), TEST(says_where_from), TEST(survives_lying_lengths),
        TEST(survives_broken_members), TEST(always_goes_forward), TEST(refuses_bombs), TEST(reads_feeds), TEST(reads_entries), TEST(obeys_robots),
        TEST(knows_private_addresses), TEST(fetches_addresses),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    wk_buf_free(&seen);
    return failed;
}

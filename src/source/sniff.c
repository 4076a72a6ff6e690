/* What a file is, by its first bytes, its name, or its media type. */
#include "source/source.h"

#include "base/array.h"
#include "source/limits.h"
#include "text/encoding.h"

/* ---- names ------------------------------------------------------------------------------------------------------- */

static const struct {
    const char *ending;
    wk_content content;
} endings[] = {
    {".html", WK_CONTENT_HTML}, {".htm", WK_CONTENT_HTML}, {".xhtml", WK_CONTENT_HTML}, {".shtml", WK_CONTENT_HTML},
    {".txt", WK_CONTENT_FLAT}, {".text", WK_CONTENT_FLAT}, {".jsonl", WK_CONTENT_LINES}, {".ndjson", WK_CONTENT_LINES},
    {".json", WK_CONTENT_LINES}, {".warc", WK_CONTENT_WARC}, {".wet", WK_CONTENT_WARC}, {".rss", WK_CONTENT_FEED},
    {".atom", WK_CONTENT_FEED}, {".xml", WK_CONTENT_FEED},
    /* what lies beside pages in a crawl */
    {".css", WK_CONTENT_OTHER}, {".js", WK_CONTENT_OTHER}, {".mjs", WK_CONTENT_OTHER}, {".map", WK_CONTENT_OTHER},
    {".png", WK_CONTENT_OTHER}, {".jpg", WK_CONTENT_OTHER}, {".jpeg", WK_CONTENT_OTHER}, {".gif", WK_CONTENT_OTHER},
    {".webp", WK_CONTENT_OTHER}, {".avif", WK_CONTENT_OTHER}, {".svg", WK_CONTENT_OTHER}, {".ico", WK_CONTENT_OTHER},
    {".bmp", WK_CONTENT_OTHER}, {".tif", WK_CONTENT_OTHER}, {".tiff", WK_CONTENT_OTHER}, {".woff", WK_CONTENT_OTHER},
    {".woff2", WK_CONTENT_OTHER}, {".ttf", WK_CONTENT_OTHER}, {".otf", WK_CONTENT_OTHER}, {".eot", WK_CONTENT_OTHER},
    {".mp3", WK_CONTENT_OTHER}, {".mp4", WK_CONTENT_OTHER}, {".webm", WK_CONTENT_OTHER}, {".ogg", WK_CONTENT_OTHER},
    {".wav", WK_CONTENT_OTHER}, {".avi", WK_CONTENT_OTHER}, {".mov", WK_CONTENT_OTHER}, {".pdf", WK_CONTENT_OTHER},
    {".doc", WK_CONTENT_OTHER}, {".docx", WK_CONTENT_OTHER}, {".xls", WK_CONTENT_OTHER}, {".xlsx", WK_CONTENT_OTHER},
    {".ppt", WK_CONTENT_OTHER}, {".pptx", WK_CONTENT_OTHER}, {".zip", WK_CONTENT_OTHER}, {".tar", WK_CONTENT_OTHER},
    {".tgz", WK_CONTENT_OTHER}, {".7z", WK_CONTENT_OTHER}, {".rar", WK_CONTENT_OTHER}, {".db", WK_CONTENT_OTHER},
    {".cdx", WK_CONTENT_OTHER}, {".cdxj", WK_CONTENT_OTHER},
};

/* Without the ending of a packed file. */
static wk_str unpacked_name(wk_str name) {
    static const char *const packed[] = {".gz", ".zst"};
    for (size_t i = 0; i < WK_COUNT(packed); i++) {
        wk_str end = wk_str_of(packed[i]);
        if (name.n > end.n && wk_str_eq_nocase(wk_str_cut(name, name.n - end.n, name.n), end))
            return wk_str_cut(name, 0, name.n - end.n);
    }
    return name;
}

wk_content wk_content_of_name(wk_str name) {
    name = unpacked_name(name);
    for (size_t i = 0; i < WK_COUNT(endings); i++) {
        wk_str end = wk_str_of(endings[i].ending);
        if (name.n > end.n && wk_str_eq_nocase(wk_str_cut(name, name.n - end.n, name.n), end)) return endings[i].content;
    }
    return WK_CONTENT_UNKNOWN;
}

/* ---- first bytes ------------------------------------------------------------------------------------------------- */

static bool starts_nocase(wk_str s, const char *with) {
    wk_str w = wk_str_of(with);
    return s.n >= w.n && wk_str_eq_nocase(wk_str_cut(s, 0, w.n), w);
}

/* What a document that begins with '<' is, by the first tag that tells. */
static wk_content of_markup(wk_str head) {
    static const struct {
        const char *tag;
        wk_content content;
    } roots[] = {{"<rss", WK_CONTENT_FEED}, {"<feed", WK_CONTENT_FEED}, {"<rdf:rdf", WK_CONTENT_FEED},
                 {"<html", WK_CONTENT_HTML}, {"<head", WK_CONTENT_HTML}, {"<body", WK_CONTENT_HTML}};
    for (size_t at = 0; at < head.n; at++) {
        if (head.p[at] != '<') continue;
        for (size_t i = 0; i < WK_COUNT(roots); i++)
            if (starts_nocase(wk_str_cut(head, at, head.n), roots[i].tag)) return roots[i].content;
    }
    return WK_CONTENT_UNKNOWN;
}

wk_content wk_content_of(wk_str head, wk_str name) {
    wk_content by_name = name.p ? wk_content_of_name(name) : WK_CONTENT_UNKNOWN;
    head = wk_str_cut(head, 0, WK_SNIFF);
    if (wk_str_starts(head, WK_S("WARC/"))) return WK_CONTENT_WARC;
    if (wk_str_starts(head, WK_S("\xEF\xBB\xBF"))) head = wk_str_cut(head, 3, head.n);
    head = wk_str_trim(head);
    bool markup = head.n > 1 && head.p[0] == '<' && strchr("!?/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", head.p[1]);
    if (by_name == WK_CONTENT_LINES || by_name == WK_CONTENT_WARC) return by_name;
    if (by_name == WK_CONTENT_HTML) return by_name;
    if (markup && by_name != WK_CONTENT_FLAT) {
        wk_content found = of_markup(head);
        return found != WK_CONTENT_UNKNOWN ? found : by_name != WK_CONTENT_UNKNOWN ? by_name : WK_CONTENT_HTML;
    }
    if (markup && (starts_nocase(head, "<!doctype html") || starts_nocase(head, "<html"))) return WK_CONTENT_HTML;
    if (by_name != WK_CONTENT_UNKNOWN && by_name != WK_CONTENT_OTHER) return by_name;
    wk_str after = wk_str_trim(wk_str_cut(head, 1, head.n));
    if (head.n && head.p[0] == '{' && after.n && (after.p[0] == '"' || after.p[0] == '}')) return WK_CONTENT_LINES;
    return WK_CONTENT_FLAT;
}

/* ---- media types ------------------------------------------------------------------------------------------------- */

/* The parameter "charset" of a media type. */
static wk_str charset_of(wk_str rest) {
    wk_str field;
    while (wk_str_split(&rest, ';', &field)) {
        wk_str value = field, name = {0};
        if (!wk_str_split(&value, '=', &name) || !value.p || !wk_str_eq_nocase(wk_str_trim(name), WK_S("charset"))) continue;
        value = wk_str_trim(value);
        if (value.n >= 2 && (value.p[0] == '"' || value.p[0] == '\'') && value.p[value.n - 1] == value.p[0])
            value = wk_str_trim(wk_str_cut(value, 1, value.n - 1));
        return value.n ? value : (wk_str){0};
    }
    return (wk_str){0};
}

wk_content wk_content_of_type(wk_str type, wk_str *charset) {
    static const struct {
        const char *type;
        wk_content content;
    } types[] = {{"text/html", WK_CONTENT_HTML}, {"application/xhtml+xml", WK_CONTENT_HTML},
                 {"text/plain", WK_CONTENT_FLAT}, {"application/rss+xml", WK_CONTENT_FEED},
                 {"application/atom+xml", WK_CONTENT_FEED}, {"application/rdf+xml", WK_CONTENT_FEED},
                 {"application/xml", WK_CONTENT_UNKNOWN}, {"text/xml", WK_CONTENT_UNKNOWN},
                 {"application/octet-stream", WK_CONTENT_UNKNOWN}, {"", WK_CONTENT_UNKNOWN}};
    wk_str essence = {"", 0}, rest = type;
    if (type.p) wk_str_split(&rest, ';', &essence);
    *charset = type.p ? charset_of(rest) : (wk_str){0};
    essence = wk_str_trim(essence);
    for (size_t i = 0; i < WK_COUNT(types); i++)
        if (wk_str_eq_nocase(essence, wk_str_of(types[i].type))) return types[i].content;
    return WK_CONTENT_OTHER;
}

/* ---- binary data ------------------------------------------------------------------------------------------------- */

static const struct {
    const char *bytes;
    size_t n;
    const char *what;
} magics[] = {
    {"%PDF-", 5, "a PDF document"}, {"\x89PNG", 4, "a PNG picture"}, {"GIF8", 4, "a GIF picture"},
    {"\xFF\xD8\xFF", 3, "a JPEG picture"}, {"PK\x03\x04", 4, "a ZIP archive or office document"},
    {"\x7f" "ELF", 4, "a program"}, {"SQLite format 3", 16, "an SQLite database"}, {"RIFF", 4, "a sound or picture"},
    {"BZh", 3, "a bzip2 file"}, {"\xFD" "7zXZ", 5, "an xz file"}, {"7z\xBC\xAF", 4, "a 7z archive"},
    {"\xD0\xCF\x11\xE0", 4, "an old office document"}, {"wOF", 3, "a font"},
};

/* UTF-16 or UTF-32: a byte order mark, or NULs at every second byte. */
static bool is_wide(wk_str s) {
    if (wk_str_starts(s, WK_S("\xFF\xFE")) || wk_str_starts(s, WK_S("\xFE\xFF"))) return true;
    size_t nul[2] = {0}, n = s.n < 512 ? s.n : 512;
    for (size_t i = 0; i < n; i++) nul[i % 2] += s.p[i] == 0;
    size_t more = nul[0] > nul[1] ? nul[0] : nul[1], less = nul[0] + nul[1] - more;
    return n >= 8 && more > n / 4 && less <= n / 64;
}

const char *wk_binary(wk_str bytes, wk_str charset) {
    const char *encoding = charset.p ? wk_encoding_name(charset) : NULL;
    wk_str head = wk_str_cut(bytes, 0, 16 * (size_t)WK_SNIFF);
    for (size_t i = 0; i < WK_COUNT(magics); i++)
        if (wk_str_starts(head, (wk_str){magics[i].bytes, magics[i].n})) return magics[i].what;
    if (is_wide(head) || (encoding && strncmp(encoding, "UTF-16", 6) == 0)) return NULL; /* every other byte may be 0 */
    size_t control = 0;
    for (size_t i = 0; i < head.n; i++) {
        unsigned char c = (unsigned char)head.p[i];
        control += c == 0x7F || (c < 0x20 && !(c >= '\t' && c <= '\r') && c != 0x1B);
    }
    return control > 4 && control * 20 > head.n ? "binary data" : NULL;
}

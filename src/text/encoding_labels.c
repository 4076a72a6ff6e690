/* The encodings and labels of the WHATWG Encoding Standard (https://encoding.spec.whatwg.org/#names-and-labels). */
#include "text/encoding_table.h"

#include "base/array.h"

/* name, iconv's name for it, how it is decoded, labels (between spaces, so that one is found by a search) */
static const wk_encoding encodings[] = {
    {"UTF-8", NULL, WK_DECODE_UTF8, " unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8 "},
    {"windows-1252", "CP1252", WK_DECODE_SINGLE,
     " ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 "
     "iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252 "},
    {"IBM866", "CP866", WK_DECODE_SINGLE, " 866 cp866 csibm866 ibm866 "},
    {"ISO-8859-2", "ISO-8859-2", WK_DECODE_SINGLE,
     " csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2 "},
    {"ISO-8859-3", "ISO-8859-3", WK_DECODE_SINGLE,
     " csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3 "},
    {"ISO-8859-4", "ISO-8859-4", WK_DECODE_SINGLE,
     " csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4 "},
    {"ISO-8859-5", "ISO-8859-5", WK_DECODE_SINGLE,
     " csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 "},
    {"ISO-8859-6", "ISO-8859-6", WK_DECODE_SINGLE,
     " arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i "
     "iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 "},
    {"ISO-8859-7", "ISO-8859-7", WK_DECODE_SINGLE,
     " csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 "
     "iso_8859-7:1987 sun_eu_greek "},
    {"ISO-8859-8", "ISO-8859-8", WK_DECODE_SINGLE,
     " csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 "
     "iso_8859-8:1988 visual "},
    {"ISO-8859-8-I", "ISO-8859-8", WK_DECODE_SINGLE, " csiso88598i iso-8859-8-i logical "},
    {"ISO-8859-10", "ISO-8859-10", WK_DECODE_SINGLE,
     " csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6 "},
    {"ISO-8859-13", "ISO-8859-13", WK_DECODE_SINGLE, " iso-8859-13 iso8859-13 iso885913 "},
    {"ISO-8859-14", "ISO-8859-14", WK_DECODE_SINGLE, " iso-8859-14 iso8859-14 iso885914 "},
    {"ISO-8859-15", "ISO-8859-15", WK_DECODE_SINGLE, " csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 "},
    {"ISO-8859-16", "ISO-8859-16", WK_DECODE_SINGLE, " iso-8859-16 "},
    {"KOI8-R", "KOI8-R", WK_DECODE_SINGLE, " cskoi8r koi koi8 koi8-r koi8_r "},
    {"KOI8-U", "KOI8-U", WK_DECODE_SINGLE, " koi8-ru koi8-u "},
    {"macintosh", "MACINTOSH", WK_DECODE_SINGLE, " csmacintosh mac macintosh x-mac-roman "},
    {"windows-874", "TIS-620", WK_DECODE_SINGLE, " dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874 "},
    {"windows-1250", "CP1250", WK_DECODE_SINGLE, " cp1250 windows-1250 x-cp1250 "},
    {"windows-1251", "CP1251", WK_DECODE_SINGLE, " cp1251 windows-1251 x-cp1251 "},
    {"windows-1253", "CP1253", WK_DECODE_SINGLE, " cp1253 windows-1253 x-cp1253 "},
    {"windows-1254", "CP1254", WK_DECODE_SINGLE,
     " cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 "
     "windows-1254 x-cp1254 "},
    {"windows-1255", "CP1255", WK_DECODE_SINGLE, " cp1255 windows-1255 x-cp1255 "},
    {"windows-1256", "CP1256", WK_DECODE_SINGLE, " cp1256 windows-1256 x-cp1256 "},
    {"windows-1257", "CP1257", WK_DECODE_SINGLE, " cp1257 windows-1257 x-cp1257 "},
    {"windows-1258", "CP1258", WK_DECODE_SINGLE, " cp1258 windows-1258 x-cp1258 "},
    {"x-mac-cyrillic", "MAC-UK", WK_DECODE_SINGLE, " x-mac-cyrillic x-mac-ukrainian "},
    {"GBK", "GB18030", WK_DECODE_GB18030,
     " chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk "},
    {"gb18030", "GB18030", WK_DECODE_GB18030, " gb18030 "},
    {"Big5", "BIG5-HKSCS", WK_DECODE_BIG5, " big5 big5-hkscs cn-big5 csbig5 x-x-big5 "},
    {"EUC-JP", "EUC-JP-MS", WK_DECODE_EUC_JP, " cseucpkdfmtjapanese euc-jp x-euc-jp "},
    {"ISO-2022-JP", "WINDOWS-31J", WK_DECODE_ISO_2022_JP, " csiso2022jp iso-2022-jp "},
    {"Shift_JIS", "WINDOWS-31J", WK_DECODE_SHIFT_JIS,
     " csshiftjis ms_kanji shift-jis shift_jis sjis windows-31j x-sjis "},
    {"EUC-KR", "CP949", WK_DECODE_EUC_KR,
     " cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 "},
    {"UTF-16LE", NULL, WK_DECODE_UTF16LE, " csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le "},
    {"UTF-16BE", NULL, WK_DECODE_UTF16BE, " unicodefffe utf-16be "},
    {"x-user-defined", NULL, WK_DECODE_USER, " x-user-defined "},
    {"replacement", NULL, WK_DECODE_REPLACEMENT,
     " csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr replacement "},
};

/* Names that uchardet, iconv and servers use and the standard does not know. */
static const struct {
    const char *label, *is;
} also[] = {
    {"uhc", "euc-kr"},     {"cp949", "euc-kr"},  {"mac-cyrillic", "x-mac-cyrillic"}, {"cp932", "shift_jis"},
    {"cp936", "gbk"},      {"euc-cn", "gbk"},    {"cp950", "big5"},                  {"eucjp", "euc-jp"},
    {"utf8mb4", "utf-8"},  {"utf-8-sig", "utf-8"}, {"ansi", "windows-1252"},
};

static const wk_encoding *search(const char *key) {
    for (size_t i = 0; i < WK_COUNT(encodings); i++)
        if (strstr(encodings[i].labels, key)) return &encodings[i];
    return NULL;
}

const wk_encoding *wk_encoding_find(wk_str label) {
    char key[40];
    label = wk_str_trim(label);
    if (!label.n || label.n > sizeof key - 3) return NULL;
    key[0] = ' ';
    for (size_t i = 0; i < label.n; i++) {
        char c = label.p[i];
        if (c <= ' ') return NULL;
        key[i + 1] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    key[label.n + 1] = ' ';
    key[label.n + 2] = 0;
    const wk_encoding *found = search(key);
    for (size_t i = 0; !found && i < WK_COUNT(also); i++)
        if (wk_str_eq_nocase(label, wk_str_of(also[i].label))) return wk_encoding_find(wk_str_of(also[i].is));
    return found;
}

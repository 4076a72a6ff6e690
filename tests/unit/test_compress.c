/* Unpacking whole and in steps, packing, limits and bombs; files read and written. */
#include "base/compress.h"
#include "base/file.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#include <cmocka.h>

/* `text` packed by zlib: window bits 31 gzip, 15 zlib, -15 raw. */
static wk_buf deflated(wk_str text, int bits) {
    wk_buf out = {0};
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY), Z_OK);
    char *to = wk_buf_room(&out, deflateBound(&z, text.n) + 64);
    z.next_in = (Bytef *)(uintptr_t)text.p;
    z.avail_in = (uInt)text.n;
    z.next_out = (Bytef *)to;
    z.avail_out = (uInt)out.cap;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    out.n = z.total_out;
    deflateEnd(&z);
    return out;
}

static void check_unpack(wk_codec codec, wk_str packed, wk_str want) {
    wk_buf out = {0};
    wk_error error = {0};
    if (wk_unpack(codec, packed, 1 << 20, &out, &error)) fail_msg("%s", error.message);
    assert_true(wk_str_eq(wk_buf_str(&out), want));
    wk_buf_free(&out);
}

static void unpacks_each_codec(void **state) {
    (void)state;
    wk_str text = WK_S("surat dari Moskow, surat dari Moskow, surat dari Moskow");
    static const struct {
        int bits;
        wk_codec codec;
    } kinds[] = {{31, WK_CODEC_GZIP}, {15, WK_CODEC_DEFLATE}, {-15, WK_CODEC_DEFLATE}};
    for (size_t i = 0; i < 3; i++) {
        wk_buf packed = deflated(text, kinds[i].bits);
        check_unpack(kinds[i].codec, wk_buf_str(&packed), text);
        wk_buf_free(&packed);
    }
    wk_buf packed = {0};
    wk_pack(text, 3, &packed);
    check_unpack(WK_CODEC_ZSTD, wk_buf_str(&packed), text);
    wk_pack(WK_S(" dua"), 3, &packed); /* members one after another */
    check_unpack(WK_CODEC_ZSTD, wk_buf_str(&packed), WK_S("surat dari Moskow, surat dari Moskow, surat dari Moskow dua"));
    wk_buf_free(&packed);
    /* "a b c d" as brotli -q 0 writes it: one uncompressed-length block */
    check_unpack(WK_CODEC_BROTLI, WK_S("\x0b\x03\x80" "a b c d" "\x03"), WK_S("a b c d"));
}

static void knows_codecs(void **state) {
    (void)state;
    wk_codec codec;
    assert_true(wk_codec_of_name(WK_S(" X-GZIP "), &codec) && codec == WK_CODEC_GZIP);
    assert_true(wk_codec_of_name(WK_S("br"), &codec) && codec == WK_CODEC_BROTLI);
    assert_false(wk_codec_of_name(WK_S("rot13"), &codec));
    assert_int_equal(wk_codec_of_magic(WK_S("\x1f\x8b\x08\0")), WK_CODEC_GZIP);
    assert_int_equal(wk_codec_of_magic(WK_S("\x50\x2a\x4d\x18")), WK_CODEC_ZSTD);
    assert_int_equal(wk_codec_of_magic(WK_S("<htm")), WK_CODEC_NONE);
}

static void refuses_bad_data(void **state) {
    (void)state;
    wk_buf packed = deflated(WK_S("sepucuk surat yang panjang sekali isinya"), 31), out = {0};
    wk_error error = {0};
    wk_str bytes = wk_buf_str(&packed);
    assert_int_equal(wk_unpack(WK_CODEC_GZIP, wk_str_cut(bytes, 0, bytes.n - 12), 1000, &out, &error), WK_INPUT);
    assert_non_null(strstr(error.message, "cut off"));
    packed.p[20] ^= 0x55;
    assert_int_equal(wk_unpack(WK_CODEC_GZIP, bytes, 1000, &out, &error), WK_INPUT);
    assert_true(error.has_byte);
    packed.p[20] ^= 0x55;
    out.n = 0;
    assert_int_equal(wk_unpack(WK_CODEC_GZIP, bytes, 10, &out, &error), WK_INPUT);
    assert_int_equal(out.n, 10);
    wk_buf_free(&packed);
    wk_buf_free(&out);
}

static void refuses_bombs(void **state) {
    (void)state;
    size_t n = 64u << 20;
    char *zeros = calloc(n, 1);
    assert_non_null(zeros);
    wk_buf packed = {0}, out = {0};
    wk_pack((wk_str){zeros, n}, 19, &packed);
    free(zeros);
    wk_error error = {0};
    assert_int_equal(wk_unpack(WK_CODEC_ZSTD, wk_buf_str(&packed), SIZE_MAX / 2, &out, &error), WK_INPUT);
    assert_non_null(strstr(error.message, "bomb"));
    assert_true(out.n < n / 2);
    wk_buf_free(&packed);
    wk_buf_free(&out);
}

static void unpacks_in_steps(void **state) {
    (void)state;
    wk_buf packed = deflated(WK_S("satu"), 31), second = deflated(WK_S("dua"), 31), out = {0};
    wk_buf_add(&packed, wk_buf_str(&second));
    wk_unpacker *u = wk_unpacker_new(WK_CODEC_GZIP);
    size_t members = 0;
    for (size_t i = 0; i < packed.n; i++) {
        wk_str in = {packed.p + i, 1};
        while (in.n) {
            size_t got;
            bool ended;
            char *to = wk_buf_room(&out, 2);
            assert_int_equal(wk_unpacker_step(u, &in, to, 2, &got, &ended, NULL), WK_OK);
            out.n += got;
            members += ended;
            if (ended) assert_true(wk_unpacker_between(u));
        }
    }
    assert_int_equal(members, 2);
    assert_true(wk_str_eq(wk_buf_str(&out), WK_S("satudua")));
    wk_unpacker_free(u);
    wk_buf_free(&packed);
    wk_buf_free(&second);
    wk_buf_free(&out);
}

static void reads_and_writes_files(void **state) {
    (void)state;
    char path[SCRATCH], name[SCRATCH + 60];
    assert_true(scratch_make(path));
    snprintf(name, sizeof name, "%s/a", path);
    wk_error error = {0};
    wk_buf out = {0};
    assert_int_equal(wk_file_write(name, WK_S("lama"), &error), WK_OK);
    assert_int_equal(wk_file_write(name, WK_S("baru\0x"), &error), WK_OK);
    assert_int_equal(wk_file_read(name, 100, &out, &error), WK_OK);
    assert_true(wk_str_eq(wk_buf_str(&out), WK_S("baru\0x")));
    out.n = 0;
    assert_int_equal(wk_file_read(name, 3, &out, &error), WK_INPUT);
    assert_int_equal(out.n, 0);
    assert_int_equal(wk_file_read(path, 3, &out, &error), WK_DISK);
    assert_non_null(strstr(error.message, "folder"));
    assert_int_equal(wk_file_write(path, WK_S("x"), &error), WK_DISK);
    assert_int_equal(wk_file_write("/nowhere/at/all", WK_S("x"), &error), WK_DISK);
    assert_int_equal(wk_file_read("/dev/null", 3, &out, &error), WK_DISK);
    unlink(name);
    assert_int_equal(wk_file_read(name, 3, &out, &error), WK_DISK);
    assert_string_equal(error.file, name);
    assert_int_equal(rmdir(path), 0); /* nothing else was left there */
    wk_buf_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unpacks_each_codec), cmocka_unit_test(knows_codecs),     cmocka_unit_test(refuses_bad_data),
        cmocka_unit_test(refuses_bombs),      cmocka_unit_test(unpacks_in_steps), cmocka_unit_test(reads_and_writes_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The bundle of packs/ inside the program: see tools/bundle.py for its form. */
#include "pack/embedded.h"

__asm__(".section .rodata\n"
        ".balign 64\n"
        "wk_packs_bundle_start:\n"
        ".incbin \"" WK_PACKS_BUNDLE "\"\n"
        "wk_packs_bundle_end:\n"
        ".byte 0\n"
        ".previous\n");

extern const char wk_packs_bundle_start[] __attribute__((visibility("hidden")));
extern const char wk_packs_bundle_end[] __attribute__((visibility("hidden")));

wk_str wk_packs_embedded(void) {
    return (wk_str){wk_packs_bundle_start, (size_t)(wk_packs_bundle_end - wk_packs_bundle_start)};
}

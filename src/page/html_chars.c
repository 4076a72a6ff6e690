#include "page/html_chars.h"

#define SP (WK_CH_SPACE | WK_CH_NAME_END | WK_CH_ATTR_END)
#define AL WK_CH_ALPHA
#define AX (WK_CH_ALPHA | WK_CH_HEX)
#define UP (WK_CH_ALPHA | WK_CH_ODD)
#define UX (WK_CH_ALPHA | WK_CH_ODD | WK_CH_HEX)
#define DI (WK_CH_DIGIT | WK_CH_HEX)
#define EN (WK_CH_NAME_END | WK_CH_ATTR_END)

const uint8_t wk_ch_class[256] = {
    [0] = WK_CH_ODD, ['\t'] = SP, ['\n'] = SP, ['\f'] = SP, ['\r'] = SP, [' '] = SP,
    ['/'] = EN, ['>'] = EN, ['='] = WK_CH_ATTR_END,
    ['0'] = DI, ['1'] = DI, ['2'] = DI, ['3'] = DI, ['4'] = DI,
    ['5'] = DI, ['6'] = DI, ['7'] = DI, ['8'] = DI, ['9'] = DI,
    ['a'] = AX, ['b'] = AX, ['c'] = AX, ['d'] = AX, ['e'] = AX, ['f'] = AX,
    ['g'] = AL, ['h'] = AL, ['i'] = AL, ['j'] = AL, ['k'] = AL, ['l'] = AL, ['m'] = AL, ['n'] = AL, ['o'] = AL,
    ['p'] = AL, ['q'] = AL, ['r'] = AL, ['s'] = AL, ['t'] = AL, ['u'] = AL, ['v'] = AL, ['w'] = AL, ['x'] = AL,
    ['y'] = AL, ['z'] = AL,
    ['A'] = UX, ['B'] = UX, ['C'] = UX, ['D'] = UX, ['E'] = UX, ['F'] = UX,
    ['G'] = UP, ['H'] = UP, ['I'] = UP, ['J'] = UP, ['K'] = UP, ['L'] = UP, ['M'] = UP, ['N'] = UP, ['O'] = UP,
    ['P'] = UP, ['Q'] = UP, ['R'] = UP, ['S'] = UP, ['T'] = UP, ['U'] = UP, ['V'] = UP, ['W'] = UP, ['X'] = UP,
    ['Y'] = UP, ['Z'] = UP,
};

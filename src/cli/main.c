#include "warkat.h"
#include <stdio.h>
int main(void) {
    puts("warkat " WARKAT_VERSION);
    return WK_USAGE;
}

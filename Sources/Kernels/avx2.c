// AVX2 with fused multiply-add: 16 registers of 8 floats, of which a tile of 6 rows by one panel keeps 12 as sums.

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define LANES 8
#define ROWS 6
#define WIDE 1
#define ONE_ROW_PANELS 4
#define GRADIENT_ROWS ROWS
#define GRADIENT_WIDE WIDE
#define NAME "AVX2"
#define TABLE kernels_avx2
#include "set.h"
#pragma clang attribute pop
#endif

// AVX-512: 32 registers of 16 floats, of which a tile of 12 rows by two panels, or 6 by four, keeps 24 as sums.

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx512bw,fma"))), apply_to = function)
#define LANES 16
#define ROWS 12
#define WIDE 2
#define ONE_ROW_PANELS 8
#define GRADIENT_ROWS 6
#define GRADIENT_WIDE 4
#define NAME "AVX-512"
#define TABLE kernels_avx512
#include "set.h"
#pragma clang attribute pop
#endif

// The baseline of every processor: SSE2 on x86-64, NEON on ARM.

#define LANES 4
#if defined(__aarch64__)
#define ROWS 6  // 6 rows · 4 vectors of a panel, of NEON's 32 registers
#define ONE_ROW_PANELS 4
#else
#define ROWS 3  // 3 · 4, of 16
#define ONE_ROW_PANELS 2
#endif
#define WIDE 1
#define GRADIENT_ROWS ROWS
#define GRADIENT_WIDE WIDE
#define NAME "plain"
#define TABLE kernels_plain
#include "set.h"

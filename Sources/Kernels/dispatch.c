// What does not depend on the instruction set: the choice of one, and moving matrices into panels and back.

#include "include/Kernels.h"

#include <string.h>

#define PANEL KERNELS_PANEL

extern const Kernels kernels_plain;
#if defined(__x86_64__)
extern const Kernels kernels_avx2, kernels_avx512;
#endif

const Kernels *kernels_available(int index) {
  const Kernels *found[3];
  int count = 0;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512bw"))
    found[count++] = &kernels_avx512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) found[count++] = &kernels_avx2;
#endif
  found[count++] = &kernels_plain;
  return index >= 0 && index < count ? found[index] : NULL;
}

const Kernels *kernels_best(void) { return kernels_available(0); }

// The gate and the first unit of a panel, and how many of its 16 columns are real.
typedef struct {
  int column, width;
} Place;

static Place place(int panel, int units, int gates) {
  const int unit = panel / gates * PANEL;
  const int left = units - unit;
  return (Place){panel % gates * units + unit, left < PANEL ? left : PANEL};
}

void kernels_pack(float *panels, const float *matrix, int rows, int units, int gates, int padded_rows) {
  const int count = (units + PANEL - 1) / PANEL * gates;
  memset(panels, 0, sizeof(float) * (size_t)count * padded_rows * PANEL);
  for (int p = 0; p < count; p++) {
    const Place at = place(p, units, gates);
    for (int r = 0; r < rows; r++)
      memcpy(panels + ((size_t)p * padded_rows + r) * PANEL, matrix + (size_t)r * gates * units + at.column,
             sizeof(float) * at.width);
  }
}

void kernels_unpack(float *matrix, const float *panels, int rows, int units, int gates, int padded_rows) {
  const int count = (units + PANEL - 1) / PANEL * gates;
  for (int p = 0; p < count; p++) {
    const Place at = place(p, units, gates);
    for (int r = 0; r < rows; r++)
      memcpy(matrix + (size_t)r * gates * units + at.column, panels + ((size_t)p * padded_rows + r) * PANEL,
             sizeof(float) * at.width);
  }
}

void kernels_transpose(float *transposed, const float *panels, int panel_count, int row_panels, int first, int end) {
  for (int p = first; p < end; p++)
    for (int n = 0; n < row_panels; n++) {
      const float *from = panels + ((size_t)p * row_panels + n) * PANEL * PANEL;
      float *to = transposed + ((size_t)n * panel_count + p) * PANEL * PANEL;
      for (int i = 0; i < PANEL; i++)
        for (int j = 0; j < PANEL; j++) to[i * PANEL + j] = from[j * PANEL + i];
    }
}

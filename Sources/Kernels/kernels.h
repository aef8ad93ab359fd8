// The kernels, written once over vectors of LANES floats. Each instruction set's file defines LANES, ROWS (rows of a product's
// tile), WIDE (panels of a tile), ONE_ROW_PANELS (panels of a tile for a single row, which needs as many sums in flight to
// hide the latency of fused multiply-adds; at least WIDE), GRADIENT_ROWS and GRADIENT_WIDE (the same for a product over time,
// whose 16 rows per panel divide otherwise), NAME and TABLE, and includes this.

#include <math.h>
#include <string.h>

#include "include/Kernels.h"

#define PANEL KERNELS_PANEL
#define VECTORS (PANEL / LANES)
#define INLINE static inline __attribute__((always_inline))

typedef float vec __attribute__((vector_size(LANES * 4), may_alias));
typedef int32_t ivec __attribute__((vector_size(LANES * 4), may_alias));

INLINE vec splat(float x) { return x - (vec){0}; }
INLINE vec load(const float *p) { return *(const vec *)p; }
INLINE void store(float *p, vec x) { *(vec *)p = x; }
INLINE vec choose(ivec mask, vec a, vec b) { return (vec)((mask & (ivec)a) | (~mask & (ivec)b)); }

// MARK: products

// One tile of `rows` × `wide` panels in registers, over the whole depth. `rows` and `wide` are constants at every call.
INLINE void product_tile(const int rows, const int wide, float *c, ptrdiff_t c_stride, const float *start,
                         ptrdiff_t start_stride, const int32_t *start_rows, const float *a, ptrdiff_t a_stride,
                         const float *b, int depth_panels) {
  vec sum[ROWS][ONE_ROW_PANELS * VECTORS];  // fixed sizes: a variable-length array would not stay in registers
  const ptrdiff_t b_stride = (ptrdiff_t)depth_panels * PANEL * PANEL;
  const float *starts[ROWS];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++) {
    starts[r] = start + (ptrdiff_t)(start_rows ? start_rows[r] : r) * PANEL;
#pragma clang loop unroll(full)
    for (int v = 0; v < wide * VECTORS; v++) {
      // A gathered row comes from afar: it is fetched now and added last, and no multiplication waits for it.
      if (v % VECTORS == 0) __builtin_prefetch(starts[r] + v / VECTORS * start_stride);
      sum[r][v] = splat(0.f);
    }
  }
  for (int panel = 0; panel < depth_panels; panel++, a += a_stride) {
#pragma clang loop unroll_count(4)
    for (int k = 0; k < PANEL; k++, b += PANEL) {
      vec column[ONE_ROW_PANELS * VECTORS];
#pragma clang loop unroll(full)
      for (int v = 0; v < wide * VECTORS; v++) column[v] = load(b + v / VECTORS * b_stride + v % VECTORS * LANES);
#pragma clang loop unroll(full)
      for (int r = 0; r < rows; r++) {
        const vec element = splat(a[r * PANEL + k]);
#pragma clang loop unroll(full)
        for (int v = 0; v < wide * VECTORS; v++) sum[r][v] += element * column[v];
      }
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < wide * VECTORS; v++)
      store(c + v / VECTORS * c_stride + r * PANEL + v % VECTORS * LANES,
            load(starts[r] + v / VECTORS * start_stride + v % VECTORS * LANES) + sum[r][v]);
}

// The number of rows, at most `limit`, is a run-time value; the tile's is a constant in each branch.
#define FOR_CONSTANT_ROWS(rows, limit, CALL) \
  switch (rows) { \
    case 1: { CALL(1); } break; \
    case 2: { CALL(2); } break; \
    case 3: { CALL(3); } break; \
    case 4: { if ((limit) >= 4) CALL(4 <= (limit) ? 4 : (limit)); } break; \
    case 5: { if ((limit) >= 5) CALL(5 <= (limit) ? 5 : (limit)); } break; \
    case 6: { if ((limit) >= 6) CALL(6 <= (limit) ? 6 : (limit)); } break; \
    case 7: { if ((limit) >= 7) CALL(7 <= (limit) ? 7 : (limit)); } break; \
    case 8: { if ((limit) >= 8) CALL(8 <= (limit) ? 8 : (limit)); } break; \
    case 9: { if ((limit) >= 9) CALL(9 <= (limit) ? 9 : (limit)); } break; \
    case 10: { if ((limit) >= 10) CALL(10 <= (limit) ? 10 : (limit)); } break; \
    case 11: { if ((limit) >= 11) CALL(11 <= (limit) ? 11 : (limit)); } break; \
    case 12: { if ((limit) >= 12) CALL(12 <= (limit) ? 12 : (limit)); } break; \
  }

// All rows against `wide` panels of b, in tiles of nearly equal height: an uneven rest would run at half speed.
INLINE void product_panels(const int wide, float *c, ptrdiff_t c_stride, const float *start, ptrdiff_t start_stride,
                           const int32_t *start_rows, const float *a, ptrdiff_t a_stride, const float *b, int rows,
                           int depth_panels) {
  const int tiles = (rows + ROWS - 1) / ROWS;
  for (int tile = 0, row = 0; tile < tiles; tile++) {
    const int height = (rows - row) / (tiles - tile) + ((rows - row) % (tiles - tile) != 0);
    const float *from = start_rows ? start : start + (ptrdiff_t)row * PANEL;
    const int32_t *gathered = start_rows ? start_rows + row : NULL;
#define CALL(constant) \
  product_tile(constant, wide, c + (ptrdiff_t)row * PANEL, c_stride, from, start_stride, gathered, \
               a + (ptrdiff_t)row * PANEL, a_stride, b, depth_panels)
    FOR_CONSTANT_ROWS(height, ROWS, CALL)
#undef CALL
    row += height;
  }
}

static void product(float *c, ptrdiff_t c_stride, const float *start, ptrdiff_t start_stride, const int32_t *start_rows,
                    const float *a, ptrdiff_t a_stride, const float *b, int rows, int depth_panels, int c_panels) {
  const ptrdiff_t b_stride = (ptrdiff_t)depth_panels * PANEL * PANEL;
  int panel = 0;
  if (rows == 1)
    for (; panel + ONE_ROW_PANELS <= c_panels; panel += ONE_ROW_PANELS)
      product_tile(1, ONE_ROW_PANELS, c + panel * c_stride, c_stride, start + panel * start_stride, start_stride,
                   start_rows, a, a_stride, b + panel * b_stride, depth_panels);
  for (; panel + WIDE <= c_panels; panel += WIDE)
    product_panels(WIDE, c + panel * c_stride, c_stride, start + panel * start_stride, start_stride, start_rows, a, a_stride,
                   b + panel * b_stride, rows, depth_panels);
  for (; panel < c_panels; panel++)
    product_panels(1, c + panel * c_stride, c_stride, start + panel * start_stride, start_stride, start_rows, a, a_stride,
                   b + panel * b_stride, rows, depth_panels);
}

// One tile of aᵀ·b over some steps: `units` columns of one panel of a, `wide` panels of b.
INLINE void gradient_tile(const int units, const int wide, float *c, ptrdiff_t c_stride, const KernelsStep *steps, int count,
                          int a_panel, int unit, int b_panel) {
  vec sum[GRADIENT_ROWS][GRADIENT_WIDE * VECTORS];
#pragma clang loop unroll(full)
  for (int u = 0; u < units; u++)
#pragma clang loop unroll(full)
    for (int v = 0; v < wide * VECTORS; v++) sum[u][v] = splat(0.f);  // a block's sum of its own: fewer digits are lost
  for (int s = 0; s < count; s++) {
    const ptrdiff_t stride = steps[s].b_stride;
    const float *a = steps[s].a + a_panel * steps[s].a_stride + unit, *b = steps[s].b + b_panel * stride;
    const float *const end = a + (ptrdiff_t)steps[s].rows * PANEL;
#pragma clang loop unroll_count(4)
    for (; a < end; a += PANEL, b += PANEL) {
      vec row[GRADIENT_WIDE * VECTORS];
#pragma clang loop unroll(full)
      for (int v = 0; v < wide * VECTORS; v++) row[v] = load(b + v / VECTORS * stride + v % VECTORS * LANES);
#pragma clang loop unroll(full)
      for (int u = 0; u < units; u++) {
        const vec element = splat(a[u]);
#pragma clang loop unroll(full)
        for (int v = 0; v < wide * VECTORS; v++) sum[u][v] += element * row[v];
      }
    }
  }
#pragma clang loop unroll(full)
  for (int u = 0; u < units; u++)
#pragma clang loop unroll(full)
    for (int v = 0; v < wide * VECTORS; v++) {
      float *total = c + v / VECTORS * c_stride + u * PANEL + v % VECTORS * LANES;
      store(total, load(total) + sum[u][v]);
    }
}

// The 16 units of one panel of a against `wide` panels of b.
INLINE void gradient_panels(const int wide, float *c, ptrdiff_t c_stride, const KernelsStep *steps, int count, int a_panel,
                            int b_panel) {
  const int tiles = (PANEL + GRADIENT_ROWS - 1) / GRADIENT_ROWS;
  for (int tile = 0, unit = 0; tile < tiles; tile++) {
    const int height = (PANEL - unit) / (tiles - tile) + ((PANEL - unit) % (tiles - tile) != 0);
#define CALL(constant) gradient_tile(constant, wide, c + unit * PANEL, c_stride, steps, count, a_panel, unit, b_panel)
    FOR_CONSTANT_ROWS(height, GRADIENT_ROWS, CALL)
#undef CALL
    unit += height;
  }
}

// Rows of a block of steps: a tile's panels of b over that many rows, 8 KiB each, stay in the first cache while all of a
// passes by.
#define BLOCK_ROWS 128

static void product_over_time(float *c, const KernelsStep *steps, int count, int a_panels, int b_panels) {
  const ptrdiff_t c_stride = (ptrdiff_t)a_panels * PANEL * PANEL;
  while (count > 0) {
    int block = 0, rows = 0;
    while (block < count && (block == 0 || rows + steps[block].rows <= BLOCK_ROWS)) rows += steps[block++].rows;
    int b = 0;
#define BY(wide) \
  for (; (wide) > 0 && b + (wide) <= b_panels; b += (wide)) \
    for (int a = 0; a < a_panels; a++) \
      gradient_panels(wide, c + b * c_stride + a * PANEL * PANEL, c_stride, steps, block, a, b);
    BY(GRADIENT_WIDE)
    BY(GRADIENT_WIDE / 2)
    BY(1)
#undef BY
    steps += block;
    count -= block;
  }
}

static void scatter_add(float *table, int table_rows, const float *z, ptrdiff_t z_stride, const int32_t *indices, int rows,
                        int panels) {
  for (int panel = 0; panel < panels; panel++, z += z_stride, table += (ptrdiff_t)table_rows * PANEL)
    for (int r = 0; r < rows; r++) {
      float *sum = table + (ptrdiff_t)indices[r] * PANEL;
      __builtin_prefetch(sum + 2 * (ptrdiff_t)table_rows * PANEL, 1);  // no processor foresees this jump to the next panels
      for (int v = 0; v < PANEL; v += LANES) store(sum + v, load(sum + v) + load(z + r * PANEL + v));
    }
}

// MARK: elementary functions. Comparisons are written so that NaN passes through.

// e^x = scale · (1 + rest) for −87.3 ≤ x ≤ 88.3 and clamped to that range outside it: scale = 2^n and rest = e^r − 1 with
// |r| ≤ ln 2 / 2, a minimax polynomial of degree 6. Kept apart, the parts let tanh and sigmoid round once less.
typedef struct {
  vec scale, rest;
} Power;

INLINE Power power(vec x) {
  const vec low = splat(-87.33f), high = splat(88.37f), magic = splat(12582912.f);  // 1.5 · 2^23: adding it rounds
  x = choose(x < low, low, x);
  x = choose(x > high, high, x);
  const vec shifted = x * splat(1.44269504f) + magic;
  const vec n = shifted - magic;
  vec r = x - n * splat(0.693359375f);
  r = r - n * splat(-2.12194440e-4f);
  const vec square = r * r;
  // In pairs, so that the chain of dependent operations is short.
  const vec low_pair = splat(1.666652011e-01f) * r + splat(4.999999341e-01f);
  const vec high_pair = splat(8.368780498e-03f) * r + splat(4.166839422e-02f);
  const vec q = (splat(1.381446697e-03f) * square + high_pair) * square + low_pair;
  return (Power){(vec)(((ivec)shifted - (ivec)magic + 127) << 23), q * square + r};
}

// exp, relative error < 1.5e-7, and exactly 0 below −87.3, so that what softmax rules out gets nothing.
INLINE vec exponential(vec x) {
  const Power e = power(x);
  return choose(x < splat(-87.33f), splat(0.f), e.rest * e.scale + e.scale);
}

// e^x / (e^x + 1), relative error < 2e-7 for x ≥ −87.3; below that both it and the true value are less than 1.2e-38.
INLINE vec sigmoid(vec x) {
  const Power e = power(x);
  return (e.rest * e.scale + e.scale) / (e.rest * e.scale + (e.scale + splat(1.f)));
}

// tanh = (e^2|x| − 1) / (e^2|x| + 1) with the sign of x, relative error < 2e-7: near 0 the numerator is `rest`, whole.
INLINE vec hyperbolic_tangent(vec x) {
  const ivec sign = (ivec)x & (ivec)splat(-0.f);
  const vec magnitude = (vec)((ivec)x ^ sign);
  const Power e = power(magnitude + magnitude);
  const vec t = (e.rest * e.scale + (e.scale - splat(1.f))) / (e.rest * e.scale + (e.scale + splat(1.f)));
  return (vec)((ivec)t | sign);
}

#define ELEMENTWISE(name, function) \
  static void name(float *x, size_t n) { \
    for (size_t i = 0; i < n; i += LANES) store(x + i, function(load(x + i))); \
  }
ELEMENTWISE(map_exponential, exponential)
ELEMENTWISE(map_sigmoid, sigmoid)
ELEMENTWISE(map_hyperbolic_tangent, hyperbolic_tangent)

// MARK: the LSTM cell

// z = function(z + bias) over `stride` elements of one gate's panel. Each gate has a short loop of its own: in one loop with
// the cell, the chain of dependent operations is longer than the processor looks ahead.
#define ACTIVATE(function, z, bias) \
  for (ptrdiff_t e = 0; e < stride; e += PANEL) \
    for (int v = 0; v < PANEL; v += LANES) store((z) + e + v, function(load((z) + e + v) + load((bias) + v)))

static void gates_forward(float *z, const float *bias, const float *c_previous, ptrdiff_t c_previous_stride, float *c, float *h,
                          int rows, int unit_panels) {
  const ptrdiff_t stride = (ptrdiff_t)rows * PANEL;
  for (int panel = 0; panel < unit_panels; panel++) {
    float *const i = z, *const f = z + stride, *const g = z + 2 * stride, *const o = z + 3 * stride;
    ACTIVATE(sigmoid, i, bias);
    ACTIVATE(sigmoid, f, bias + PANEL);
    ACTIVATE(hyperbolic_tangent, g, bias + 2 * PANEL);
    ACTIVATE(sigmoid, o, bias + 3 * PANEL);
    for (ptrdiff_t e = 0; e < stride; e += LANES) {
      const vec next = load(f + e) * load(c_previous + e) + load(i + e) * load(g + e);
      store(c + e, next);
      store(h + e, load(o + e) * hyperbolic_tangent(next));
    }
    z += 4 * stride, bias += 4 * PANEL, c_previous += c_previous_stride, c += stride, h += stride;
  }
}

static void gates_backward(float *z, const float *c_previous, ptrdiff_t c_previous_stride, const float *c, const float *dh,
                           float *dc, ptrdiff_t d_stride, int rows, int unit_panels) {
  const ptrdiff_t stride = (ptrdiff_t)rows * PANEL;
  const vec one = splat(1.f);
  for (int panel = 0; panel < unit_panels; panel++) {
    const float *const next = z + 4 * stride;  // the tape comes from afar: fetched one panel ahead
    for (ptrdiff_t e = 0; e < stride; e += LANES) {
      if (e % PANEL == 0) {
        for (int gate = 0; gate < 4; gate++) __builtin_prefetch(next + gate * stride + e, 1);
        __builtin_prefetch(c + stride + e);
        __builtin_prefetch(c_previous + c_previous_stride + e);
      }
      const vec i = load(z + e), f = load(z + stride + e), g = load(z + 2 * stride + e), o = load(z + 3 * stride + e);
      const vec t = hyperbolic_tangent(load(c + e));
      const vec d = load(dh + e);
      const vec dcell = load(dc + e) + d * o * (one - t * t);
      store(z + e, dcell * g * i * (one - i));
      store(z + stride + e, dcell * load(c_previous + e) * f * (one - f));
      store(z + 2 * stride + e, dcell * i * (one - g * g));
      store(z + 3 * stride + e, d * t * o * (one - o));
      store(dc + e, dcell * f);
    }
    z += 4 * stride, c_previous += c_previous_stride, c += stride, dh += d_stride, dc += d_stride;
  }
}

// MARK: softmax and cross-entropy

INLINE float lanes_sum(vec x) {
  float sum = 0;
  for (int lane = 0; lane < LANES; lane++) sum += x[lane];
  return sum;
}

// ln Σ e^logit of a row, as its two parts: their sum would lose the digits of a loss that is small beside the logits.
typedef struct {
  float maximum, rest;
} LogSum;

// Probabilities of one row in place (panels `stride` apart).
INLINE LogSum softmax_row(float *z, ptrdiff_t stride, int classes) {
  const int panels = (classes + PANEL - 1) / PANEL;
  float *last = z + (panels - 1) * stride;
  for (int lane = classes - (panels - 1) * PANEL; lane < PANEL; lane++) last[lane] = -INFINITY;
  vec greatest = splat(-INFINITY);
  for (int p = 0; p < panels; p++)
    for (int v = 0; v < PANEL; v += LANES) {
      const vec x = load(z + p * stride + v);
      greatest = choose(x < greatest, greatest, x);
    }
  float maximum = greatest[0];
  for (int lane = 1; lane < LANES; lane++) maximum = greatest[lane] < maximum ? maximum : greatest[lane];
  vec sums = splat(0.f);
  for (int p = 0; p < panels; p++)
    for (int v = 0; v < PANEL; v += LANES) {
      const vec e = exponential(load(z + p * stride + v) - splat(maximum));
      sums += e;
      store(z + p * stride + v, e);
    }
  const float sum = lanes_sum(sums);
  const vec inverse = splat(1.f / sum);
  for (int p = 0; p < panels; p++)
    for (int v = 0; v < PANEL; v += LANES) store(z + p * stride + v, load(z + p * stride + v) * inverse);
  return (LogSum){maximum, logf(sum)};
}

static void softmax(float *z, int rows, int classes) {
  for (int r = 0; r < rows; r++) softmax_row(z + r * PANEL, (ptrdiff_t)rows * PANEL, classes);
}

// Whether no class before `target` is as likely and none after it likelier: numpy's argmax takes the first of equals. The
// columns past the last class are 0, which is never likelier.
INLINE bool is_argmax(const float *z, ptrdiff_t stride, int classes, int target) {
  const vec likeliest = splat(z[target / PANEL * stride + target % PANEL]);
  ivec beaten = likeliest != likeliest, k;
  for (int lane = 0; lane < LANES; lane++) k[lane] = lane;
  for (int panel = 0; panel * PANEL < classes; panel++)
    for (int v = 0; v < PANEL; v += LANES, k += LANES) {
      const vec p = load(z + panel * stride + v);
      beaten |= (p > likeliest) | ((p >= likeliest) & (k < target));
    }
  int any = 0;
  for (int lane = 0; lane < LANES; lane++) any |= beaten[lane];
  return any == 0;
}

static void cross_entropy(float *z, const int32_t *targets, float scale, float *losses, uint8_t *hits, int rows, int classes) {
  const int panels = (classes + PANEL - 1) / PANEL;
  const ptrdiff_t stride = (ptrdiff_t)rows * PANEL;
  for (int r = 0; r < rows; r++) {
    float *row = z + r * PANEL;
    const int target = targets[r];
    if (target < 0) {
      for (int p = 0; p < panels; p++) memset(row + p * stride, 0, PANEL * sizeof(float));
      losses[r] = 0;
      hits[r] = 0;
      continue;
    }
    float *chosen = row + target / PANEL * stride + target % PANEL;
    const float logit = *chosen;
    const LogSum log_sum = softmax_row(row, stride, classes);
    losses[r] = log_sum.rest - (logit - log_sum.maximum);
    hits[r] = is_argmax(row, stride, classes, target);
    *chosen -= 1;
    for (int p = 0; p < panels; p++)
      for (int v = 0; v < PANEL; v += LANES) store(row + p * stride + v, load(row + p * stride + v) * splat(scale));
  }
}

// MARK: the optimizer. Plain loops: the compiler vectorises them, and memory sets their speed.

static void rmsprop(float *restrict w, float *restrict mean_square, float *restrict momentum, float *restrict mean_gradient,
                    const float *restrict g, size_t n, KernelsRMSprop o) {
  for (size_t start = 0; start < n; start += 1024) {
    const size_t end = start + 1024 < n ? start + 1024 : n;
    float spread[1024];  // v, or v − ḡ² where centered; rounding must not make it negative
    for (size_t i = start; i < end; i++) {
      mean_square[i] = o.rho * mean_square[i] + (1 - o.rho) * (g[i] * g[i]);
      spread[i - start] = mean_square[i];
    }
    if (mean_gradient)
      for (size_t i = start; i < end; i++) {
        mean_gradient[i] = o.rho * mean_gradient[i] + (1 - o.rho) * g[i];
        const float difference = spread[i - start] - mean_gradient[i] * mean_gradient[i];
        spread[i - start] = difference < 0 ? 0 : difference;
      }
    if (momentum)
      for (size_t i = start; i < end; i++) {
        const float denominator = sqrtf(spread[i - start] + o.epsilon);
        momentum[i] = o.momentum * momentum[i] + o.learning_rate * g[i] / denominator;
        w[i] -= momentum[i];
      }
    else if (o.epsilon_inside_root)
      for (size_t i = start; i < end; i++) w[i] -= o.learning_rate * g[i] / sqrtf(spread[i - start] + o.epsilon);
    else
      for (size_t i = start; i < end; i++) w[i] -= o.learning_rate * g[i] / (sqrtf(spread[i - start]) + o.epsilon);
  }
}

static void add(float *restrict sum, const float *restrict other, size_t n) {
  for (size_t i = 0; i < n; i++) sum[i] += other[i];
}

const Kernels TABLE = {
    .name = NAME,
    .product = product,
    .product_over_time = product_over_time,
    .scatter_add = scatter_add,
    .gates_forward = gates_forward,
    .gates_backward = gates_backward,
    .softmax = softmax,
    .cross_entropy = cross_entropy,
    .rmsprop = rmsprop,
    .add = add,
    .exponential = map_exponential,
    .sigmoid = map_sigmoid,
    .hyperbolic_tangent = map_hyperbolic_tangent,
};

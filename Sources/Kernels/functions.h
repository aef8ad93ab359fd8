// Vectors of LANES floats, and the elementary functions over them. Comparisons are written so that NaN passes through.

#define PANEL KERNELS_PANEL
#define VECTORS (PANEL / LANES)
#define INLINE static inline __attribute__((always_inline))

typedef float vec __attribute__((vector_size(LANES * 4), may_alias));
typedef int32_t ivec __attribute__((vector_size(LANES * 4), may_alias));

INLINE vec splat(float x) { return x - (vec){0}; }
INLINE vec load(const float *p) { return *(const vec *)p; }
INLINE void store(float *p, vec x) { *(vec *)p = x; }
INLINE vec choose(ivec mask, vec a, vec b) { return (vec)((mask & (ivec)a) | (~mask & (ivec)b)); }

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

// min(1, max(0, slope · x + ½)), the straight line that Keras knows as hard_sigmoid.
INLINE vec hard_sigmoid(vec x, float slope) {
  const vec y = splat(slope) * x + splat(0.5f);
  const vec low = choose(y < splat(0.f), splat(0.f), y);
  return choose(low > splat(1.f), splat(1.f), low);
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

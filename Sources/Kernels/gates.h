// The LSTM cell, forward and backward. `hard` is a constant at every call: whether the gates i, f and o are hard sigmoids, of
// that slope, or σ.

INLINE vec gate(const bool hard, float slope, vec x) { return hard ? hard_sigmoid(x, slope) : sigmoid(x); }

// d times the derivative of a gate, from its value y.
INLINE vec through_gate(const bool hard, float slope, vec d, vec y) {
  const vec zero = splat(0.f), one = splat(1.f);
  return hard ? d * choose((y <= zero) | (y >= one), zero, splat(slope)) : d * y * (one - y);
}

// z = FUNCTION(z + bias) over `size` elements of one gate's panel. Each gate has a short loop of its own: in one loop with
// the cell, the chain of dependent operations is longer than the processor looks ahead.
#define ACTIVATE(FUNCTION, z, bias) \
  for (ptrdiff_t e = 0; e < size; e += PANEL) \
    for (int v = 0; v < PANEL; v += LANES) store((z) + e + v, FUNCTION(load((z) + e + v) + load((bias) + v)))
#define GATE(x) gate(hard, slope, x)

INLINE void step_forward(const bool hard, float slope, KernelsMatrix z, KernelsMatrix bias, KernelsMatrix c_previous,
                         KernelsMatrix c, KernelsMatrix h) {
  const ptrdiff_t size = (ptrdiff_t)z.rows * PANEL;
  for (int panel = 0; panel < h.panels; panel++) {
    float *const i = z.base, *const f = i + z.stride, *const g = f + z.stride, *const o = g + z.stride;
    ACTIVATE(GATE, i, bias.base);
    ACTIVATE(GATE, f, bias.base + bias.stride);
    ACTIVATE(hyperbolic_tangent, g, bias.base + 2 * bias.stride);
    ACTIVATE(GATE, o, bias.base + 3 * bias.stride);
    for (ptrdiff_t e = 0; e < size; e += LANES) {
      const vec next = load(f + e) * load(c_previous.base + e) + load(i + e) * load(g + e);
      store(c.base + e, next);
      store(h.base + e, load(o + e) * hyperbolic_tangent(next));
    }
    z.base += 4 * z.stride, bias.base += 4 * bias.stride;
    c_previous.base += c_previous.stride, c.base += c.stride, h.base += h.stride;
  }
}

INLINE void step_backward(const bool hard, float slope, KernelsMatrix z, KernelsMatrix c_previous, KernelsMatrix c,
                          KernelsMatrix dh, KernelsMatrix dc) {
  const ptrdiff_t size = (ptrdiff_t)z.rows * PANEL;
  const vec one = splat(1.f);
  for (int panel = 0; panel < c.panels; panel++) {
    float *const zi = z.base, *const zf = zi + z.stride, *const zg = zf + z.stride, *const zo = zg + z.stride;
    const float *const next = zo + z.stride;  // the tape comes from afar: fetched one panel ahead
    for (ptrdiff_t e = 0; e < size; e += LANES) {
      if (e % PANEL == 0) {
        for (int gate = 0; gate < 4; gate++) __builtin_prefetch(next + gate * z.stride + e, 1);
        __builtin_prefetch(c.base + c.stride + e);
        __builtin_prefetch(c_previous.base + c_previous.stride + e);
      }
      const vec i = load(zi + e), f = load(zf + e), g = load(zg + e), o = load(zo + e);
      const vec t = hyperbolic_tangent(load(c.base + e));
      const vec d = load(dh.base + e);
      const vec dcell = load(dc.base + e) + d * o * (one - t * t);
      store(zi + e, through_gate(hard, slope, dcell * g, i));
      store(zf + e, through_gate(hard, slope, dcell * load(c_previous.base + e), f));
      store(zg + e, dcell * i * (one - g * g));
      store(zo + e, through_gate(hard, slope, d * t, o));
      store(dc.base + e, dcell * f);
    }
    z.base += 4 * z.stride, c_previous.base += c_previous.stride, c.base += c.stride;
    dh.base += dh.stride, dc.base += dc.stride;
  }
}

static void gates_forward(float slope, KernelsMatrix z, KernelsMatrix bias, KernelsMatrix c_previous, KernelsMatrix c,
                          KernelsMatrix h) {
  if (slope == 0)
    step_forward(false, 0, z, bias, c_previous, c, h);
  else
    step_forward(true, slope, z, bias, c_previous, c, h);
}

static void gates_backward(float slope, KernelsMatrix z, KernelsMatrix c_previous, KernelsMatrix c, KernelsMatrix dh,
                           KernelsMatrix dc) {
  if (slope == 0)
    step_backward(false, 0, z, c_previous, c, dh, dc);
  else
    step_backward(true, slope, z, c_previous, c, dh, dc);
}

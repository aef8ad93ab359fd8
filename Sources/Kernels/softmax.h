// Softmax and cross-entropy.

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

static void softmax(KernelsMatrix z, int classes) {
  for (int r = 0; r < z.rows; r++) softmax_row(z.base + r * PANEL, z.stride, classes);
}

// d becomes p ∘ (d − Σ p ∘ d), row by row: ∂loss/∂logits from ∂loss/∂p.
static void softmax_backward(KernelsMatrix d, KernelsMatrix p) {
  for (int r = 0; r < d.rows; r++) {
    float *const row = d.base + r * PANEL;
    const float *const probability = p.base + r * PANEL;
    vec sums = splat(0.f);
    for (int panel = 0; panel < d.panels; panel++)
      for (int v = 0; v < PANEL; v += LANES)
        sums += load(row + panel * d.stride + v) * load(probability + panel * p.stride + v);
    const vec mean = splat(lanes_sum(sums));
    for (int panel = 0; panel < d.panels; panel++)
      for (int v = 0; v < PANEL; v += LANES) {
        float *const x = row + panel * d.stride + v;
        store(x, load(probability + panel * p.stride + v) * (load(x) - mean));
      }
  }
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

static void cross_entropy(KernelsMatrix z, const int32_t *targets, float scale, float *losses, uint8_t *hits, int classes) {
  const int panels = (classes + PANEL - 1) / PANEL;
  const ptrdiff_t stride = z.stride;
  for (int r = 0; r < z.rows; r++) {
    float *row = z.base + r * PANEL;
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

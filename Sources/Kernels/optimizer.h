// The optimizer. Plain loops: the compiler vectorises them, and memory sets their speed.

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

// The matrix products, forward and over time, in tiles whose sums stay in registers.

// `matrix` from a row and a panel on.
INLINE KernelsMatrix from(KernelsMatrix matrix, int row, int panel) {
  matrix.base += panel * matrix.stride + (ptrdiff_t)row * PANEL;
  return matrix;
}

// The number of rows, at most `limit`, is a run-time value; the tile's is a constant in each branch.
#define CASE_OF_ROWS(count, limit, CALL) \
  case count: { if ((count) <= (limit)) CALL((count) <= (limit) ? (count) : (limit)); } break;
#define FOR_CONSTANT_ROWS(rows, limit, CALL) \
  _Static_assert((limit) >= 1 && (limit) <= 12, "a tile of more rows than there are cases would compute nothing"); \
  switch (rows) { \
    CASE_OF_ROWS(1, limit, CALL) \
    CASE_OF_ROWS(2, limit, CALL) \
    CASE_OF_ROWS(3, limit, CALL) \
    CASE_OF_ROWS(4, limit, CALL) \
    CASE_OF_ROWS(5, limit, CALL) \
    CASE_OF_ROWS(6, limit, CALL) \
    CASE_OF_ROWS(7, limit, CALL) \
    CASE_OF_ROWS(8, limit, CALL) \
    CASE_OF_ROWS(9, limit, CALL) \
    CASE_OF_ROWS(10, limit, CALL) \
    CASE_OF_ROWS(11, limit, CALL) \
    CASE_OF_ROWS(12, limit, CALL) \
  }
_Static_assert(ONE_ROW_PANELS >= WIDE, "a tile of one row has room for the panels of every other");

// One tile of `rows` × `wide` panels in registers, over the whole depth. `rows` and `wide` are constants at every call.
INLINE void product_tile(const int rows, const int wide, KernelsMatrix c, KernelsMatrix start, const int32_t *start_rows,
                         KernelsMatrix a, KernelsMatrix b) {
  vec sum[ROWS][ONE_ROW_PANELS * VECTORS];  // fixed sizes: a variable-length array would not stay in registers
  const float *starts[ROWS];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++) {
    starts[r] = start.base + (ptrdiff_t)(start_rows ? start_rows[r] : r) * PANEL;
#pragma clang loop unroll(full)
    for (int v = 0; v < wide * VECTORS; v++) {
      // A gathered row comes from afar: it is fetched now and added last, and no multiplication waits for it.
      if (v % VECTORS == 0) __builtin_prefetch(starts[r] + v / VECTORS * start.stride);
      sum[r][v] = splat(0.f);
    }
  }
  for (int panel = 0; panel < a.panels; panel++, a.base += a.stride) {
#pragma clang loop unroll_count(4)
    for (int k = 0; k < PANEL; k++, b.base += PANEL) {
      vec column[ONE_ROW_PANELS * VECTORS];
#pragma clang loop unroll(full)
      for (int v = 0; v < wide * VECTORS; v++)
        column[v] = load(b.base + v / VECTORS * b.stride + v % VECTORS * LANES);
#pragma clang loop unroll(full)
      for (int r = 0; r < rows; r++) {
        const vec element = splat(a.base[r * PANEL + k]);
#pragma clang loop unroll(full)
        for (int v = 0; v < wide * VECTORS; v++) sum[r][v] += element * column[v];
      }
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < wide * VECTORS; v++)
      store(c.base + v / VECTORS * c.stride + r * PANEL + v % VECTORS * LANES,
            load(starts[r] + v / VECTORS * start.stride + v % VECTORS * LANES) + sum[r][v]);
}

// All rows against `wide` panels of b, in tiles of nearly equal height: an uneven rest would run at half speed.
INLINE void product_panels(const int wide, KernelsMatrix c, KernelsMatrix start, const int32_t *start_rows, KernelsMatrix a,
                           KernelsMatrix b) {
  const int tiles = (c.rows + ROWS - 1) / ROWS;
  for (int tile = 0, row = 0; tile < tiles; tile++) {
    const int height = (c.rows - row) / (tiles - tile) + ((c.rows - row) % (tiles - tile) != 0);
    const KernelsMatrix begin = start_rows ? start : from(start, row, 0);
    const int32_t *gathered = start_rows ? start_rows + row : NULL;
#define CALL(constant) product_tile(constant, wide, from(c, row, 0), begin, gathered, from(a, row, 0), b)
    FOR_CONSTANT_ROWS(height, ROWS, CALL)
#undef CALL
    row += height;
  }
}

static void product(KernelsMatrix c, KernelsMatrix start, const int32_t *start_rows, KernelsMatrix a, KernelsMatrix b) {
  int panel = 0;
  if (c.rows == 1)
    for (; panel + ONE_ROW_PANELS <= c.panels; panel += ONE_ROW_PANELS)
      product_tile(1, ONE_ROW_PANELS, from(c, 0, panel), from(start, 0, panel), start_rows, a, from(b, 0, panel));
  for (; panel + WIDE <= c.panels; panel += WIDE)
    product_panels(WIDE, from(c, 0, panel), from(start, 0, panel), start_rows, a, from(b, 0, panel));
  for (; panel < c.panels; panel++)
    product_panels(1, from(c, 0, panel), from(start, 0, panel), start_rows, a, from(b, 0, panel));
}

// One tile of aᵀ·b over some steps: `units` columns of one panel of a, `wide` panels of b.
INLINE void gradient_tile(const int units, const int wide, KernelsMatrix c, const KernelsStep *steps, int count, int a_panel,
                          int unit, int b_panel) {
  vec sum[GRADIENT_ROWS][GRADIENT_WIDE * VECTORS];
#pragma clang loop unroll(full)
  for (int u = 0; u < units; u++)
#pragma clang loop unroll(full)
    for (int v = 0; v < wide * VECTORS; v++) sum[u][v] = splat(0.f);  // a block's sum of its own: fewer digits are lost
  for (int s = 0; s < count; s++) {
    const ptrdiff_t stride = steps[s].b.stride;
    const float *a = steps[s].a.base + a_panel * steps[s].a.stride + unit, *b = steps[s].b.base + b_panel * stride;
    const float *const end = a + (ptrdiff_t)steps[s].b.rows * PANEL;
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
      float *total = c.base + v / VECTORS * c.stride + u * PANEL + v % VECTORS * LANES;
      store(total, load(total) + sum[u][v]);
    }
}

// The 16 units of one panel of a against `wide` panels of b.
INLINE void gradient_panels(const int wide, KernelsMatrix c, const KernelsStep *steps, int count, int a_panel, int b_panel) {
  const int tiles = (PANEL + GRADIENT_ROWS - 1) / GRADIENT_ROWS;
  for (int tile = 0, unit = 0; tile < tiles; tile++) {
    const int height = (PANEL - unit) / (tiles - tile) + ((PANEL - unit) % (tiles - tile) != 0);
#define CALL(constant) gradient_tile(constant, wide, from(c, unit, 0), steps, count, a_panel, unit, b_panel)
    FOR_CONSTANT_ROWS(height, GRADIENT_ROWS, CALL)
#undef CALL
    unit += height;
  }
}

// Rows of a block of steps: a tile's panels of b over that many rows, 8 KiB each, stay in the first cache while all of a
// passes by.
#define BLOCK_ROWS 128

static void product_over_time(KernelsMatrix c, const KernelsStep *steps, int count) {
  while (count > 0) {
    int block = 0, rows = 0;
    while (block < count && (block == 0 || rows + steps[block].b.rows <= BLOCK_ROWS)) rows += steps[block++].b.rows;
    int b = 0;
#define BY(wide) \
  for (; (wide) > 0 && b + (wide) <= c.panels; b += (wide)) \
    for (int a = 0; a < c.rows / PANEL; a++) gradient_panels(wide, from(c, a * PANEL, b), steps, block, a, b);
    BY(GRADIENT_WIDE)
    BY(GRADIENT_WIDE / 2)
    BY(1)
#undef BY
    steps += block;
    count -= block;
  }
}

static void add_rows(KernelsMatrix c, const KernelsMatrix *matrices, const int32_t *rows, bool accumulates) {
  for (int r = 0; r < c.rows; r++) {
    float *to = c.base + r * PANEL;
    const float *from = matrices[r].base + (ptrdiff_t)rows[r] * PANEL;
    const ptrdiff_t stride = matrices[r].stride;
    if (r + 1 < c.rows)  // each row comes from another place: the next one's is fetched meanwhile
      for (int panel = 0; panel < c.panels; panel++)
        __builtin_prefetch(matrices[r + 1].base + (ptrdiff_t)rows[r + 1] * PANEL + panel * matrices[r + 1].stride);
    for (int panel = 0; panel < c.panels; panel++, to += c.stride, from += stride)
      for (int v = 0; v < PANEL; v += LANES) store(to + v, accumulates ? load(to + v) + load(from + v) : load(from + v));
  }
}

static void scatter_add(KernelsMatrix table, KernelsMatrix z, const int32_t *indices) {
  for (int panel = 0; panel < z.panels; panel++, z.base += z.stride, table.base += table.stride)
    for (int r = 0; r < z.rows; r++) {
      float *sum = table.base + (ptrdiff_t)indices[r] * PANEL;
      __builtin_prefetch(sum + 2 * table.stride, 1);  // no processor foresees this jump to the next panels
      for (int v = 0; v < PANEL; v += LANES) store(sum + v, load(sum + v) + load(z.base + r * PANEL + v));
    }
}

// The arithmetic of the network, vectorised, for one thread at a time.
//
// Every matrix of float32 lies in panels: [rows, columns] is columns / 16 panels of [rows][16], zero-padded, so that every
// row of a panel is one aligned 64-byte line. A panel stride is the distance between two panels in floats: rows * 16 where
// the panels touch. Legend: B rows of a batch shard, H units, V characters, P panels, g the gates in the order i f c o.
// The four gates of 16 units are neighbours: panel 4 * (unit / 16) + gate.
//
// The same source is compiled once per instruction set; `kernels_best` chooses by what the processor reports.
#ifndef SEQ2SEQ_KERNELS_H
#define SEQ2SEQ_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Columns of a panel.
#define KERNELS_PANEL 16

// Swift may hand the kernels to any thread.
#define KERNELS_SENDABLE __attribute__((swift_attr("@Sendable")))

#pragma clang assume_nonnull begin

/// One time step of a product over time: the first `rows` rows of a [·, M] and of b [·, N], with their panel strides.
typedef struct {
  const float *a;
  const float *b;
  ptrdiff_t a_stride, b_stride;
  int32_t rows;
} KernelsStep;

/// RMSprop's hyperparameters for one step; `learning_rate` has its decay applied.
typedef struct {
  float learning_rate, rho, momentum, epsilon;
  bool epsilon_inside_root;
} KernelsRMSprop;

/// One instruction set's kernels: constant, so that any thread may use them.
typedef struct KERNELS_SENDABLE {
  /// "AVX-512", "AVX2" or "plain".
  const char *name;

  /// c[B, 16·c_panels] = start + a[B, 16·depth_panels] · b, b packed as c_panels of [16·depth_panels][16].
  /// Row r starts from row start_rows[r] of `start` (a gathered embedding, a bias), or from row r where start_rows is NULL
  /// (`start` == c accumulates).
  void (*product)(float *c, ptrdiff_t c_stride, const float *start, ptrdiff_t start_stride,
                  const int32_t *_Nullable start_rows, const float *a, ptrdiff_t a_stride, const float *b, int rows,
                  int depth_panels, int c_panels);

  /// c[16·a_panels, 16·b_panels] += Σ over steps and rows of aᵀ · b: a weight's gradient over all time steps at once.
  /// c's panels touch.
  void (*product_over_time)(float *c, const KernelsStep *steps, int count, int a_panels, int b_panels);

  /// table[indices[r]] += z[r] for every row: the gradient of a gathered matrix, panels of [table_rows][16].
  void (*scatter_add)(float *table, int table_rows, const float *z, ptrdiff_t z_stride, const int32_t *indices, int rows,
                      int panels);

  /// One LSTM step. z [B, 4H] holds pre-activations without bias and receives the activations i f c̃ o;
  /// c = f·c_previous + i·c̃, h = o·tanh(c), both [B, H].
  void (*gates_forward)(float *z, const float *bias, const float *c_previous, ptrdiff_t c_previous_stride, float *c, float *h,
                        int rows, int unit_panels);

  /// The step's gradient. z holds the activations and receives ∂loss/∂z; dh [B, H] is ∂loss/∂h; dc [B, H] is ∂loss/∂c from
  /// the step after and receives the one for the step before. State panels of dh and dc are `d_stride` apart.
  void (*gates_backward)(float *z, const float *c_previous, ptrdiff_t c_previous_stride, const float *c, const float *dh,
                         float *dc, ptrdiff_t d_stride, int rows, int unit_panels);

  /// In place: logits [B, classes] become probabilities; columns past `classes` become 0.
  void (*softmax)(float *z, int rows, int classes);

  /// Softmax and categorical cross-entropy. z [B, classes]: logits in; (p − y)·scale out. losses[r] = −ln p[targets[r]] and
  /// hits[r] = argmax is the target. A target of −1 is no character: loss, hit and gradient are 0.
  void (*cross_entropy)(float *z, const int32_t *targets, float scale, float *losses, uint8_t *hits, int rows, int classes);

  /// Keras's RMSprop over n weights w with their gradients g and slots; momentum and mean_gradient may be NULL.
  void (*rmsprop)(float *w, float *mean_square, float *_Nullable momentum, float *_Nullable mean_gradient,
                  const float *g, size_t n, KernelsRMSprop hyperparameters);

  /// sum += other, n floats.
  void (*add)(float *sum, const float *other, size_t n);

  /// Elementwise, in place; n is a multiple of 16. For tests of their accuracy.
  void (*exponential)(float *x, size_t n);
  void (*sigmoid)(float *x, size_t n);
  void (*hyperbolic_tangent)(float *x, size_t n);
} Kernels;

/// The fastest kernels this processor runs.
const Kernels *kernels_best(void);

/// Every set of kernels this processor runs, best first: `index` from 0, NULL past the last.
const Kernels *_Nullable kernels_available(int index);

/// Packs Keras's row-major [rows, gates·units] into panels of [padded_rows][16]; padding is 0. gates is 4, or 1 for a matrix
/// without gates.
void kernels_pack(float *panels, const float *matrix, int rows, int units, int gates, int padded_rows);

/// The inverse of kernels_pack.
void kernels_unpack(float *matrix, const float *panels, int rows, int units, int gates, int padded_rows);

/// The transpose of `panel_count` panels of [16·row_panels][16]: row_panels panels of [16·panel_count][16]. One call moves
/// the panels from `first` up to `end`, so that threads can share the work.
void kernels_transpose(float *transposed, const float *panels, int panel_count, int row_panels, int first, int end);

#pragma clang assume_nonnull end

#endif

// The arithmetic of the network, vectorised, for one thread at a time.
//
// Every matrix of float32 lies in panels: [rows, columns] is columns / 16 panels of [rows][16], zero-padded, so that every
// row of a panel is one aligned 64-byte line. Legend: B rows of a batch shard, H units, V characters, M and N the sides of
// any matrix. The four gates of 16 units are neighbours, in the order i f c o: panel 4 * (unit / 16) + gate.
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

/// A view of a matrix [rows, 16 · panels]: element (row, 16 · p + column) is base[p · stride + 16 · row + column].
/// `stride` is at least 16 · rows.
typedef struct {
  float *base;
  ptrdiff_t stride;
  int32_t rows, panels;
} KernelsMatrix;

/// One time step of a product over time: a [B, M] and b [B, N]. The rows are b's; a may have more.
typedef struct {
  KernelsMatrix a, b;
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

  /// c [B, N] = start + a [B, M] · b [M, N]. Row r starts from row start_rows[r] of `start` (a gathered embedding, a bias), or
  /// from row r where start_rows is NULL (`start` = c accumulates). The rows are c's; a may have more.
  void (*product)(KernelsMatrix c, KernelsMatrix start, const int32_t *_Nullable start_rows, KernelsMatrix a, KernelsMatrix b);

  /// c [M, N] += Σ over steps and rows of aᵀ · b: a weight's gradient over all time steps at once.
  void (*product_over_time)(KernelsMatrix c, const KernelsStep *steps, int count);

  /// table[indices[r]] += z[r] for every row of z: the gradient of a gathered matrix.
  void (*scatter_add)(KernelsMatrix table, KernelsMatrix z, const int32_t *indices);

  /// c[r] = matrices[r][rows[r]], or where it accumulates c[r] += that, for every row of c: a row from each of many matrices,
  /// of which there are as many as c has rows, with at least as many panels.
  void (*add_rows)(KernelsMatrix c, const KernelsMatrix *matrices, const int32_t *rows, bool accumulates);

  /// One LSTM step. z [B, 4H] holds pre-activations without bias [1, 4H] and receives the activations i f c̃ o;
  /// c = f·c_previous + i·c̃, h = o·tanh(c), all [B, H]. The rows are z's; c_previous may have more. i, f and o are
  /// σ where `slope` is 0, and otherwise min(1, max(0, slope·x + ½)).
  void (*gates_forward)(float slope, KernelsMatrix z, KernelsMatrix bias, KernelsMatrix c_previous, KernelsMatrix c,
                        KernelsMatrix h);

  /// The step's gradient. z holds the activations and receives ∂loss/∂z; dh [B, H] is ∂loss/∂h; dc [B, H] is ∂loss/∂c from
  /// the step after and receives the one for the step before. The rows are z's; the others may have more.
  void (*gates_backward)(float slope, KernelsMatrix z, KernelsMatrix c_previous, KernelsMatrix c, KernelsMatrix dh,
                         KernelsMatrix dc);

  /// In place: logits [B, classes] become probabilities; columns past `classes` become 0.
  void (*softmax)(KernelsMatrix z, int classes);

  /// In place: d = ∂loss/∂p [B, classes] becomes ∂loss/∂logits, p ∘ (d − Σ p ∘ d).
  void (*softmax_backward)(KernelsMatrix d, KernelsMatrix p);

  /// Softmax and categorical cross-entropy. z [B, classes]: logits in; (p − y)·scale out. losses[r] = −ln p[targets[r]] and
  /// hits[r] = argmax is the target. A target of −1 is no character: loss, hit and gradient are 0.
  void (*cross_entropy)(KernelsMatrix z, const int32_t *targets, float scale, float *losses, uint8_t *hits, int classes);

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

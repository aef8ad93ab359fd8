import Kernels

/// Luong's dot attention (2015) over one text: keras/src/layers/attention/attention.py, without a scale.
///
///     S = Q · Kᵀ      P = softmax(S)      C = P · K
///
/// Q [T, H] is the decoder's outputs and K [S, H] the encoder's, which are keys and values in one.
struct AttentionLayer {
  /// The instruction set.
  let kernels: Kernels

  /// Weights P [T, S] and contexts C [T, H] of T queries, for a source of `length` characters.
  ///
  /// `weights` has whole panels, of which what is past the length becomes 0.
  func forward(
    _ queries: Panels, _ keys: AttentionKeys, length: Int, weights: Panels, contexts: Panels, zeros: RowOfZeros
  ) {
    kernels.multiply(queries, by: keys.transposed, into: weights, from: zeros.row, rows: zeros.indices)
    kernels.softmax(weights, classes: length)
    kernels.multiply(weights, by: keys.rows, into: contexts, from: zeros.row, rows: zeros.indices)
  }

  /// The same back: `contexts` is ∂loss/∂C.
  ///
  ///     ∂P = ∂C · Kᵀ      ∂S = P ∘ (∂P − Σ P ∘ ∂P)      ∂Q = ∂S · K      ∂K = Pᵀ · ∂C + ∂Sᵀ · Q
  ///
  /// `scores` is room for ∂S [T, S]; ∂Q is added to what is there, ∂K is written.
  func backward(
    _ queries: Panels, _ keys: AttentionKeys, weights: Panels, contexts: Panels, scores: Panels,
    queryGradient: Panels, keyGradient: Panels, zeros: RowOfZeros
  ) {
    kernels.multiply(contexts, by: keys.transposed, into: scores, from: zeros.row, rows: zeros.indices)
    kernels.differentiateSoftmax(scores, of: weights)
    kernels.multiply(scores, by: keys.rows, accumulatingInto: queryGradient)
    keyGradient.zero()
    kernels.multiplyOverTime([KernelsStep(weights, contexts), KernelsStep(scores, queries)], into: keyGradient)
  }
}

/// What one text's decoder attends to, in both shapes that products need.
struct AttentionKeys {
  /// K, [S, H], S whole panels; the rows past the source are 0.
  let rows: Panels
  /// Kᵀ, [H, S].
  let transposed: Panels

  /// Views of two buffers, in which the keys of the text `index` are, a source of `length` characters.
  init(
    _ rows: AlignedBuffer<Float>, _ transposed: AlignedBuffer<Float>, index: Int, capacity: Int, length: Int,
    unitPanels: Int
  ) {
    let panels = Panels.count(forColumns: length)
    let offset = index * capacity * unitPanels * Panels.width
    self.rows = Panels(rows, offset: offset, rows: panels * Panels.width, count: unitPanels)
    self.transposed = Panels(transposed, offset: offset, rows: unitPanels * Panels.width, count: panels)
  }

  /// Clears the rows past a source of `length` characters, whose own are there, and transposes them all.
  func complete(length: Int) {
    rows.rows(length..<rows.rows).zero()
    transposed.transpose(rows, panels: 0..<rows.count)
  }
}

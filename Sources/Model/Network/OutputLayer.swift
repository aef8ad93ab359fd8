import Kernels

/// The dense layer from h to the target vocabulary with its softmax and cross-entropy.
struct OutputLayer {
  /// The instruction set.
  let kernels: Kernels
  /// [H, V].
  let kernel: Panels
  /// [V].
  let bias: Panels
  /// V: the columns that are characters.
  let classes: Int

  /// logits = h · kernel + bias, [rows, V].
  func forward(_ hidden: Panels, into logits: Panels, zeros: RowOfZeros) {
    kernels.multiply(hidden, by: kernel, into: logits, from: bias, rows: zeros.indices)
  }

  /// Logits become probabilities, in place.
  func softmax(_ logits: Panels) { kernels.softmax(logits, classes: classes) }

  /// Logits become (p − y) · scale, in place; the losses −ln p and the hits of every row are written.
  func crossEntropy(
    _ logits: Panels, targets: RowIndices, scale: Float, losses: AlignedBuffer<Float>, hits: AlignedBuffer<UInt8>
  ) {
    kernels.crossEntropy(
      logits, classes: classes, targets: targets, scale: scale, losses: RowValues(losses), hits: RowValues(hits))
  }

  /// dh += dlogits · kernelᵀ.
  func backward(_ logitsGradient: Panels, transposed: Panels, into dh: Panels) {
    kernels.multiply(logitsGradient, by: transposed, accumulatingInto: dh)
  }
}

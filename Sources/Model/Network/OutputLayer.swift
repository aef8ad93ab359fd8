import Kernels

/// The dense layer from h to the target vocabulary with its softmax and cross-entropy.
struct OutputLayer {
  /// The instruction set.
  let kernels: Kernels
  /// [H, V], or with attention [2H, V], the context's rows first.
  let kernel: Panels
  /// [V].
  let bias: Panels
  /// V: the columns that are characters.
  let classes: Int

  /// logits = [context, h] · kernel + bias, [rows, V]; both may stand side by side in `hidden` already.
  func forward(_ hidden: Panels, context: Panels? = nil, into logits: Panels, zeros: RowOfZeros) {
    let own = kernel.rows - hidden.count * Panels.width
    kernels.multiply(
      hidden, by: kernel.rows(own..<kernel.rows), into: logits, from: bias, rows: zeros.indices)
    if let context { kernels.multiply(context, by: kernel.rows(0..<own), accumulatingInto: logits) }
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

  /// ∂loss/∂features = dlogits · kernelᵀ, of [context, h].
  func backward(_ logitsGradient: Panels, transposed: Panels, writingInto features: Panels, zeros: RowOfZeros) {
    kernels.multiply(logitsGradient, by: transposed, into: features, from: zeros.row, rows: zeros.indices)
  }
}

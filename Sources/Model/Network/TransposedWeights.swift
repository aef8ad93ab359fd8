import Kernels

/// The three transposed matrices of the backward pass, made anew from the weights before every batch.
final class TransposedWeights: Sendable {
  private static let tensors: [ParameterTensor] = [.encoderRecurrentKernel, .decoderRecurrentKernel, .outputKernel]
  private let buffers: [AlignedBuffer<Float>]
  private let layout: PackedLayout

  /// Room for the transposes of matrices in `layout`.
  init(layout: PackedLayout) {
    self.layout = layout
    buffers = Self.tensors.map { AlignedBuffer(count: layout[$0].rows * layout[$0].panels * Panels.width) }
  }

  /// Transposes one of `parts` equal shares of all matrices.
  func update(part: Int, of parts: Int, from weights: PackedParameters) {
    for (tensor, buffer) in zip(Self.tensors, buffers) {
      let matrix = weights[tensor]
      let panels = matrix.count * part / parts..<matrix.count * (part + 1) / parts
      kernels_transpose(
        buffer.base, matrix.base, Int32(matrix.count), Int32(matrix.rows / Panels.width), Int32(panels.lowerBound),
        Int32(panels.upperBound))
    }
  }

  /// Rᵀ of the encoder, [4H, H].
  var encoderRecurrentKernel: Panels { panels(0) }
  /// Rᵀ of the decoder, [4H, H].
  var decoderRecurrentKernel: Panels { panels(1) }
  /// The output kernel's transpose, [V, H].
  var outputKernel: Panels { panels(2) }

  private func panels(_ index: Int) -> Panels {
    let place = layout[Self.tensors[index]]
    return Panels(buffers[index], rows: place.panels * Panels.width, count: place.rows / Panels.width)
  }
}

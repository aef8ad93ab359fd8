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

  /// How many matrices there are to transpose.
  var count: Int { buffers.count }

  /// Transposes matrix `index`.
  func update(_ index: Int, from weights: PackedParameters) {
    let matrix = weights[Self.tensors[index]]
    kernels_transpose(buffers[index].base, matrix.base, Int32(matrix.count), Int32(matrix.rows / Panels.width))
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

import Kernels

/// Where each tensor lies among packed parameters: panels of [rows][16], one tensor after the other, zero-padded.
///
/// A kernel [V, 4H] has one more row, all zero: what a padded position without a character gathers. H is padded to a multiple
/// of 16; padded weights are 0 and so are their gradients, so they stay 0.
struct PackedLayout: Sendable {
  /// One tensor's place.
  struct Place: Sendable {
    /// Floats before it.
    let offset: Int
    /// Its rows with padding.
    let rows: Int
    /// Its panels.
    let panels: Int
    /// Its rows and units in Keras's shape, and gates per unit: 4, or 1 where there are none.
    let shape: (rows: Int, units: Int, gates: Int)
  }

  private let places: [ParameterTensor: Place]
  /// Floats in all.
  let count: Int

  /// The layout of a network's parameters.
  init(_ configuration: NetworkConfiguration) {
    let units = configuration.latentDimension
    let paddedUnits = Panels.count(forColumns: units) * Panels.width
    var places: [ParameterTensor: Place] = [:]
    var offset = 0
    for tensor in ParameterTensor.allCases {
      let shape = tensor.shape(in: configuration)
      let isOutput = tensor == .outputKernel || tensor == .outputBias
      let rows: Int =
        switch tensor {
        case .encoderKernel, .decoderKernel: shape[0] + 1
        case .encoderBias, .decoderBias, .outputBias: 1
        case .encoderRecurrentKernel, .decoderRecurrentKernel, .outputKernel: paddedUnits
        }
      let columns = isOutput ? configuration.targetVocabulary.count : units
      let gates = isOutput ? 1 : 4
      let panels = Panels.count(forColumns: columns) * gates
      places[tensor] = Place(
        offset: offset, rows: rows, panels: panels, shape: (shape.count == 1 ? 1 : shape[0], columns, gates))
      offset += rows * panels * Panels.width
    }
    self.places = places
    count = offset
  }

  /// The place of one tensor.
  subscript(tensor: ParameterTensor) -> Place {
    places[tensor, default: Place(offset: 0, rows: 0, panels: 0, shape: (0, 0, 1))]
  }
}

/// Parameters in the kernels' layout: the form training and decoding use.
final class PackedParameters: Sendable {
  /// Where the tensors lie.
  let layout: PackedLayout
  /// All of them, end to end.
  let buffer: AlignedBuffer<Float>

  /// All zero.
  init(layout: PackedLayout) {
    self.layout = layout
    buffer = AlignedBuffer(count: layout.count)
  }

  /// Packs parameters from Keras's shapes.
  convenience init(_ parameters: Parameters, layout: PackedLayout) {
    self.init(layout: layout)
    for tensor in ParameterTensor.allCases {
      let place = layout[tensor]
      kernels_pack(
        buffer.base + place.offset, parameters[tensor], Int32(place.shape.rows), Int32(place.shape.units),
        Int32(place.shape.gates), Int32(place.rows))
    }
  }

  /// The tensor's panels.
  subscript(tensor: ParameterTensor) -> Panels {
    let place = layout[tensor]
    return Panels(buffer, offset: place.offset, rows: place.rows, count: place.panels)
  }

  /// The same numbers in Keras's shapes.
  func unpacked(for configuration: NetworkConfiguration) -> Parameters {
    var parameters = Parameters(zerosFor: configuration)
    for tensor in ParameterTensor.allCases {
      let place = layout[tensor]
      kernels_unpack(
        &parameters[tensor], buffer.base + place.offset, Int32(place.shape.rows), Int32(place.shape.units),
        Int32(place.shape.gates), Int32(place.rows))
    }
    return parameters
  }
}

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

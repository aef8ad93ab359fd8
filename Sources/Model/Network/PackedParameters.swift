/// Where each tensor lies among packed parameters: panels of [rows][16], one tensor after the other, zero-padded.
///
/// H is padded to a multiple of 16; padded weights are 0 and so are their gradients, so they stay 0.
struct PackedLayout: Sendable {
  /// One tensor's place.
  struct Place: Sendable {
    /// Floats before it.
    let offset: Int
    /// Its rows with padding.
    let rows: Int
    /// Its panels.
    let panels: Int
    /// Its rows and units in Keras's shape, and gates per unit.
    let shape: (rows: Int, units: Int, gates: Int)
    /// How many matrices its rows are, each of which is padded.
    let blocks: Int

    /// Keras's numbers, with rows of zeros behind each block if there are several.
    func spread(_ numbers: [Float]) -> (numbers: [Float], rows: Int) {
      guard blocks > 1 else { return (numbers, shape.rows) }
      let own = numbers.count / blocks
      let padding = [Float](repeating: 0, count: rows / blocks * shape.units * shape.gates - own)
      var spread: [Float] = []
      for block in 0..<blocks { spread += numbers[block * own..<(block + 1) * own] + padding }
      return (spread, rows)
    }

    /// The inverse of `spread`.
    func gathered(_ numbers: [Float]) -> [Float] {
      guard blocks > 1 else { return numbers }
      let (own, padded) = (shape.rows / blocks * shape.units * shape.gates, numbers.count / blocks)
      var gathered: [Float] = []
      for block in 0..<blocks { gathered += numbers[block * padded..<block * padded + own] }
      return gathered
    }
  }

  private let places: [ParameterTensor: Place]
  /// Rows of 16 floats in all.
  let lines: Int

  /// The layout of a network's parameters.
  init(_ configuration: NetworkConfiguration) {
    var places: [ParameterTensor: Place] = [:]
    var lines = 0
    for tensor in ParameterTensor.allCases {
      let (role, size, blocks) = (tensor.role, tensor.size(in: configuration), tensor.rowBlocks(in: configuration))
      let place = Place(
        offset: lines * Panels.width, rows: blocks * role.paddedRows(size.rows / blocks),
        panels: Panels.count(forColumns: size.units) * role.gates, shape: (size.rows, size.units, role.gates),
        blocks: blocks)
      places[tensor] = place
      lines += place.rows * place.panels
    }
    self.places = places
    self.lines = lines
  }

  /// The place of one tensor.
  subscript(tensor: ParameterTensor) -> Place {
    places[tensor, default: Place(offset: 0, rows: 0, panels: 0, shape: (0, 0, 1), blocks: 1)]
  }
}

/// Parameters in the kernels' layout: the form training and decoding use.
final class PackedParameters: Sendable {
  /// Where the tensors lie.
  let layout: PackedLayout
  /// All of them, end to end.
  private let buffer: AlignedBuffer<Float>

  /// All zero.
  init(layout: PackedLayout) {
    self.layout = layout
    buffer = AlignedBuffer(count: layout.lines * Panels.width)
  }

  /// Packs parameters from Keras's shapes.
  convenience init(_ parameters: Parameters, layout: PackedLayout) {
    self.init(layout: layout)
    for tensor in ParameterTensor.allCases {
      let (shape, spread) = (layout[tensor].shape, layout[tensor].spread(parameters[tensor]))
      self[tensor].pack(spread.numbers, rows: spread.rows, units: shape.units, gates: shape.gates)
    }
  }

  /// The tensor's panels.
  subscript(tensor: ParameterTensor) -> Panels {
    let place = layout[tensor]
    return Panels(buffer, offset: place.offset, rows: place.rows, count: place.panels)
  }

  /// Some rows of 16 numbers, whatever tensor they belong to: for what treats all numbers alike.
  func lines(_ range: Range<Int>) -> Panels {
    Panels(buffer, offset: range.lowerBound * Panels.width, rows: range.count, count: 1)
  }

  /// The same numbers in Keras's shapes.
  func unpacked(for configuration: NetworkConfiguration) -> Parameters {
    var parameters = Parameters(zerosFor: configuration)
    for tensor in ParameterTensor.allCases {
      let place = layout[tensor]
      var (numbers, rows) = place.spread(parameters[tensor])
      self[tensor].unpack(into: &numbers, rows: rows, units: place.shape.units, gates: place.shape.gates)
      parameters[tensor] = place.gathered(numbers)
    }
    return parameters
  }
}

/// The transposes of the tensors that are factors, for the way back; made anew from the weights before every batch.
final class TransposedWeights: Sendable {
  private let buffers: [ParameterTensor: AlignedBuffer<Float>]
  private let layout: PackedLayout

  /// Room for the transposes of matrices in `layout`.
  init(layout: PackedLayout) {
    self.layout = layout
    var buffers: [ParameterTensor: AlignedBuffer<Float>] = [:]
    for tensor in ParameterTensor.allCases where tensor.role.isFactor {
      buffers[tensor] = AlignedBuffer(count: layout[tensor].rows * layout[tensor].panels * Panels.width)
    }
    self.buffers = buffers
  }

  /// Transposes one of `parts` equal shares of all matrices.
  func update(part: Int, of parts: Int, from weights: PackedParameters) {
    for (tensor, buffer) in buffers {
      let matrix = weights[tensor]
      view(tensor, buffer)
        .transpose(matrix, panels: matrix.count * part / parts..<matrix.count * (part + 1) / parts)
    }
  }

  /// The transpose of a factor: [4H, H] for a recurrent kernel, [V, H] for the output's.
  subscript(tensor: ParameterTensor) -> Panels {
    guard let buffer = buffers[tensor] else { preconditionFailure("\(tensor.name) is no factor of a product") }
    return view(tensor, buffer)
  }

  private func view(_ tensor: ParameterTensor, _ buffer: AlignedBuffer<Float>) -> Panels {
    let place = layout[tensor]
    return Panels(buffer, rows: place.panels * Panels.width, count: place.rows / Panels.width)
  }
}

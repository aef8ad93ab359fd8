/// The network's weight tensors, in the order of the data; those that a network has not are empty.
package enum ParameterTensor: String, CaseIterable, Hashable, Sendable {
  /// [V_in, 4H], gates i f c̃ o.
  case encoderKernel = "encoder.kernel"
  /// [H, 4H].
  case encoderRecurrentKernel = "encoder.recurrent_kernel"
  /// [4H].
  case encoderBias = "encoder.bias"
  /// [V_in, 2H] of a second encoder that reads backwards; both are then half as wide.
  case backwardKernel = "encoder.backward_kernel"
  /// [H / 2, 2H].
  case backwardRecurrentKernel = "encoder.backward_recurrent_kernel"
  /// [2H].
  case backwardBias = "encoder.backward_bias"
  /// [V_out, 4H].
  case decoderKernel = "decoder.kernel"
  /// [H, 4H].
  case decoderRecurrentKernel = "decoder.recurrent_kernel"
  /// [4H].
  case decoderBias = "decoder.bias"
  /// [H, V_out], or with attention [2H, V_out], the context's rows first.
  case outputKernel = "output.kernel"
  /// [V_out].
  case outputBias = "output.bias"

  /// Those that a network has.
  package static func all(in configuration: NetworkConfiguration) -> [ParameterTensor] {
    allCases.filter { $0.count(in: configuration) > 0 }
  }

  /// The tensor's name in a checkpoint.
  package var name: String { rawValue }

  /// What the tensor does in its layer.
  var role: TensorRole {
    switch self {
    case .encoderKernel, .backwardKernel, .decoderKernel: .characters
    case .encoderRecurrentKernel, .backwardRecurrentKernel, .decoderRecurrentKernel: .recurrence
    case .encoderBias, .backwardBias, .decoderBias: .gateBias
    case .outputKernel: .dense
    case .outputBias: .bias
    }
  }

  /// What its rows stand for (1 for a bias), and its columns without their gates.
  func size(in configuration: NetworkConfiguration) -> (rows: Int, units: Int) {
    let (units, classes) = (configuration.latentDimension, configuration.targetVocabulary.count)
    let encoder = configuration.encoderDimension
    switch self {
    case .backwardKernel, .backwardRecurrentKernel, .backwardBias:
      guard configuration.isBidirectional else { return (0, 0) }
      let twin: ParameterTensor =
        self == .backwardKernel ? .encoderKernel : self == .backwardBias ? .encoderBias : .encoderRecurrentKernel
      return twin.size(in: configuration)
    case .encoderKernel: return (configuration.inputVocabulary.count, encoder)
    case .decoderKernel: return (classes, units)
    case .encoderRecurrentKernel: return (encoder, encoder)
    case .decoderRecurrentKernel: return (units, units)
    case .encoderBias: return (1, encoder)
    case .decoderBias: return (1, units)
    case .outputKernel: return (rowBlocks(in: configuration) * units, classes)
    case .outputBias: return (1, classes)
    }
  }

  /// How many matrices lie below each other in it: with attention the output kernel is the context's and the decoder's.
  func rowBlocks(in configuration: NetworkConfiguration) -> Int {
    self == .outputKernel && configuration.hasAttention ? 2 : 1
  }

  /// Keras's shape of the tensor, row-major.
  package func shape(in configuration: NetworkConfiguration) -> [Int] {
    let (rows, units) = size(in: configuration)
    return role.isBias ? [units * role.gates] : [rows, units * role.gates]
  }

  /// How many numbers the tensor holds.
  package func count(in configuration: NetworkConfiguration) -> Int { shape(in: configuration).reduce(1, *) }
}

/// What a tensor does in its layer.
///
/// Its initial values, its layout, whether the way back needs it transposed and how its gradient comes about follow from it.
enum TensorRole {
  /// A row for each character, which is gathered in place of a product with one-hot rows; four gates wide.
  case characters
  /// The factor of h in an LSTM, four gates wide.
  case recurrence
  /// What an LSTM adds to every row, four gates wide.
  case gateBias
  /// The factor of a dense layer.
  case dense
  /// What a dense layer adds to every row.
  case bias

  /// Columns of each unit: four gates, in the order i f c̃ o, or one.
  var gates: Int {
    switch self {
    case .characters, .recurrence, .gateBias: 4
    case .dense, .bias: 1
    }
  }

  /// Whether it is a single row, which Keras gives no dimension.
  var isBias: Bool { self == .gateBias || self == .bias }

  /// Whether other matrices are multiplied by it.
  ///
  /// The way back then needs its transpose, and its gradient is one product over all time steps; any other tensor's is a sum
  /// of rows.
  var isFactor: Bool { self == .recurrence || self == .dense }

  /// How many rows `rows` of Keras's take: one more, which is zero, for a step without a character, or whole panels of depth.
  func paddedRows(_ rows: Int) -> Int {
    switch self {
    case .characters: rows + 1
    case .recurrence, .dense: Panels.count(forColumns: rows) * Panels.width
    case .gateBias, .bias: rows
    }
  }

  /// Keras's initial values (keras/src/initializers/random_initializers.py), [rows, gates · units].
  ///
  /// Kernels are Glorot uniform, recurrent kernels have orthonormal rows, biases are 0 but for the forget gates', which are 1.
  func initialValues(rows: Int, units: Int, generator: inout RandomGenerator) -> [Float] {
    switch self {
    case .characters, .dense: glorotUniform(rows: rows, columns: gates * units, generator: &generator)
    case .recurrence: orthonormalRows(rows: rows, columns: gates * units, generator: &generator)
    case .gateBias: (0..<gates * units).map { units <= $0 && $0 < 2 * units ? 1 : 0 }
    case .bias: [Float](repeating: 0, count: units)
    }
  }
}

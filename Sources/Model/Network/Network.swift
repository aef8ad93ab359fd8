/// A network as a value: what it reads and writes, and its weights.
package struct Network: Hashable, Sendable {
  /// The vocabularies, lengths and sizes.
  package let configuration: NetworkConfiguration
  /// The weights, in Keras's shapes.
  package var parameters: Parameters

  /// A network with given weights.
  package init(configuration: NetworkConfiguration, parameters: Parameters) {
    self.configuration = configuration
    self.parameters = parameters
  }

  /// An untrained network with Keras's initial values (keras/src/initializers/random_initializers.py).
  ///
  /// Kernels are Glorot uniform, recurrent kernels have orthonormal rows, biases are 0 but for the forget gates', which are 1.
  package init(configuration: NetworkConfiguration, generator: inout RandomGenerator) {
    self.configuration = configuration
    parameters = Parameters(zerosFor: configuration)
    let units = configuration.latentDimension
    for tensor in ParameterTensor.allCases {
      let shape = tensor.shape(in: configuration)
      switch tensor {
      case .encoderKernel, .decoderKernel, .outputKernel:
        parameters[tensor] = glorotUniform(rows: shape[0], columns: shape[1], generator: &generator)
      case .encoderRecurrentKernel, .decoderRecurrentKernel:
        parameters[tensor] = orthonormalRows(rows: shape[0], columns: shape[1], generator: &generator)
      case .encoderBias, .decoderBias:
        parameters[tensor] = (0..<4 * units).map { units <= $0 && $0 < 2 * units ? 1 : 0 }
      case .outputBias: break
      }
    }
  }
}

/// One number for every weight of a network: the weights themselves, a gradient, or an optimizer's slot.
///
/// Each tensor is row-major in Keras's shape.
package struct Parameters: Hashable, Sendable {
  private var tensors: [[Float]]

  /// All zero.
  package init(zerosFor configuration: NetworkConfiguration) {
    tensors = ParameterTensor.allCases.map { [Float](repeating: 0, count: $0.count(in: configuration)) }
  }

  /// The numbers of one tensor, row-major; a new value must have as many.
  package subscript(tensor: ParameterTensor) -> [Float] {
    get { tensors[Self.position[tensor, default: 0]] }
    set {
      let position = Self.position[tensor, default: 0]
      precondition(
        newValue.count == tensors[position].count,
        "\(tensor.name) has \(tensors[position].count) numbers, not \(newValue.count)")
      tensors[position] = newValue
    }
  }

  /// How many numbers there are in all.
  package var count: Int { tensors.reduce(0) { $0 + $1.count } }

  private static let position = Dictionary(
    uniqueKeysWithValues: ParameterTensor.allCases.enumerated().map { ($0.element, $0.offset) })
}

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

  /// An untrained network, with the initial values of its tensors' roles.
  package init(configuration: NetworkConfiguration, generator: inout RandomGenerator) {
    self.configuration = configuration
    parameters = Parameters(zerosFor: configuration)
    for tensor in ParameterTensor.allCases {
      let (rows, units) = tensor.size(in: configuration)
      parameters[tensor] = tensor.role.initialValues(rows: rows, units: units, generator: &generator)
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

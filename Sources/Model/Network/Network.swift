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

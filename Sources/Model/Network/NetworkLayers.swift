import Kernels

/// The network's layers over its weights, in the order of the data: encoder → decoder → output.
///
/// `NetworkPass` runs them over whole texts, forward and back, and `NetworkStepper` a character at a time.
struct NetworkLayers {
  /// Read the source from a state of zeros, one in each direction; their last states are what the decoder begins with.
  private let encoders: [LSTM]
  /// Reads the target, and writes the next character's h.
  let decoder: LSTM
  /// Looks for what matters to h among the encoder's outputs, where the network has it.
  let attention: AttentionLayer
  /// Turns h, and with attention its context, into probabilities.
  let output: OutputLayer

  /// The layers of a network.
  init(_ weights: PackedParameters, _ configuration: NetworkConfiguration, kernels: Kernels) {
    let activation = configuration.recurrentActivation
    encoders = configuration.directions.map {
      LSTM(kernels: kernels, weights: weights.encoder($0), activation: activation)
    }
    decoder = LSTM(kernels: kernels, weights: weights.decoder, activation: activation)
    attention = AttentionLayer(kernels: kernels)
    output = OutputLayer(
      kernels: kernels, kernel: weights[.outputKernel], bias: weights[.outputBias],
      classes: configuration.targetVocabulary.count)
  }

  /// The encoder that reads in a direction of the configuration's.
  func encoder(_ direction: EncoderDirection) -> LSTM { encoders[direction.rawValue] }
}

extension PackedParameters {
  /// The weights of one direction's encoder, or their gradients.
  func encoder(_ direction: EncoderDirection) -> LSTMWeights {
    switch direction {
    case .forward:
      LSTMWeights(
        kernel: self[.encoderKernel], recurrentKernel: self[.encoderRecurrentKernel], bias: self[.encoderBias])
    case .backward:
      LSTMWeights(
        kernel: self[.backwardKernel], recurrentKernel: self[.backwardRecurrentKernel], bias: self[.backwardBias])
    }
  }

  /// The decoder's weights, or their gradients.
  var decoder: LSTMWeights {
    LSTMWeights(kernel: self[.decoderKernel], recurrentKernel: self[.decoderRecurrentKernel], bias: self[.decoderBias])
  }
}

extension NetworkConfiguration {
  /// Panels of 16 units that a state takes.
  var unitPanels: Int { Panels.count(forColumns: latentDimension) }
  /// Panels of 16 characters that a prediction takes.
  var classPanels: Int { Panels.count(forColumns: targetVocabulary.count) }
}

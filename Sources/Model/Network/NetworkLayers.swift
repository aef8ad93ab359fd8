import Kernels

/// The network's layers over its weights, in the order of the data: encoder → decoder → output.
///
/// `NetworkPass` runs them over whole texts, forward and back, and `NetworkStepper` a character at a time.
struct NetworkLayers {
  /// Reads the source from a state of zeros; its last state is what the decoder begins with.
  let encoder: LSTM
  /// Reads the target, and writes the next character's h.
  let decoder: LSTM
  /// Turns h into probabilities.
  let output: OutputLayer

  /// The layers of a network.
  init(_ weights: PackedParameters, _ configuration: NetworkConfiguration, kernels: Kernels) {
    let activation = configuration.recurrentActivation
    encoder = LSTM(kernels: kernels, weights: weights.encoder, activation: activation)
    decoder = LSTM(kernels: kernels, weights: weights.decoder, activation: activation)
    output = OutputLayer(
      kernels: kernels, kernel: weights[.outputKernel], bias: weights[.outputBias],
      classes: configuration.targetVocabulary.count)
  }
}

extension PackedParameters {
  /// The encoder's weights, or their gradients.
  var encoder: LSTMWeights {
    LSTMWeights(kernel: self[.encoderKernel], recurrentKernel: self[.encoderRecurrentKernel], bias: self[.encoderBias])
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

/// What squashes the gates i, f and o of the LSTMs.
package enum RecurrentActivation: String, Codable, Hashable, Sendable, CaseIterable {
  /// 1 / (1 + e⁻ˣ): Keras since 2.3.
  case sigmoid
  /// clip(0.2·x + 0.5, 0, 1): the default of Keras 2.0 to 2.2, and of TF-Keras where it is asked for.
  case hardSigmoid = "hard_sigmoid"
  /// clip(x/6 + 0.5, 0, 1): what Keras 3 calls hard_sigmoid.
  case hardSigmoidOfKeras3 = "hard_sigmoid_keras_3"
}

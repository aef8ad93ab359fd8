/// The network's eight weight tensors, in the order of the data.
package enum ParameterTensor: String, CaseIterable, Hashable, Sendable {
  /// [V_in, 4H], gates i f c̃ o.
  case encoderKernel = "encoder.kernel"
  /// [H, 4H].
  case encoderRecurrentKernel = "encoder.recurrent_kernel"
  /// [4H].
  case encoderBias = "encoder.bias"
  /// [V_out, 4H].
  case decoderKernel = "decoder.kernel"
  /// [H, 4H].
  case decoderRecurrentKernel = "decoder.recurrent_kernel"
  /// [4H].
  case decoderBias = "decoder.bias"
  /// [H, V_out].
  case outputKernel = "output.kernel"
  /// [V_out].
  case outputBias = "output.bias"

  /// The tensor's name in a checkpoint.
  package var name: String { rawValue }

  /// Keras's shape of the tensor, row-major.
  package func shape(in configuration: NetworkConfiguration) -> [Int] {
    let units = configuration.latentDimension
    switch self {
    case .encoderKernel: return [configuration.inputVocabulary.count, 4 * units]
    case .decoderKernel: return [configuration.targetVocabulary.count, 4 * units]
    case .encoderRecurrentKernel, .decoderRecurrentKernel: return [units, 4 * units]
    case .encoderBias, .decoderBias: return [4 * units]
    case .outputKernel: return [units, configuration.targetVocabulary.count]
    case .outputBias: return [configuration.targetVocabulary.count]
    }
  }

  /// How many numbers the tensor holds.
  package func count(in configuration: NetworkConfiguration) -> Int { shape(in: configuration).reduce(1, *) }
}

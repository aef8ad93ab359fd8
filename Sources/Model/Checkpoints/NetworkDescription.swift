/// The `config` of a checkpoint: what fixes the network's shapes, and its hyperparameters.
struct NetworkDescription: Codable {
  let hyperparameters: Hyperparameters
  let inputCharacters: [String]
  let targetCharacters: [String]
  let maxEncoderLength: Int
  let maxDecoderLength: Int

  private enum CodingKeys: String, CodingKey {
    case hyperparameters
    case inputCharacters = "input_characters"
    case targetCharacters = "target_characters"
    case maxEncoderLength = "max_encoder_length"
    case maxDecoderLength = "max_decoder_length"
  }

  /// Describes a network.
  init(_ configuration: NetworkConfiguration, _ hyperparameters: Hyperparameters) {
    self.hyperparameters = hyperparameters
    inputCharacters = configuration.inputVocabulary.scalars.map { String($0) }
    targetCharacters = configuration.targetVocabulary.scalars.map { String($0) }
    maxEncoderLength = configuration.maxEncoderLength
    maxDecoderLength = configuration.maxDecoderLength
  }

  /// The configuration described, with every bound checked.
  func configuration(path: String) throws(CheckpointError) -> NetworkConfiguration {
    let configuration = NetworkConfiguration(
      inputVocabulary: try Self.vocabulary(inputCharacters, "input_characters", path: path),
      targetVocabulary: try Self.vocabulary(targetCharacters, "target_characters", path: path),
      maxEncoderLength: maxEncoderLength, maxDecoderLength: maxDecoderLength,
      latentDimension: hyperparameters.latentDimension, padding: hyperparameters.padding,
      recurrentActivation: hyperparameters.recurrentActivation, hasAttention: hyperparameters.attention,
      isBidirectional: hyperparameters.bidirectional)
    if let defect = configuration.defect { throw .damaged(path: path, found: defect.found, expected: defect.expected) }
    return configuration
  }

  private static func vocabulary(_ characters: [String], _ key: String, path: String) throws(CheckpointError)
    -> Vocabulary
  {
    let scalars = characters.compactMap { $0.unicodeScalars.count == 1 ? $0.unicodeScalars.first : nil }
    guard scalars.count == characters.count else {
      throw .damaged(path: path, found: "\(key) with more or less than one character", expected: "single characters")
    }
    guard let vocabulary = Vocabulary(sorted: scalars) else {
      throw .damaged(
        path: path, found: "\(key) out of order or twice", expected: "distinct characters in ascending order")
    }
    return vocabulary
  }
}

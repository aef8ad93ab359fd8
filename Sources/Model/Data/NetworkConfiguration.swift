/// What fixes a network's shapes and how text becomes its input.
package struct NetworkConfiguration: Hashable, Sendable {
  /// The longest sequence a network may be made for, in scalars.
  package static let maximumLength = 10_000
  /// The widest state a network may have.
  static let maximumLatentDimension = 8_192

  /// The characters of the input, V_in of them.
  package let inputVocabulary: Vocabulary
  /// The characters of the output, V_out of them, TAB and LF included.
  package let targetVocabulary: Vocabulary
  /// Te: the longest input, in scalars.
  package let maxEncoderLength: Int
  /// Td: the longest target text with its TAB and LF, in scalars.
  package let maxDecoderLength: Int
  /// H: the width of the states h and c.
  package let latentDimension: Int
  /// What follows a text shorter than Te or Td.
  package let padding: Padding
  /// What the LSTMs' gates make of their sums.
  package let recurrentActivation: RecurrentActivation
  /// Whether the decoder attends to the encoder's outputs.
  package let hasAttention: Bool
  /// Whether the source is read in both directions, by LSTMs of half the width each.
  package let isBidirectional: Bool

  /// Collects the values as they are; `defect` tells whether a network can have them.
  package init(
    inputVocabulary: Vocabulary, targetVocabulary: Vocabulary, maxEncoderLength: Int, maxDecoderLength: Int,
    latentDimension: Int, padding: Padding, recurrentActivation: RecurrentActivation = .sigmoid,
    hasAttention: Bool = false, isBidirectional: Bool = false
  ) {
    self.inputVocabulary = inputVocabulary
    self.targetVocabulary = targetVocabulary
    self.maxEncoderLength = maxEncoderLength
    self.maxDecoderLength = maxDecoderLength
    self.latentDimension = latentDimension
    self.padding = padding
    self.recurrentActivation = recurrentActivation
    self.hasAttention = hasAttention
    self.isBidirectional = isBidirectional
  }

  /// The width of one direction's state of the encoder.
  package var encoderDimension: Int { isBidirectional ? latentDimension / 2 : latentDimension }

  /// What no network can have among the values (found, then expected), or nil if all is well.
  package var defect: (found: String, expected: String)? {
    if !(1...Self.maximumLatentDimension).contains(latentDimension) {
      return ("a latent dimension of \(latentDimension)", "1 to \(Self.maximumLatentDimension)")
    }
    if !(1...Self.maximumLength).contains(maxEncoderLength) {
      return ("a longest input of \(maxEncoderLength) characters", "1 to \(Self.maximumLength)")
    }
    if !(2...Self.maximumLength).contains(maxDecoderLength) {
      return ("a longest target of \(maxDecoderLength) characters", "2 to \(Self.maximumLength)")
    }
    if inputVocabulary.count == 0 { return ("an empty input vocabulary", "at least one character") }
    if targetVocabulary.index(of: "\t") == nil || targetVocabulary.index(of: "\n") == nil {
      return ("a target vocabulary without TAB or LF", "both, since they start and end a translation")
    }
    if padding == .space, inputVocabulary.index(of: " ") == nil || targetVocabulary.index(of: " ") == nil {
      return ("space padding but no space in a vocabulary", "a space in both")
    }
    return Self.defect(
      padding: padding, latentDimension: latentDimension, hasAttention: hasAttention,
      isBidirectional: isBidirectional)
  }

  /// What no network can have among these together (found, then expected), or nil if all is well.
  static func defect(
    padding: Padding, latentDimension: Int, hasAttention: Bool, isBidirectional: Bool
  ) -> (found: String, expected: String)? {
    let option = hasAttention ? "attention" : "a bidirectional encoder"
    if hasAttention || isBidirectional, padding != .mask {
      return ("\(option) with padding \(padding.rawValue)", "padding mask, so that it reads real characters alone")
    }
    if isBidirectional, !latentDimension.isMultiple(of: 32) {
      return (
        "a bidirectional encoder with a latent dimension of \(latentDimension)",
        "a multiple of 32, half of which is each direction's"
      )
    }
    return nil
  }
}

/// What stands after a text that is shorter than the longest.
package enum Padding: String, Codable, Hashable, Sendable, CaseIterable {
  /// The space character, in the inputs and in the target, counted in loss and accuracy: the example since 2020.
  case space
  /// All-zero vectors, whose loss and gradient are zero: the example of 2017.
  case zero
  /// Nothing: what Keras's Masking layer before both LSTMs makes of all-zero vectors, with LF no input of the decoder's. The
  /// encoder's state stays as it is, and the loss is the mean over the real characters alone.
  case mask
}

/// What an LSTM's gates i, f and o make of their sums.
package enum RecurrentActivation: String, Codable, Hashable, Sendable, CaseIterable {
  /// σ, the original's.
  case sigmoid
  /// min(1, max(0, 0.2·x + ½)), the default of Keras 2.0 to 2.2 and so of the example of 2017.
  case hardSigmoid = "hard-sigmoid"
  /// min(1, max(0, x/6 + ½)), what Keras 3 calls by the same name.
  case hardSigmoidKeras3 = "hard-sigmoid-keras-3"

  /// How steep the straight line is, 0 for σ, which is none.
  var slope: Float {
    switch self {
    case .sigmoid: 0
    case .hardSigmoid: 0.2
    case .hardSigmoidKeras3: 1 / 6
    }
  }
}

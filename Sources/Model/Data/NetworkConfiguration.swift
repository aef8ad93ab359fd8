/// What fixes a network's shapes and how text becomes its input.
package struct NetworkConfiguration: Hashable, Sendable {
  /// The longest sequence a network may be made for, in scalars.
  static let maximumLength = 10_000
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

  /// Collects the values as they are; `defect` tells whether a network can have them.
  package init(
    inputVocabulary: Vocabulary, targetVocabulary: Vocabulary, maxEncoderLength: Int, maxDecoderLength: Int,
    latentDimension: Int, padding: Padding
  ) {
    self.inputVocabulary = inputVocabulary
    self.targetVocabulary = targetVocabulary
    self.maxEncoderLength = maxEncoderLength
    self.maxDecoderLength = maxDecoderLength
    self.latentDimension = latentDimension
    self.padding = padding
  }

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
    return nil
  }
}

/// What stands after a text that is shorter than the longest.
package enum Padding: String, Codable, Hashable, Sendable, CaseIterable {
  /// The space character, in the inputs and in the target, counted in loss and accuracy: the example since 2020.
  case space
  /// All-zero vectors, whose loss and gradient are zero: the example of 2017.
  case zero
}

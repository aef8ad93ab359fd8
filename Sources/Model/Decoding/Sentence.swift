/// A sentence as a network can read it.
package struct Sentence: Hashable, Sendable {
  /// The text, composed (NFC).
  package let text: String
  /// The indices of its known characters.
  package let indices: [Int]
  /// The distinct characters the network has never seen, in order; they are left out.
  package let unknown: [Unicode.Scalar]
  /// Whether more characters are left than the longest sentence of the training had.
  package let isLongerThanTrained: Bool

  /// Reads `text` with the vocabulary of `configuration`.
  package init(_ text: String, for configuration: NetworkConfiguration) {
    self.text = text.composed
    (indices, unknown) = configuration.inputVocabulary.read(self.text)
    isLongerThanTrained = indices.count > configuration.maxEncoderLength
  }
}

extension NetworkConfiguration {
  /// How long a sentence of so many characters is with its padding.
  func paddedLength(_ count: Int) -> Int { padding == .mask ? count : max(count, maxEncoderLength) }

  /// The indices of a sentence followed by padding up to Te, as in training; a longer or masked sentence as it is.
  func padded(_ indices: [Int]) -> [Int] {
    // The kernel's row past the last character is zero: a step without a character.
    let character = padding == .space ? inputVocabulary.index(of: " ") : nil
    let missing = paddedLength(indices.count) - indices.count
    return indices + [Int](repeating: character ?? inputVocabulary.count, count: missing)
  }
}

extension Vocabulary {
  /// The indices of the known characters of `text`, and its distinct unknown ones in order.
  func read(_ text: String) -> (indices: [Int], unknown: [Unicode.Scalar]) {
    var indices: [Int] = []
    var unknown: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      if let index = index(of: scalar) {
        indices.append(index)
      } else if !unknown.contains(scalar) {
        unknown.append(scalar)
      }
    }
    return (indices, unknown)
  }
}

extension Sentence {
  /// What a person should know about how the sentence was read; nothing for most.
  package func hints(for configuration: NetworkConfiguration) -> [String] {
    var hints: [String] = []
    if !unknown.isEmpty {
      hints.append("left out, because the network has never seen them: \(unknown.map(\.named).joined(separator: ", "))")
    }
    if isLongerThanTrained {
      let longest = configuration.maxEncoderLength
      hints.append("\(indices.count) characters, trained on up to \(longest): it works best on up to \(longest - 1)")
    }
    return hints
  }
}

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
    var indices: [Int] = []
    var unknown: [Unicode.Scalar] = []
    for scalar in self.text.unicodeScalars {
      if let index = configuration.inputVocabulary.index(of: scalar) {
        indices.append(index)
      } else if !unknown.contains(scalar) {
        unknown.append(scalar)
      }
    }
    self.indices = indices
    self.unknown = unknown
    isLongerThanTrained = indices.count > configuration.maxEncoderLength
  }

  /// The indices followed by padding up to Te, as in training; a longer sentence as it is.
  func padded(for configuration: NetworkConfiguration) -> [Int] {
    let vocabulary = configuration.inputVocabulary
    // The kernel's row past the last character is zero: a step without a character.
    let padding = configuration.padding == .space ? vocabulary.index(of: " ") : nil
    let missing = max(0, configuration.maxEncoderLength - indices.count)
    return indices + [Int](repeating: padding ?? vocabulary.count, count: missing)
  }
}

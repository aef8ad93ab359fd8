/// What each character of a sentence did for one character of its translation.
package struct SourceAttribution: Hashable, Sendable {
  /// The sentence's characters that the network knows.
  package let characters: [Unicode.Scalar]
  /// By how much ln p of the translation's character changes without each of them, in nats: below 0 for one that helped it.
  package let changes: [Double]
  /// ln p with the whole sentence.
  package let logProbability: Double
}

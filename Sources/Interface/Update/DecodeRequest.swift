/// A sentence for the decoder.
package struct DecodeRequest: Hashable, Sendable {
  /// The translation it belongs to.
  package let translation: Int
  /// The branch of that translation.
  package let branch: Int
  /// The sentence.
  package let sentence: String
  /// The classes chosen by hand, from the first step on.
  package let prefix: [Int]
}

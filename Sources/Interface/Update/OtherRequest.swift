/// A sentence for the second network.
package struct OtherRequest: Hashable, Sendable {
  /// The translation it belongs to.
  package let translation: Int
  /// The sentence.
  package let sentence: String
  /// The second network's number: an answer of one that was closed meanwhile is not wanted.
  package let network: Int
}

/// A given translation that the network is to weigh.
package struct ForcedRequest: Hashable, Sendable {
  /// The translation it stands beside.
  package let translation: Int
  /// The sentence.
  package let sentence: String
  /// The given translation.
  package let reference: String

  /// A translation beside another one.
  package init(translation: Int, sentence: String, reference: String) {
    self.translation = translation
    self.sentence = sentence
    self.reference = reference
  }
}

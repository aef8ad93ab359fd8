/// A sentence for the beam search.
package struct BeamRequest: Hashable, Sendable {
  /// The translation it belongs to.
  package let translation: Int
  /// The sentence.
  package let sentence: String
  /// How many hypotheses are followed.
  package let width: Int

  /// A search with a beam of some width.
  package init(translation: Int, sentence: String, width: Int) {
    self.translation = translation
    self.sentence = sentence
    self.width = width
  }
}

/// A character of a translation that is to be traced back to its sentence.
package struct AttributionRequest: Hashable, Sendable {
  /// The translation it belongs to.
  package let translation: Int
  /// The sentence.
  package let sentence: String
  /// The classes of the translation's characters up to the one in question, which is the last.
  package let choices: [Int]

  /// A character behind others.
  package init(translation: Int, sentence: String, choices: [Int]) {
    self.translation = translation
    self.sentence = sentence
    self.choices = choices
  }

  /// The step, from 0.
  package var step: Int { choices.count - 1 }
}

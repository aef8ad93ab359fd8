/// A translation without its steps.
package struct Translation: Hashable, Sendable {
  /// What was translated.
  package let sentence: Sentence
  /// The translation, without LF.
  package let output: String
  /// Why it ended.
  package let stopped: Decode.StopReason
}

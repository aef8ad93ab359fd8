import Model

/// What the decoder found since it last told.
package struct DecodeUpdate: Sendable {
  /// The translation it belongs to.
  package let translation: Int
  /// The branch of that translation.
  package let branch: Int
  /// The sentence as the network reads it.
  package let sentence: Sentence
  /// The new steps.
  package let steps: [DecodeStep]
  /// Whether these are the last.
  package let isComplete: Bool

  /// A piece of a decode.
  package init(for request: DecodeRequest, of sentence: Sentence, steps: [DecodeStep], isComplete: Bool) {
    translation = request.translation
    branch = request.branch
    self.sentence = sentence
    self.steps = steps
    self.isComplete = isComplete
  }
}

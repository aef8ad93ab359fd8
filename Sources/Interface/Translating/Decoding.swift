import Model

/// A sentence for the decoder.
package struct DecodeRequest: Hashable, Sendable {
  /// The translation it belongs to.
  package let translation: Int
  /// The branch of that translation.
  package let branch: Int
  /// What is to be decoded, as it was typed.
  package let sentence: String
  /// Whether characters are chosen or drawn, and how.
  package let origin: BranchOrigin
  /// The classes the first steps are made to choose.
  package let prefix: [Int]

  /// Decodes it and tells every step as it is found; what is interrupted has no end.
  package func decode(
    by translator: Translator, interruption: Interruption = Interruption(), tell: (DecodeUpdate) -> Void
  ) {
    let sequence = sequence(by: translator)
    for step in sequence {
      guard !interruption.isRaised else { return }
      tell(DecodeUpdate(for: self, of: sequence.sentence, steps: [step], isComplete: false))
    }
    tell(DecodeUpdate(for: self, of: sequence.sentence, steps: [], isComplete: true))
  }

  private func sequence(by translator: Translator) -> DecodeSequence {
    guard case .draw(let temperature, let seed) = origin else {
      return translator.sequence(for: sentence, choosing: prefix)
    }
    return translator.sequence(for: sentence, choosing: prefix, temperature: temperature, seed: seed)
  }
}

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

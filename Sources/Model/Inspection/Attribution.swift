import Essentials

/// What each character of a sentence did for one character of its translation.
package struct SourceAttribution: Hashable, Sendable {
  /// The sentence's characters that the network knows.
  package let characters: [Unicode.Scalar]
  /// By how much ln p of the translation's character changes without each of them, in nats: below 0 for one that helped it.
  package let changes: [Double]
  /// ln p with the whole sentence.
  package let logProbability: Double
}

extension Translator {
  /// Rows of a batch of sentences that lack one character each.
  private static let omissionBatch = 64

  /// Leaves out each character of `text` in turn, encodes what is left anew, and reads the same beginning of the translation.
  ///
  /// Exact for the sentence that is left. What stood behind the character moves up by one, and that counts too.
  ///
  /// - Parameters:
  ///   - choices: Indices of the translation's characters up to the one in question, which is the last.
  ///   - text: The sentence.
  ///   - interruption: Gives it up, between two batches of shortened sentences.
  /// - Returns: A change is −∞ where p becomes 0 in float32. Nil without a choice or a known character, or if interrupted.
  package func attributionByOmission(
    of choices: [Int], in text: String, interruption: Interruption = Interruption()
  ) -> SourceAttribution? {
    let indices = Sentence(text, for: configuration).indices
    guard let choice = choices.last, !indices.isEmpty else { return nil }
    func logProbabilities(_ sequences: [[Int]]) -> [Double] {
      let padded = sequences.map { configuration.padded($0) }
      let decode = stepper(encoding: padded, capacity: padded.count)
      return decode.probabilities(of: choice, after: choices.dropLast()).map { log(Double($0)) }
    }
    let logProbability = logProbabilities([indices])[0]
    var changes: [Double] = []
    while changes.count < indices.count {
      guard !interruption.isRaised else { return nil }
      let omitted = indices.indices.dropFirst(changes.count).prefix(Self.omissionBatch)
      changes += logProbabilities(omitted.map { Array(indices[..<$0] + indices[($0 + 1)...]) })
        .map { $0 - logProbability }
    }
    return attribution(changes, of: indices, logProbability)
  }

  /// The change that switching off each character of `text` would bring to ln p, to first order: the gradient's.
  ///
  /// With z_t the encoder's pre-activations at character t, whose one-hot row adds kernel[x_t] to them, it is
  /// −⟨∂ln p/∂z_t, kernel[x_t]⟩: the derivative of ln p as that row is scaled from 1 towards 0. It says what a little less of
  /// the character would do, not what its absence does: `attributionByOmission` tells that. One forward and one backward pass
  /// serve all characters.
  ///
  /// - Parameters:
  ///   - choices: Indices of the translation's characters up to the one in question, which is the last.
  ///   - text: The sentence.
  /// - Returns: Nil without a choice or a known character.
  package func attributionByGradient(of choices: [Int], in text: String) -> SourceAttribution? {
    let indices = Sentence(text, for: configuration).indices
    guard let choice = choices.last, !indices.isEmpty else { return nil }
    let pass = AttributionPass(
      self, source: configuration.padded(indices), target: [startIndex] + choices.dropLast())
    let logProbability = pass.run(predicting: choice)
    return attribution(indices.indices.map { -pass.contribution(at: $0) }, of: indices, logProbability)
  }

  private func attribution(_ changes: [Double], of indices: [Int], _ logProbability: Double) -> SourceAttribution {
    SourceAttribution(
      characters: indices.map { configuration.inputVocabulary[$0] }, changes: changes, logProbability: logProbability)
  }
}

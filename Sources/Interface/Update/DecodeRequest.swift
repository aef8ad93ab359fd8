import Model

/// A sentence for the decoder.
package struct DecodeRequest: Hashable, Sendable {
  /// The translation it belongs to.
  package let translation: Int
  /// The branch of that translation.
  package let branch: Int
  /// The sentence.
  package let sentence: String
  /// Whether characters are chosen or drawn, and how.
  package let origin: BranchOrigin
  /// The classes the first steps are made to choose.
  package let prefix: [Int]

  /// The steps that are asked for.
  package func sequence(by translator: Translator) -> DecodeSequence {
    guard case .draw(let temperature, let seed) = origin else {
      return translator.sequence(for: sentence, choosing: prefix)
    }
    return translator.sequence(for: sentence, choosing: prefix, temperature: temperature, seed: seed)
  }
}

/// A whole translation with its steps.
package struct Decode: Hashable, Sendable {
  /// Why a decode ended.
  package enum StopReason: String, Codable, Hashable, Sendable {
    /// The network chose LF.
    case end
    /// Td + 1 characters were out.
    case limit
  }

  /// The sentence as it was given, composed (NFC).
  package let input: String
  /// The distinct characters the network has never seen, in order; they were left out.
  package let unknown: [Unicode.Scalar]
  /// One step per character, LF's included.
  package let steps: [DecodeStep]
  /// Why it ended.
  package let stopped: StopReason

  /// A decode of `sentence` that came to an end with `steps`.
  init(_ sentence: Sentence, steps: [DecodeStep]) {
    input = sentence.text
    unknown = sentence.unknown
    self.steps = steps
    stopped = steps.last.map { $0.isEnd ? .end : .limit } ?? .end
  }

  /// Σ ln p of the characters, LF's included, in nats: the logarithm of the whole translation's probability.
  package var logProbability: Double { steps.logProbability }

  /// The same per character, so that it does not favour short translations; 0 without steps.
  package var meanLogProbability: Double { steps.meanLogProbability }

  /// The translation, without LF.
  package var output: String {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: steps.lazy.filter { !$0.isEnd }.map(\.character))
    return String(scalars)
  }
}

/// A translation without its steps.
package struct TranslatedText: Hashable, Sendable {
  /// What was translated.
  package let sentence: Sentence
  /// The translation, without LF.
  package let output: String
  /// Why it ended.
  package let stopped: Decode.StopReason
}

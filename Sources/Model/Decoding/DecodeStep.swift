import Essentials

/// One character of a decode, with everything the network weighed for it.
package struct DecodeStep: Hashable, Sendable {
  /// A character that could have come, and its probability.
  package struct Candidate: Hashable, Sendable {
    /// Its index in the target vocabulary.
    package let index: Int
    /// The character.
    package let character: Unicode.Scalar
    /// p, 0 to 1.
    package let probability: Float
  }

  /// The chosen character's index in the target vocabulary.
  package let index: Int
  /// The target vocabulary.
  package let vocabulary: Vocabulary
  /// p of every character, in the vocabulary's order; they sum to 1.
  package let probabilities: [Float]
  /// The decoder's state after reading the character before.
  package let state: LSTMState
  /// The share of each of the source's known characters in what the decoder attended to, [S]; they sum to 1. Nil without
  /// attention.
  package let attention: [Float]?

  /// The same step with another character chosen.
  func choosing(_ index: Int) -> DecodeStep {
    DecodeStep(
      index: index, vocabulary: vocabulary, probabilities: probabilities, state: state, attention: attention)
  }

  /// The chosen character.
  package var character: Unicode.Scalar { vocabulary[index] }

  /// The chosen character's p.
  package var probability: Float { probabilities[index] }

  /// ln p of the chosen character, in nats; −∞ where p is 0 in float32.
  package var logProbability: Double { log(Double(probability)) }

  /// Whether the character is LF, which ends a translation.
  package var isEnd: Bool { character == "\n" }

  /// −Σ p·log₂ p: 0 where the network is certain, log₂ V where it knows nothing.
  package var entropyBits: Double {
    probabilities.reduce(0) { sum, p in p == 0 ? sum : sum - Double(p) * log2(Double(p)) }
  }

  /// The `count` likeliest characters, likeliest first; of equals the first in the vocabulary.
  package func top(_ count: Int) -> [Candidate] {
    probabilities.indicesOfGreatest(count).map {
      Candidate(index: $0, character: vocabulary[$0], probability: probabilities[$0])
    }
  }

  /// The probability of all characters but the `count` likeliest.
  package func rest(afterTop count: Int) -> Double {
    probabilities.sorted(by: >).dropFirst(max(0, count)).reduce(0) { $0 + Double($1) }
  }

  /// How many characters are likelier than the one at `index`, plus one.
  package func rank(of index: Int) -> Int { 1 + probabilities.count { $0 > probabilities[index] } }
}

extension DecodeStep {
  /// P(end): p of LF, 0 where the network cannot write it.
  package var endProbability: Double { vocabulary.index(of: "\n").map { Double(probabilities[$0]) } ?? 0 }

  /// ln p of the character at `index`, in nats; −∞ where p is 0 in float32.
  package func logProbability(of index: Int) -> Double { log(Double(probabilities[index])) }
}

extension Collection where Element == DecodeStep {
  /// Σ ln p of the characters, in nats: the logarithm of the probability of all of them together.
  package var logProbability: Double { reduce(0) { $0 + $1.logProbability } }

  /// The same per character, so that it does not favour short texts; 0 without steps.
  package var meanLogProbability: Double { isEmpty ? 0 : logProbability / Double(count) }
}

extension Array where Element: Comparable {
  /// The indices of the `count` greatest elements, greatest first; of equals the first.
  func indicesOfGreatest(_ count: Int) -> [Int] {
    Array<Int>(indices.sorted { self[$0] > self[$1] }.prefix(Swift.max(0, count)))
  }
}

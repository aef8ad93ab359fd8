import Model

/// A translation that a beam search found, without the probabilities of its steps.
package struct Hypothesis: Hashable, Sendable {
  /// The classes of its characters, LF's included.
  package let indices: [Int]
  /// Its characters, LF included.
  package let scalars: [Unicode.Scalar]
  /// Σ ln p of the characters, in nats.
  package let logProbability: Double
  /// The same per character.
  package let meanLogProbability: Double

  /// The hypothesis that some steps make.
  package init(_ steps: [DecodeStep]) {
    indices = steps.map(\.index)
    scalars = steps.map(\.character)
    logProbability = steps.logProbability
    meanLogProbability = steps.meanLogProbability
  }

  /// The first step, from 0, at which it leaves another; `nil` where they are the same.
  package func firstDifference(from other: Hypothesis) -> Int? {
    let common = zip(scalars, other.scalars).prefix { $0 == $1 }.count
    return common == max(scalars.count, other.scalars.count) ? nil : common
  }
}

/// How well a network does on some of the pairs; without pairs every number is NaN.
package struct EvaluationPart: Hashable, Sendable {
  /// How many pairs there are.
  package let pairCount: Int
  /// How many of them hold characters or lengths the network has no room for, and so no loss.
  package let misfitCount: Int
  /// Keras's loss and accuracy and the same over real characters, of the pairs that fit; the weights stay as they are.
  package let metrics: EpochMetrics
  /// The share of pairs whose output is a translation that the data gives for the sentence.
  package let exactMatch: Double
  /// chrF of all outputs together, 0 to 100.
  package let chrF: Double
  /// Edits per character of the closest references, over all outputs together.
  package let characterErrorRate: Double
  /// The share of outputs that the network ended itself.
  package let endedShare: Double
  /// The pairs' distinct sentences, best first: by chrF, then by character error rate, then in the data's order.
  package let sentences: [SentenceScore]

  /// Sums up one score per pair, and what the pairs that fit lost.
  init(_ scores: [SentenceScore], losses: MetricSums, misfitCount: Int) {
    let count = Double(scores.count)
    pairCount = scores.count
    self.misfitCount = misfitCount
    metrics = losses.metrics
    exactMatch = Double(scores.count(where: \.isExact)) / count
    chrF = scores.isEmpty ? .nan : scores.reduce(into: CharacterFScore()) { $0 += $1.characterF }.value
    characterErrorRate =
      Double(scores.reduce(0) { $0 + $1.edits }) / Double(scores.reduce(0) { $0 + $1.referenceLength })
    endedShare = Double(scores.count(where: \.hasEnded)) / count
    var seen: Set<String> = []
    sentences = scores.filter { seen.insert($0.english).inserted }.enumerated()
      .map { (rank: (-$1.chrF, $1.characterErrorRate, $0), score: $1) }
      .sorted { $0.rank < $1.rank }.map(\.score)
  }

  /// Up to `count` of the best sentences, best first.
  package func best(_ count: Int) -> ArraySlice<SentenceScore> {
    sentences.prefix(min(count, (sentences.count + 1) / 2))
  }

  /// Up to `count` of the worst sentences, worst first; none of them is among the best.
  package func worst(_ count: Int) -> ReversedCollection<ArraySlice<SentenceScore>> {
    sentences.suffix(min(count, sentences.count / 2)).reversed()
  }
}

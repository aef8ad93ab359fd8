/// How well a network translates the pairs of some data: those it trains on, and those held out.
///
/// The data is split as training splits it. Held-out pairs whose English also occurs in training leak: the network has
/// been taught the sentence, if not this translation. They are also counted apart from the unseen ones.
package struct Evaluation: Hashable, Sendable {
  private let parts: [EvaluationPart]
  /// What the data holds that the network has no room for, one phrase each; such pairs are translated but have no loss.
  package let misfits: [String]
  /// Whether the held-out pairs lose what training recorded for its own; nil where it recorded nothing of these weights.
  package let isDataOfTraining: Bool?
  /// How the sentences were translated; nil for greedily.
  package let beam: BeamSearch?

  /// How many sentences each thread translates between two looks at `proceed`.
  private static let sentencesPerThread = 128

  /// How far the same loss may differ between machines, relatively; other data differs by far more.
  private static let lossTolerance = 1e-3

  /// Evaluates the network of `checkpoint` on `pairs`, on this thread and others; it translates by `beam`, or greedily.
  ///
  /// `proceed` is told the share of the work that is done, 0 to 1, and answers false to stop; then there is no result.
  package init?(
    _ checkpoint: Checkpoint, pairs: [SentencePair], by beam: BeamSearch? = nil, threads: Int,
    proceed: (Double) -> Bool = { _ in true }
  ) {
    let split = EvaluationSplit(pairs, checkpoint.hyperparameters)
    let index = SentenceIndex(pairs)
    // A held-out pair has its loss computed twice: among all, so that the sum is the training session's, and apart.
    let work = Double(pairs.count + split[.heldOut].count + index.sentences.count)
    var done = 0
    func advance(_ count: Int) -> Bool {
      done += count
      return proceed(min(1, Double(done) / work))
    }

    let losses = PairLosses(checkpoint, pairs: pairs, threads: threads)
    let translator = Translator(checkpoint.network)
    var sums: [MetricSums] = []
    for part in EvaluatedPart.allCases {
      guard let sum = losses.sums(of: split[part], proceed: advance) else { return nil }
      sums.append(sum)
    }
    guard let scores = Self.scores(index, translator, by: beam, threads: threads, proceed: advance) else { return nil }
    parts = EvaluatedPart.allCases.map { part in
      EvaluationPart(
        split[part].compactMap { scores[pairs[$0].english] }, losses: sums[part.rawValue],
        misfitCount: split[part].count { !losses.has($0) })
    }
    misfits = losses.misfits
    self.beam = beam
    let heldOutLoss = parts[EvaluatedPart.heldOut.rawValue].metrics.loss
    isDataOfTraining = checkpoint.recordedValidationLoss.map {
      abs($0 - heldOutLoss) <= Self.lossTolerance * abs($0)
    }
  }

  /// A part of it.
  package subscript(part: EvaluatedPart) -> EvaluationPart { parts[part.rawValue] }

  /// The score of each sentence, or nil if `proceed`, called with numbers of sentences, asks to stop.
  private static func scores(
    _ index: SentenceIndex, _ translator: Translator, by beam: BeamSearch?, threads: Int, proceed: (Int) -> Bool
  ) -> [String: SentenceScore]? {
    var scores: [String: SentenceScore] = [:]
    // A wide beam takes as long for one sentence as greedy decoding for many.
    let size = max(1, sentencesPerThread / (beam?.width ?? 1)) * max(1, threads)
    for first in stride(from: 0, to: index.sentences.count, by: size) {
      let sentences = Array(index.sentences[first..<min(first + size, index.sentences.count)])
      for (english, translation) in zip(sentences, translator.translate(sentences, by: beam, threads: threads)) {
        scores[english] = SentenceScore(translation, references: index.references(for: english))
      }
      guard proceed(sentences.count) else { return nil }
    }
    return scores
  }
}

extension Checkpoint {
  /// The loss of the held-out pairs that training recorded for these very weights, or nil if they have moved since.
  package var recordedValidationLoss: Double? {
    state.batch == 0 ? state.history.last?.validation.map(\.loss) : nil
  }
}

/// How well a network does on some of the pairs; without pairs every number is NaN.
package struct EvaluationPart: Hashable, Sendable {
  /// How many pairs there are.
  package let pairCount: Int
  /// How many of them hold characters or lengths the network has no room for, and so no loss.
  package let misfitCount: Int
  /// Keras's loss and accuracy and the same over real characters, of the pairs that fit; the weights stay as they are.
  package let metrics: Metrics
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

/// How well a network translates the pairs of some data: those it trains on, and those held out.
///
/// The data is split as training splits it. Held-out pairs whose English also occurs in training leak: the network has
/// been taught the sentence, if not this translation. They are also counted apart from the unseen ones.
package struct Evaluation: Hashable, Sendable {
  /// The pairs trained on: the first.
  package let training: EvaluationPart
  /// The pairs held out: the last.
  package let heldOut: EvaluationPart
  /// The held-out pairs whose English also occurs in training.
  package let leaked: EvaluationPart
  /// The other held-out pairs.
  package let unseen: EvaluationPart
  /// What the data holds that the network has no room for, one phrase each; such pairs are translated but have no loss.
  package let misfits: [String]
  /// Whether the held-out pairs lose what training recorded for its own; nil where it recorded nothing of these weights.
  package let isDataOfTraining: Bool?

  /// How many sentences each thread translates between two looks at `proceed`.
  private static let sentencesPerThread = 128

  /// How far the same loss may differ between machines, relatively; other data differs by far more.
  private static let lossTolerance = 1e-3

  /// Evaluates the network of `checkpoint` on `pairs`, on this thread and others.
  ///
  /// `proceed` is told the share of the work that is done, 0 to 1, and answers false to stop; then there is no result.
  package init?(
    _ checkpoint: Checkpoint, pairs: [SentencePair], threads: Int, proceed: (Double) -> Bool = { _ in true }
  ) {
    let split = EvaluationSplit(pairs, validationSplit: checkpoint.hyperparameters.validationSplit)
    let index = SentenceIndex(pairs)
    // A held-out pair has its loss computed twice: among all, so that the sum is the training session's, and apart.
    let work = Double(pairs.count + split.heldOut.count + index.sentences.count)
    var done = 0
    func advance(_ count: Int) -> Bool {
      done += count
      return proceed(min(1, Double(done) / work))
    }

    let losses = PairLosses(checkpoint, pairs: pairs, threads: threads)
    let translator = Translator(checkpoint.network)
    guard let training = losses.sums(of: split.training, proceed: advance),
      let heldOut = losses.sums(of: split.heldOut, proceed: advance),
      let leaked = losses.sums(of: split.leaked, proceed: advance),
      let unseen = losses.sums(of: split.unseen, proceed: advance),
      let scores = Self.scores(index, translator, threads: threads, proceed: advance)
    else { return nil }

    func part(_ members: [Int], _ sums: MetricSums) -> EvaluationPart {
      EvaluationPart(
        members.compactMap { scores[pairs[$0].english] }, losses: sums,
        misfitCount: members.count { !losses.has($0) })
    }
    self.training = part(split.training, training)
    self.heldOut = part(split.heldOut, heldOut)
    self.leaked = part(split.leaked, leaked)
    self.unseen = part(split.unseen, unseen)
    misfits = losses.misfits
    isDataOfTraining = checkpoint.recordedValidationLoss.map {
      abs($0 - heldOut.metrics.loss) <= Self.lossTolerance * abs($0)
    }
  }

  /// The score of each sentence, or nil if `proceed`, called with numbers of sentences, asks to stop.
  private static func scores(
    _ index: SentenceIndex, _ translator: Translator, threads: Int, proceed: (Int) -> Bool
  ) -> [String: SentenceScore]? {
    var scores: [String: SentenceScore] = [:]
    let size = sentencesPerThread * max(1, threads)
    for first in stride(from: 0, to: index.sentences.count, by: size) {
      let sentences = Array(index.sentences[first..<min(first + size, index.sentences.count)])
      for (english, translation) in zip(sentences, translator.translate(sentences, threads: threads)) {
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

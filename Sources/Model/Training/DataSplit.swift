/// Which of some pairs are trained on, and which are held out; a pair is its place among them.
package struct DataSplit: Hashable, Sendable {
  /// Those trained on, in their order.
  package let training: [Int]
  /// The others, in their order.
  package let heldOut: [Int]

  /// The batches of an epoch, of so many pairs each; the last may be smaller.
  package func batches(of size: Int) -> Int { (training.count + size - 1) / size }

  /// Splits pairs as the hyperparameters say.
  ///
  /// - Throws: `TrainingError.noTrainingPairs` if none are left to train on.
  package init(_ pairs: [SentencePair], _ hyperparameters: Hyperparameters) throws(TrainingError) {
    let share = hyperparameters.validationSplit
    switch hyperparameters.split {
    case .last:
      let count = try Self.trainingCount(of: pairs.count, validationSplit: share)
      (training, heldOut) = (Array(0..<count), Array(count..<pairs.count))
    case .sentence:
      let order = Self.order(of: pairs, seed: hyperparameters.seed)
      guard let count = try? Self.trainingCount(of: order.count, validationSplit: share) else {
        throw .noTrainingPairs(pairs: pairs.count, split: share)
      }
      let kept = Set(order.prefix(count))
      training = pairs.indices.filter { kept.contains(pairs[$0].english) }
      heldOut = pairs.indices.filter { !kept.contains(pairs[$0].english) }
    }
  }

  /// How many of `count` pairs, or sentences, are trained on: ⌊count · (1 − split)⌋.
  ///
  /// - Throws: `TrainingError.noTrainingPairs` if there are none.
  package static func trainingCount(of count: Int, validationSplit: Double) throws(TrainingError) -> Int {
    let trained = Int((Double(count) * (1 - validationSplit)).rounded(.down))
    guard trained > 0 else { throw .noTrainingPairs(pairs: count, split: validationSplit) }
    return trained
  }

  /// The distinct English sentences in an order drawn by the seed.
  ///
  /// Each has its own number, whatever stands beside it: with more data most of those held out remain so.
  private static func order(of pairs: [SentencePair], seed: UInt64) -> [String] {
    let start = RandomGenerator(seed: seed).state
    return SentenceIndex(pairs).sentences.enumerated()
      .map { place, sentence in
        let hash = sentence.utf8.reduce(start) { RandomGenerator(seed: $0 ^ UInt64($1)).state }
        return (hash: hash, place: place, sentence: sentence)
      }
      .sorted { ($0.hash, $0.place) < ($1.hash, $1.place) }.map(\.sentence)
  }
}

extension Hyperparameters {
  /// Those of some pairs that a network is trained on: some of the sample.
  package func trainedPairs(of pairs: [SentencePair]) -> ArraySlice<SentencePair> {
    let sample = Array(sample(of: pairs))
    return ((try? DataSplit(sample, self))?.training ?? []).map { sample[$0] }[...]
  }
}

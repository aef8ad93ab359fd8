/// A point of a training run.
package struct TrainingPoint: Hashable, Sendable {
  /// Complete epochs.
  package let epoch: Int
  /// Batches done of the next.
  package let batch: Int

  /// The point after so many epochs and batches.
  package init(epoch: Int, batch: Int) {
    self.epoch = epoch
    self.batch = batch
  }
}

extension TrainingState {
  /// The point that the weights have come to.
  package var point: TrainingPoint { TrainingPoint(epoch: epoch, batch: batch) }
}

/// How far a training run has come: everything but the weights and the optimizer's slots that continuing it needs.
package struct TrainingState: Hashable, Sendable {
  /// Complete epochs.
  package var epoch = 0
  /// Batches done of the next epoch.
  package var batch = 0
  /// What those batches summed.
  package var partial = MetricSums()
  /// Weight updates since the start.
  package var iterations = 0
  /// Threads of the last run: the same number gives the same bits.
  package var threads = 0
  /// The generator before the current epoch's shuffle; nil is one made from the seed.
  package var generator: RandomGenerator?
  /// A record per complete epoch.
  package var history: [EpochRecord] = []

  /// A fresh start.
  package init() {}

  /// The record of the epoch with the least loss on held-out pairs.
  package var best: EpochRecord? { history.best }
}

extension [EpochRecord] {
  /// The record of the epoch with the least loss on held-out pairs; of equals the first.
  package var best: EpochRecord? {
    filter { $0.validation?.loss.isFinite ?? false }.min {
      ($0.validation?.loss ?? .infinity) < ($1.validation?.loss ?? .infinity)
    }
  }
}

extension TrainingState: Codable {
  /// No count in a file is greater: sums of a few of them must not overflow.
  private static let greatestCount = 1_000_000_000_000

  private enum CodingKeys: String, CodingKey {
    case epoch, batch, partial, iterations, threads, history
    case randomState = "random_state"
  }

  /// Reads what is there; what is missing is a fresh start's.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    epoch = try values.decodeIfPresent(Int.self, forKey: .epoch) ?? 0
    batch = try values.decodeIfPresent(Int.self, forKey: .batch) ?? 0
    partial = try values.decodeIfPresent(MetricSums.self, forKey: .partial) ?? MetricSums()
    iterations = try values.decodeIfPresent(Int.self, forKey: .iterations) ?? 0
    threads = try values.decodeIfPresent(Int.self, forKey: .threads) ?? 0
    history = try values.decodeIfPresent([EpochRecord].self, forKey: .history) ?? []
    if let text = try values.decodeIfPresent(String.self, forKey: .randomState) {
      guard let state = UInt64(text) else {
        throw DecodingError.dataCorruptedError(
          forKey: .randomState, in: values,
          debugDescription: "random_state \(text.debugDescription) is no 64-bit number")
      }
      generator = RandomGenerator(state: state)
    }
    let counts: [(CodingKeys, Int)] =
      [(.epoch, epoch), (.batch, batch), (.iterations, iterations), (.threads, threads)]
      + [partial.positions, partial.hits, partial.characters, partial.characterHits].map { (.partial, $0) }
      + history.map { (.history, $0.epoch) }
    if let (key, count) = counts.first(where: { !(0...Self.greatestCount).contains($0.1) }) {
      throw DecodingError.dataCorruptedError(forKey: key, in: values, debugDescription: "a count of \(count)")
    }
    guard zip(history, history.dropFirst()).allSatisfy({ $0.epoch < $1.epoch }) else {
      throw DecodingError.dataCorruptedError(forKey: .history, in: values, debugDescription: "epochs out of order")
    }
  }

  /// Writes every key of the checkpoint format.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(epoch, forKey: .epoch)
    try values.encode(batch, forKey: .batch)
    try values.encode(partial, forKey: .partial)
    try values.encode(iterations, forKey: .iterations)
    try values.encode(threads, forKey: .threads)
    try values.encodeIfPresent(generator.map { String($0.state) }, forKey: .randomState)
    try values.encode(history, forKey: .history)
  }
}

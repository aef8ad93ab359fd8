import Dispatch
import Kernels

/// The training loop: synchronous, and deterministic for a seed, a number of threads and a machine.
package final class Trainer {
  /// What the loop reports, between two batches.
  package enum Event {
    /// A batch is done.
    case batch(BatchRecord)
    /// Some of the held-out pairs are done.
    case validation
    /// An epoch is done, validation included.
    case epoch(EpochRecord)
  }

  /// The hyperparameters in force; the learning rate and the epochs may be changed between two batches.
  package var hyperparameters: Hyperparameters
  /// How far training has come.
  package private(set) var state: TrainingState
  /// Which pairs are trained on, and which are held out.
  package let split: DataSplit

  private let dataset: Dataset
  private let metadata: [String: String]
  private let parallel: ParallelNetwork
  private let clock: () -> Double

  /// A trainer that continues `checkpoint` on `dataset`, whose vocabularies and lengths must be the checkpoint's.
  ///
  /// - Throws: `TrainingError` if the validation split leaves nothing to train on, or the run has come as far as runs can.
  package convenience init(_ checkpoint: Checkpoint, dataset: Dataset, threads: Int) throws(TrainingError) {
    try self.init(checkpoint, dataset: dataset, threads: threads, kernels: .best)
  }

  /// The same with given kernels, so that tests can run every set, and a clock that tells seconds.
  package init(
    _ checkpoint: Checkpoint, dataset: Dataset, threads: Int, kernels: Kernels,
    clock: @escaping () -> Double = Trainer.monotonicSeconds, interruption: Interruption = Interruption()
  ) throws(TrainingError) {
    precondition(
      dataset.isEncoded(for: checkpoint.network.configuration),
      "the dataset has other vocabularies or lengths than the network")
    hyperparameters = checkpoint.hyperparameters
    split = try Self.split(of: checkpoint, dataset)
    self.dataset = dataset
    self.clock = clock
    metadata = checkpoint.metadata
    let batchSize = min(hyperparameters.batchSize, dataset.count)
    state = checkpoint.state
    state.threads = max(1, min(threads, batchSize))
    parallel = ParallelNetwork(
      checkpoint, dataset: dataset, batchSize: batchSize, threads: state.threads, kernels: kernels,
      interruption: interruption)
  }

  /// The system's monotonic time, in seconds.
  package static func monotonicSeconds() -> Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }

  /// Which pairs of `dataset` are trained on if `checkpoint` is continued.
  ///
  /// - Throws: `TrainingError` if it cannot be.
  static func split(of checkpoint: Checkpoint, _ dataset: Dataset) throws(TrainingError) -> DataSplit {
    let count = checkpoint.state.highestCount
    guard count <= TrainingState.greatestCount else { throw .exhausted(count: count) }
    return try DataSplit(dataset.pairs, checkpoint.hyperparameters)
  }

  /// The batches of an epoch if `checkpoint` is continued on `dataset`.
  ///
  /// - Throws: `TrainingError` if it cannot be.
  static func batchesPerEpoch(of checkpoint: Checkpoint, _ dataset: Dataset) throws(TrainingError) -> Int {
    try split(of: checkpoint, dataset).batches(of: checkpoint.hyperparameters.batchSize)
  }

  /// Batches in an epoch; the last may be smaller.
  package var batchesPerEpoch: Int { split.batches(of: hyperparameters.batchSize) }

  /// Marks what is done to the run after the last batch.
  @discardableResult
  package func mark(_ kind: RunMark.Kind) -> RunMark {
    let mark = RunMark(kind, at: state.point, batchesPerEpoch: batchesPerEpoch)
    state.marks.add(mark)
    return mark
  }

  /// Trains until `hyperparameters.epochs` epochs are complete, or until `proceed` answers an event with false.
  ///
  /// An interruption ends it too; the batch under way then counts as not begun.
  package func train(proceed: (Event) -> Bool) {
    while state.epoch < hyperparameters.epochs {
      var generator = state.generator ?? RandomGenerator(seed: hyperparameters.seed)
      let pairs = split.training
      let order = hyperparameters.shuffle ? generator.permutation(pairs.count).map { pairs[$0] } : pairs
      while state.batch < batchesPerEpoch {
        let start = state.batch * hyperparameters.batchSize
        let samples = Array(order[start..<min(start + hyperparameters.batchSize, order.count)])
        guard let record = step(samples), proceed(.batch(record)) else { return }
      }
      guard let validation = validate(proceed: { proceed(.validation) }) else { return }
      let record = epochRecord(validation)
      state.history.append(record)
      state.epoch += 1
      state.batch = 0
      state.partial = MetricSums()
      state.generator = generator
      guard proceed(.epoch(record)) else { return }
    }
  }

  /// Everything that continuing needs.
  package func checkpoint() -> Checkpoint {
    Checkpoint(
      network: network(), hyperparameters: hyperparameters, slots: parallel.slots(), state: state, metadata: metadata)
  }

  /// A copy of the network as it is between two batches.
  package func network() -> Network {
    Network(configuration: parallel.configuration, parameters: parallel.parameters())
  }

  /// The gradient of the mean loss over a batch of pairs as the next update would see them, and their metrics; the weights
  /// stay as they are.
  ///
  /// After an interruption there are none.
  package func gradient(of samples: Range<Int>) -> (gradient: Parameters, sums: MetricSums) {
    precondition(samples.count <= hyperparameters.batchSize, "\(samples.count) pairs exceed a batch")
    let sums = parallel.propagate(Array(samples), learning: true, dropout: dropout) ?? MetricSums()
    return (parallel.gradient(samples: samples.count), sums)
  }

  /// The seconds that all threads together have spent in a phase.
  package func seconds(in phase: Phase) -> Double { parallel.seconds(in: phase) }

  /// What the next update does not see.
  private var dropout: CharacterDropout? { CharacterDropout(hyperparameters, iterations: state.iterations) }

  /// One batch: forward, backward and one step of the optimizer.
  private func step(_ samples: [Int]) -> BatchRecord? {
    let start = clock()
    guard var sums = parallel.propagate(samples, learning: true, dropout: dropout) else { return nil }
    parallel.update(samples: samples.count, hyperparameters: hyperparameters, iterations: state.iterations)
    sums.seconds = clock() - start
    state.iterations += 1
    state.batch += 1
    state.partial += sums
    return BatchRecord(epoch: state.epoch + 1, batch: state.batch, metrics: sums.metrics, seconds: sums.seconds)
  }

  /// The metrics of the held-out pairs, or nil if `proceed` asks to stop.
  private func validate(proceed: () -> Bool) -> MetricSums? {
    parallel.evaluate(
      split.heldOut, batchSize: hyperparameters.batchSize, clock: clock, proceed: { _ in proceed() })
  }

  private func epochRecord(_ validation: MetricSums) -> EpochRecord {
    EpochRecord(
      epoch: state.epoch + 1, training: state.partial.metrics,
      validation: validation.positions > 0 ? validation.metrics : nil,
      learningRate: RMSprop.learningRate(hyperparameters, iterations: max(0, state.iterations - 1)),
      seconds: state.partial.seconds + validation.seconds)
  }
}

/// Why training cannot start or go on.
package enum TrainingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The validation split leaves nothing to train on.
  case noTrainingPairs(pairs: Int, split: Double)
  /// The run to be continued counts epochs, batches, or positions that no run has come to.
  case exhausted(count: Int)

  /// What was found, what was expected, and what to do.
  package var description: String {
    switch self {
    case .noTrainingPairs(let pairs, let split):
      return """
        \(pairs) \(pairs == 1 ? "pair" : "pairs") with a validation split of \(split) leave none to train on; expected at \
        least one. Lower the validation split, or give more data.
        """
    case .exhausted(let count):
      return """
        the checkpoint to continue has a count of \(count); expected at most \(TrainingState.greatestCount). Continue an \
        earlier one, or train a new network.
        """
    }
  }
}

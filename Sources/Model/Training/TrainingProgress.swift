/// What a training session is doing.
package enum TrainingPhase: Hashable, Sendable {
  /// Not yet started.
  case ready
  /// The loop runs.
  case running
  /// The loop waits between two batches.
  case paused
  /// The loop was stopped before its last epoch.
  case stopped
  /// The last epoch is done.
  case finished
}

/// A training session at a glance: a copy that nobody changes.
package struct TrainingProgress: Hashable, Sendable {
  /// What the session is doing.
  package var phase = TrainingPhase.ready
  /// The epoch under way, from 1; after the last, that one.
  package var epoch = 1
  /// The epoch to reach.
  package var epochs: Int
  /// Batches done of the epoch under way.
  package var batch = 0
  /// Batches in an epoch.
  package var batchesPerEpoch: Int
  /// Means over the epoch under way, or nil before its first batch.
  package var running: Metrics?
  /// Whether the held-out pairs are being run.
  package var isValidating = false
  /// A record per complete epoch, earlier sessions' included.
  package var history: [EpochRecord]
  /// What was done to the run, earlier sessions' included, in the order of its batches.
  package var marks: [RunMark] = []
  /// How many batch records this session has.
  package var batchCount = 0
  /// The epoch with the least loss on held-out pairs.
  package var best: EpochRecord?
  /// The last epoch and batch saved, or nil before the first save of this session.
  package var saved: TrainingPoint?
  /// Why the last save failed, or nil.
  package var saveFailure: String?
  /// The learning rate in force, before decay.
  package var learningRate: Double
  /// Pairs trained on per second, lately.
  package var samplesPerSecond: Double?
  /// The share of this machine's processors that the program keeps busy, lately, from 0 to 1.
  package var processorShare: Double?
  /// Seconds a whole epoch takes, validation included.
  package var secondsPerEpoch: Double?
  /// Seconds until the last epoch is done; pauses and stops are not counted in.
  package var secondsRemaining: Double?

  /// The progress of a session about to start.
  init(_ state: TrainingState, hyperparameters: Hyperparameters, batchesPerEpoch: Int) {
    epochs = hyperparameters.epochs
    learningRate = hyperparameters.learningRate
    self.batchesPerEpoch = batchesPerEpoch
    history = state.history
    marks = state.marks
    best = state.best
    advance(to: state)
  }

  /// What is known of a training to epoch `epochs` before anything is said of the epoch under way.
  init(epochs: Int, history: [EpochRecord], best: EpochRecord?) {
    self.epochs = epochs
    self.history = history
    self.best = best
    marks = []
    batchesPerEpoch = 1
    learningRate = .nan
  }

  /// The point that the weights have come to.
  package var point: TrainingPoint {
    // Behind the last batch the epoch is as good as complete, whether its record is there yet or not.
    batch == batchesPerEpoch ? TrainingPoint(epoch: epoch, batch: 0) : TrainingPoint(epoch: epoch - 1, batch: batch)
  }

  /// How much of the whole run is done, from 0 to 1, the epochs of earlier sessions included.
  package var share: Double {
    let done = Double(epoch - 1) + Double(batch) / Double(max(1, batchesPerEpoch))
    return epochs > 0 ? min(1, done / Double(epochs)) : 1
  }

  /// Takes over how far training has come.
  mutating func advance(to state: TrainingState) {
    epoch = min(state.epoch + 1, max(epochs, 1))
    batch = state.epoch >= epochs ? batchesPerEpoch : state.batch
    running = state.partial.positions > 0 ? state.partial.metrics : nil
  }
}

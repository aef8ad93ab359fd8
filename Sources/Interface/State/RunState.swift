import Model

/// The training run as the screen knows it.
package struct RunState: Sendable {
  /// What the session last published; `nil` before there is one.
  package var progress: TrainingProgress?
  /// The epochs a checkpoint remembers, shown until a session publishes its own.
  package let remembered: [EpochRecord]
  private let rememberedBest: EpochRecord?
  /// Every batch of this session.
  package var batches = BatchCurves()
  /// The start that waits for its pairs to be read.
  package var loading: CorpusRequest?
  /// The data in use: trained on now, the last time, or as soon as training starts.
  package var data: CorpusLocation
  /// Where the training saves.
  package var outputPath: String?
  /// The epochs to train for.
  package var epochs: Int

  /// Nothing trained, or what a checkpoint remembers.
  package init(
    _ state: TrainingState = TrainingState(), data: CorpusLocation = .embedded, outputPath: String? = nil,
    epochs: Int = 100
  ) {
    remembered = state.history
    rememberedBest = state.best
    self.data = data
    self.outputPath = outputPath
    self.epochs = epochs
  }

  /// What a checkpoint remembers, to be trained further as another run would be.
  package init(_ state: TrainingState, like other: RunState) {
    self.init(state, data: other.data, outputPath: other.outputPath, epochs: other.epochs)
  }

  /// The complete epochs, oldest first.
  package var history: [EpochRecord] { progress?.history ?? remembered }

  /// Whether batches are being computed or wait to be.
  package var isActive: Bool {
    switch progress?.phase {
    case .running, .paused: true
    default: false
    }
  }

  /// Whether there is something to train further.
  package var canResume: Bool { !history.isEmpty || (progress?.batchCount ?? 0) > 0 }

  /// The epoch a resumed run would reach: the one asked for, or as many again once that is reached.
  package var resumedEpochs: Int {
    let done = history.last?.epoch ?? 0
    return done < epochs ? epochs : min(done, 1_000_000) + epochs
  }

  /// The epoch with the least loss on held-out pairs.
  package var best: EpochRecord? { progress?.best ?? rememberedBest }

  /// The first step whose loss was not a number: an epoch and, where known, a batch.
  package var firstNaN: (epoch: Int, batch: Int?)? {
    if let batch = batches.firstNaN { return (batch.epoch, batch.batch) }
    return history.first { !$0.training.loss.isFinite }.map { ($0.epoch, nil) }
  }
}

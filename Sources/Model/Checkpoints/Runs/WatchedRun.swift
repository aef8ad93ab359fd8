/// A run as far as its files tell: the curves of its log, and the network that it saves.
package struct WatchedRun: Hashable, Sendable {
  /// The run at a glance.
  ///
  /// Whenever its `saved` is another, the network at its `checkpoint` is another: time to translate pinned sentences anew.
  package let run: ListedRun
  /// A record per epoch, in ascending order.
  package let history: [EpochRecord]
  /// The batches, as far as they are logged.
  package let batches: [BatchRecord]
  /// The newest batch, with where the training goes to; `nil` where none is logged.
  package let lastBatch: LoggedBatch?

  /// What the files of a run tell.
  package init(run: ListedRun, history: [EpochRecord], batches: [BatchRecord] = [], lastBatch: LoggedBatch? = nil) {
    self.run = run
    self.history = history
    self.batches = batches
    self.lastBatch = lastBatch
  }
}

extension TrainingProgress {
  /// The progress of a run that is watched, of which nothing can be asked but what its files tell.
  ///
  /// Its phase is that of a session: running as long as somebody trains it, or may do so still.
  package init(_ watched: WatchedRun) {
    let run = watched.run
    let last = watched.lastBatch
    let done = max(watched.history.last?.epoch ?? 0, run.point.epoch)
    self.init(epochs: run.epochs ?? max(done, 1), history: watched.history, best: run.best)
    phase = run.standing == .finished ? .finished : run.standing.isUnderWay ? .running : .stopped
    let batchesPerEpoch = run.batches ?? 1
    self.batchesPerEpoch = batchesPerEpoch
    let isUnderWay = last.map { $0.record.epoch > watched.history.last?.epoch ?? 0 } ?? false
    epoch = isUnderWay ? last?.record.epoch ?? 1 : max(1, min(done + 1, epochs))
    batch = isUnderWay ? last?.record.batch ?? 0 : run.isFinished ? batchesPerEpoch : run.point.batch
    isValidating = isUnderWay && batch == batchesPerEpoch
    batchCount = watched.batches.count
    learningRate =
      last?.learningRate ?? watched.history.last?.learningRate ?? run.hyperparameters?.learningRate ?? .nan
    if isUnderWay { running = Self.mean(of: watched.batches, epoch: epoch) ?? last?.record.metrics }
    saved = run.savedPoint
    estimate(watched)
  }

  /// Pairs per second, seconds per epoch and until the end, as the newest batches and epochs took them.
  private mutating func estimate(_ watched: WatchedRun) {
    let batches = watched.batches.suffix(20).map(\.seconds).filter { $0.isFinite }
    let ofBatch = batches.isEmpty ? nil : batches.reduce(0, +) / Double(batches.count)
    let recent = watched.history.suffix(3).map(\.seconds).filter { $0.isFinite }
    let ofEpoch =
      recent.isEmpty ? ofBatch.map { $0 * Double(batchesPerEpoch) } : recent.reduce(0, +) / Double(recent.count)
    if let ofBatch, ofBatch > 0, let size = watched.run.hyperparameters?.batchSize {
      samplesPerSecond = Double(size) / ofBatch
    }
    guard let ofEpoch, ofEpoch > 0 else { return }
    secondsPerEpoch = ofEpoch
    guard phase == .running, watched.run.epochs != nil else { return }
    let done = Double(batch) / Double(max(1, batchesPerEpoch))
    secondsRemaining = max(0, Double(epochs - epoch + 1) - done) * ofEpoch
  }

  /// The means over an epoch's batches, the last of those given; nil without any.
  private static func mean(of batches: [BatchRecord], epoch: Int) -> Metrics? {
    let start = batches.lastIndex { $0.epoch != epoch }.map { $0 + 1 } ?? 0
    let records = batches[start...]
    guard !records.isEmpty else { return nil }
    return Metrics { metric in
      records.reduce(0) { $0 + metric.value(of: $1.metrics) } / Double(records.count)
    }
  }
}

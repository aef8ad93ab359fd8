import Dispatch
import Synchronization

/// A training run on a background queue: it publishes its progress and takes commands, which it serves between two
/// batches.
package final class TrainingSession: Sendable {
  private struct Shared {
    var progress: TrainingProgress
    var pace: Pace
    var batches: [BatchRecord] = []
    var isPauseWanted = false
    var isStopWanted = false
    var isSaveWanted = false
    var learningRate: Double?
    var epochs: Int?
    var networkRequests: [@Sendable (Network) -> Void] = []
    /// The network while the loop does not run.
    var network: Network?
  }

  private let shared: Mutex<Shared>
  private let queue = DispatchQueue(label: "seq2seq.training", qos: .userInitiated)
  private let command = DispatchSemaphore(value: 0)
  private let done = DispatchGroup()
  private let interruption = Interruption()
  /// Where the session started.
  let checkpoint: Checkpoint
  private let dataset: Dataset
  private let threads: Int
  private let output: TrainingOutput
  private let lock: RunLock?
  /// Called whenever there is something new to read.
  private let onChange: @Sendable () -> Void
  private let onEpoch: (@Sendable (Int, Network) -> Void)?

  /// A session that will continue `checkpoint` on `dataset`.
  ///
  /// `onChange` is called whenever there is something new to read, on the training queue or on that of the saves; `onEpoch`
  /// after every epoch, on the training queue, with its number and a copy of the network as it was then.
  ///
  /// - Throws: `TrainingError` if the validation split leaves nothing to train on, or the run has come as far as runs can.
  package convenience init(
    _ checkpoint: Checkpoint, dataset: Dataset, threads: Int, output: TrainingOutput = TrainingOutput(),
    onChange: @escaping @Sendable () -> Void = {}, onEpoch: (@Sendable (Int, Network) -> Void)? = nil
  ) throws(TrainingError) {
    try self.init(
      checkpoint, dataset: dataset, threads: threads, output: output, lock: nil, onChange: onChange, onEpoch: onEpoch)
  }

  /// The same with the right to save in a file, which is given back behind the last save.
  init(
    _ checkpoint: Checkpoint, dataset: Dataset, threads: Int, output: TrainingOutput, lock: RunLock?,
    onChange: @escaping @Sendable () -> Void, onEpoch: (@Sendable (Int, Network) -> Void)?
  ) throws(TrainingError) {
    let hyperparameters = checkpoint.hyperparameters
    let split = try Trainer.split(of: checkpoint, dataset)
    let (count, batches) = (split.training.count, split.batches(of: hyperparameters.batchSize))
    let pace = Pace(
      batchSize: min(count, hyperparameters.batchSize), batches: batches, heldOut: dataset.count - count,
      secondsInEpoch: checkpoint.state.partial.seconds)
    let progress = TrainingProgress(checkpoint.state, hyperparameters: hyperparameters, batchesPerEpoch: batches)
    shared = Mutex(Shared(progress: progress, pace: pace, network: checkpoint.network))
    self.checkpoint = checkpoint
    self.dataset = dataset
    self.threads = threads
    self.output = output
    self.lock = lock
    self.onChange = onChange
    self.onEpoch = onEpoch
  }

  /// How far training is.
  package var progress: TrainingProgress { shared.withLock { $0.progress } }

  /// The batch records from `index` on, in the order they came.
  package func batchRecords(from index: Int) -> [BatchRecord] {
    shared.withLock { Array($0.batches.dropFirst(index)) }
  }

  /// Hands over the network after the last finished batch, on the training queue or at once; never waits.
  package func requestNetwork(_ receive: @escaping @Sendable (Network) -> Void) {
    let network: Network? = shared.withLock {
      if $0.network == nil { $0.networkRequests.append(receive) }
      return $0.network
    }
    if let network { receive(network) } else { command.signal() }
  }

  /// Starts the loop, once.
  package func start() {
    let isFirst = shared.withLock {
      guard $0.progress.phase == .ready else { return false }
      $0.progress.phase = .running
      $0.network = nil
      return true
    }
    guard isFirst else { return }
    queue.async(group: done) {
      self.onChange()
      self.run()
    }
  }

  /// Lets the loop wait after the batch under way.
  package func pause() { tell { $0.isPauseWanted = true } }

  /// Lets a waiting loop go on.
  package func resume() { tell { $0.isPauseWanted = false } }

  /// Ends the loop after the batch under way, with a save.
  package func stop() { tell { $0.isStopWanted = true } }

  /// Ends the loop now, with a save of what was before the batch under way.
  package func stopAtOnce() {
    interruption.raise()
    stop()
  }

  /// Saves after the batch under way.
  package func save() { tell { $0.isSaveWanted = true } }

  /// Changes the learning rate from the next batch on.
  package func setLearningRate(_ learningRate: Double) {
    tell {
      $0.learningRate = learningRate
      $0.progress.learningRate = learningRate
    }
  }

  /// Changes the epoch to reach; one that is passed already ends the loop after the epoch under way.
  package func setEpochs(_ epochs: Int) {
    tell {
      $0.epochs = epochs
      $0.progress.epochs = max(epochs, $0.progress.epoch)
      $0.pace.report(into: &$0.progress)
    }
  }

  /// Waits until the loop has ended, and its last save with it.
  package func waitUntilDone() { done.wait() }

  /// Waits at most `seconds`; false if the loop has not ended by then.
  package func waitUntilDone(seconds: Double) -> Bool { done.wait(timeout: .now() + seconds) == .success }

  private func tell(_ change: (inout Shared) -> Void) {
    shared.withLock { change(&$0) }
    command.signal()
  }

  private func run() {
    // `init` has checked what the trainer's own can throw.
    let clock = ActiveClock()
    guard
      let trainer = try? Trainer(
        checkpoint, dataset: dataset, threads: threads, kernels: .best, clock: { clock.seconds },
        interruption: interruption)
    else { return }
    let heading = LogHeading(
      checkpoint: output.checkpoint, data: checkpoint.data, hyperparameters: checkpoint.hyperparameters)
    let saver = RunSaver(output, heading: heading, batchesPerEpoch: progress.batchesPerEpoch) { [self] in saved($0) }
    if trainer.state.epoch > 0 || trainer.state.batch > 0 { mark(.resumed(after: nil), trainer) }
    trainer.train { event in
      publish(event, trainer, saver)
      return serve(trainer, saver)
    }
    saver.finish(at: trainer.state.point) { trainer.checkpoint() }
    lock?.release()
    let network = trainer.network()
    let requests = shared.withLock { shared in
      shared.progress.advance(to: trainer.state)
      shared.progress.isValidating = false
      shared.progress.phase = trainer.state.epoch >= trainer.hyperparameters.epochs ? .finished : .stopped
      shared.network = network
      defer { shared.networkRequests = [] }
      return shared.networkRequests
    }
    for receive in requests { receive(network) }
    onChange()
  }

  private func publish(_ event: Trainer.Event, _ trainer: Trainer, _ saver: RunSaver) {
    let isBest = shared.withLock { shared in
      var isBest = false
      shared.progress.advance(to: trainer.state)
      shared.progress.isValidating = trainer.state.batch == shared.progress.batchesPerEpoch
      switch event {
      case .batch(let record):
        shared.batches.append(record)
        shared.progress.batchCount = shared.batches.count
        shared.pace.add(record)
      case .validation: break
      case .epoch(let record):
        shared.progress.history.append(record)
        isBest = record.isBetter(than: shared.progress.best)
        if isBest { shared.progress.best = record }
        shared.pace.add(record)
      }
      shared.pace.report(into: &shared.progress)
      return isBest
    }
    if case .batch(let record) = event {
      saver.batchEnded(record, trainer.hyperparameters, iterations: trainer.state.iterations)
    }
    if case .epoch(let record) = event {
      saver.epochEnded(trainer.state.history, isBest: isBest) { trainer.checkpoint() }
      onEpoch?(record.epoch, trainer.network())
    }
    onChange()
  }

  /// Serves the commands; false ends the loop.
  private func serve(_ trainer: Trainer, _ saver: RunSaver) -> Bool {
    var pauseStart: Double?
    while true {
      let wanted = shared.withLock { shared in
        defer {
          shared.isSaveWanted = false
          shared.learningRate = nil
          shared.epochs = nil
          shared.networkRequests = []
        }
        return (
          pause: shared.isPauseWanted, stop: shared.isStopWanted, save: shared.isSaveWanted,
          learningRate: shared.learningRate, epochs: shared.epochs, requests: shared.networkRequests
        )
      }
      if let epochs = wanted.epochs { trainer.hyperparameters.epochs = epochs }
      if let learningRate = wanted.learningRate { setLearningRate(learningRate, trainer) }
      if !wanted.requests.isEmpty {
        let network = trainer.network()
        for receive in wanted.requests { receive(network) }
      }
      if wanted.pause, pauseStart == nil, !wanted.stop {
        mark(.paused, trainer)
        pauseStart = Trainer.monotonicSeconds()
      }
      if wanted.save && !wanted.stop { saver.save(trainer.checkpoint()) }
      if wanted.stop { return false }
      if !wanted.pause, let start = pauseStart {
        mark(.resumed(after: (Trainer.monotonicSeconds() - start).rounded()), trainer)
      }
      setPhase(wanted.pause ? .paused : .running)
      if !wanted.pause { return true }
      saver.flushLog()
      command.wait()
    }
  }

  private func setPhase(_ phase: TrainingPhase) {
    let hasChanged = shared.withLock { shared in
      defer { shared.progress.phase = phase }
      return shared.progress.phase != phase
    }
    if hasChanged { onChange() }
  }

  private func setLearningRate(_ rate: Double, _ trainer: Trainer) {
    let before = trainer.hyperparameters.learningRate
    trainer.hyperparameters.learningRate = rate
    if rate != before { mark(.rate(from: before, to: rate), trainer) }
  }

  private func mark(_ kind: RunMark.Kind, _ trainer: Trainer) {
    let mark = trainer.mark(kind)
    shared.withLock { $0.progress.marks.add(mark) }
  }

  /// The saver has saved something, or something went wrong.
  private func saved(_ save: RunSaver.Save) {
    shared.withLock {
      $0.progress.saveFailure = save.failure
      if let point = save.point { $0.progress.saved = point }
      if let best = save.best { $0.progress.marks.add(best) }
    }
    onChange()
  }
}

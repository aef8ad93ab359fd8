import Dispatch
import Essentials
import Synchronization

/// When a run is saved: as often as it may without costing more than its share of the time, and at least every ten seconds.
package struct SaveRhythm: Sendable {
  /// The share of the time that saves may take.
  package static let share = 0.05
  /// The most seconds from the beginning of one save to that of the next.
  package static let longestPause = 10.0

  private var began: Double?
  private var ended: Double?

  /// No save yet: the first is due at once.
  package init() {}

  /// Whether a save is due, at a time in seconds; never while one is being made.
  package func isDue(at time: Double) -> Bool {
    guard let began else { return true }
    guard let ended, ended >= began else { return false }
    return time - began >= min(Self.longestPause, (ended - began) / Self.share)
  }

  /// A save begins.
  package mutating func begin(at time: Double) { began = time }

  /// It has come to its end.
  package mutating func end(at time: Double) { ended = time }
}

/// Saves a run while it goes on: its checkpoint, that of its best epoch, and its log.
///
/// Training does not wait for the saves between its epochs but for the first: they are made on a queue of their own, from copies. A record is
/// encoded once, for the log and for every checkpoint.
final class RunSaver: Sendable {
  private struct Shared: ~Copyable {
    var rhythm = SaveRhythm()
    var history = EncodedHistory()
    /// The checkpoint of the best epoch, which is not saved yet.
    var best: Checkpoint?
    /// The log, if there is one.
    var log: LogWriter?
    /// What went wrong with the log's last line, or nil.
    var logFailure: String?
    /// Whether no epoch has ended yet.
    var isFirst = true
    /// The last point saved.
    var saved: TrainingPoint?
    /// The epochs that this session has saved as the best.
    var bestMarks: [RunMark] = []
  }

  /// What came of a save.
  struct Save {
    /// The point that is saved now.
    var point: TrainingPoint?
    /// The epoch that was saved as the best.
    var best: RunMark?
    /// What went wrong.
    var failure: String?
  }

  private let shared: Mutex<Shared>
  private let queue = DispatchQueue(label: "seq2seq.saves", qos: .userInitiated)
  private let output: TrainingOutput
  private let board: TensorBoardLog?
  private let batchesPerEpoch: Int
  private let clock: @Sendable () -> Double
  private let onSave: @Sendable (Save) -> Void

  /// A saver into the files of `output`, its log beginning with `heading`.
  ///
  /// `onSave` is told after each save.
  init(
    _ output: TrainingOutput, heading: LogHeading, batchesPerEpoch: Int,
    clock: @escaping @Sendable () -> Double = Trainer.monotonicSeconds, onSave: @escaping @Sendable (Save) -> Void
  ) {
    self.output = output
    self.batchesPerEpoch = batchesPerEpoch
    shared = Mutex(Shared(log: output.log.map { LogWriter(path: $0, heading: heading, stride: output.logBatches) }))
    board = output.tensorBoard.map { TensorBoardLog(folder: $0, batchesPerEpoch: batchesPerEpoch) }
    self.clock = clock
    self.onSave = onSave
  }

  /// Takes a batch, for the log and for TensorBoard: the training's last update, in a run with these hyperparameters after so
  /// many iterations.
  func batchEnded(_ record: BatchRecord, _ hyperparameters: Hyperparameters, iterations: Int) {
    board?.append(record)
    guard output.log != nil else { return }
    let batch = LoggedBatch(
      record, batches: batchesPerEpoch, epochs: hyperparameters.epochs,
      learningRate: RMSprop.learningRate(hyperparameters, iterations: max(0, iterations - 1)))
    let failure = shared.withLock { $0.log?.append(batch, at: clock()) ?? nil }
    if let failure { fail(failure) }
  }

  /// Writes what the log keeps back: for a while no batch follows.
  func flushLog() {
    if let failure = shared.withLock({ $0.log?.flush(at: clock()) ?? nil }) { fail(failure) }
  }

  /// The log cannot be written: that is said now and after every save.
  private func fail(_ failure: String) {
    shared.withLock { $0.logFailure = failure }
    onSave(Save(failure: failure))
  }

  /// Takes an epoch's end: logs its record at once, and saves what is due.
  ///
  /// `checkpoint` is asked for at most once.
  func epochEnded(_ history: [EpochRecord], isBest: Bool, checkpoint: () -> Checkpoint) {
    log(history)
    guard output.checkpoint != nil else { return }
    let (isDue, isFirst) = shared.withLock { shared in
      let isDue = shared.rhythm.isDue(at: clock())
      if isDue { shared.rhythm.begin(at: clock()) }
      defer { shared.isFirst = false }
      return (isDue, shared.isFirst)
    }
    guard isDue || isBest else { return }
    let current = checkpoint()
    if isBest { shared.withLock { $0.best = current } }
    guard isDue else { return }
    // The first is waited for: whatever happens from then on, there is a checkpoint.
    if isFirst { queue.sync { write(current) } } else { queue.async { self.write(current) } }
  }

  /// Saves now, after what is being saved.
  func save(_ checkpoint: Checkpoint) {
    queue.sync {
      shared.withLock { $0.rhythm.begin(at: clock()) }
      write(checkpoint)
    }
  }

  /// Waits for what is being saved, and saves what is not saved yet: the run is over.
  func finish(at point: TrainingPoint, checkpoint: () -> Checkpoint) {
    flushLog()
    if let failure = board?.flush() { onSave(Save(failure: failure)) }
    guard output.checkpoint != nil else { return }
    queue.sync {
      let isSaved = shared.withLock { $0.saved == point && $0.best == nil }
      if !isSaved { write(checkpoint()) }
    }
  }

  /// On the queue: writes the best epoch's checkpoint if that is not saved yet, so that the other can tell of it, and then
  /// that.
  private func write(_ checkpoint: Checkpoint) {
    guard let path = output.checkpoint else { return }
    let (best, bestFailure) = writeBest()
    let failure = write(checkpoint, to: path)
    let others = shared.withLock { shared in
      if failure == nil { shared.saved = checkpoint.state.point }
      shared.rhythm.end(at: clock())
      return shared.logFailure
    }
    let point = failure == nil ? checkpoint.state.point : nil
    onSave(Save(point: point, best: best, failure: failure ?? bestFailure ?? others))
  }

  /// Writes the best epoch's checkpoint if that is not saved yet; its mark, or what went wrong.
  private func writeBest() -> (mark: RunMark?, failure: String?) {
    let best = shared.withLock { shared in
      defer { shared.best = nil }
      return shared.best
    }
    guard var best, let path = output.bestCheckpoint else { return (nil, nil) }
    let mark = RunMark(.best, at: best.state.point, batchesPerEpoch: batchesPerEpoch)
    best.state.marks.add(mark)
    if let failure = write(best, to: path) { return (nil, failure) }
    shared.withLock { $0.bestMarks.append(mark) }
    return (mark, nil)
  }

  /// Writes a checkpoint with the marks of what was saved as the best; what went wrong, or nil.
  private func write(_ checkpoint: Checkpoint, to path: String) -> String? {
    // A copy: training goes on adding records meanwhile.
    var (history, bestMarks) = shared.withLock { ($0.history, $0.bestMarks) }
    var checkpoint = checkpoint
    for mark in bestMarks { checkpoint.state.marks.add(mark) }
    do {
      try checkpoint.write(to: path, encoding: &history)
      return nil
    } catch {
      return error.description
    }
  }

  /// Encodes the newest record, and appends it to the log.
  private func log(_ history: [EpochRecord]) {
    let failure: String? = shared.withLock { shared in
      shared.history.extend(to: history.dropLast(1))
      guard let record = history.last else { return nil }
      let line = shared.history.append(record)
      return shared.log?.append(line: line, at: clock()) ?? nil
    }
    let boardFailure = history.last.flatMap { board?.append($0) }
    shared.withLock { $0.logFailure = failure ?? boardFailure }
    if let failure = failure ?? boardFailure { onSave(Save(failure: failure)) }
  }
}

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
  private struct Shared {
    var rhythm = SaveRhythm()
    var history = EncodedHistory()
    /// The checkpoint of the best epoch, which is not saved yet.
    var best: Checkpoint?
    var log: Int32?
    /// What went wrong with the log's last line, or nil.
    var logFailure: String?
    /// Whether no epoch has ended yet.
    var isFirst = true
    /// The last point saved.
    var saved: TrainingPoint?
  }

  private let shared = Mutex(Shared())
  private let queue = DispatchQueue(label: "seq2seq.saves", qos: .userInitiated)
  private let output: TrainingOutput
  private let board: TensorBoardLog?
  private let clock: @Sendable () -> Double
  private let onSave: @Sendable (_ point: TrainingPoint?, _ failure: String?) -> Void

  /// A saver into the files of `output`.
  ///
  /// `onSave` is told after each save: the point that is saved now, or what went wrong.
  init(
    _ output: TrainingOutput, batchesPerEpoch: Int, clock: @escaping @Sendable () -> Double = Trainer.monotonicSeconds,
    onSave: @escaping @Sendable (TrainingPoint?, String?) -> Void
  ) {
    self.output = output
    board = output.tensorBoard.map { TensorBoardLog(folder: $0, batchesPerEpoch: batchesPerEpoch) }
    self.clock = clock
    self.onSave = onSave
  }

  deinit { shared.withLock { if let log = $0.log { close(log) } } }

  /// Takes a batch, for TensorBoard.
  func batchEnded(_ record: BatchRecord) { board?.append(record) }

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
    if let failure = board?.flush() { onSave(nil, failure) }
    guard output.checkpoint != nil else { return }
    queue.sync {
      let isSaved = shared.withLock { $0.saved == point && $0.best == nil }
      if !isSaved { write(checkpoint()) }
    }
  }

  /// On the queue: writes the checkpoint, and the best epoch's if that is not saved yet.
  private func write(_ checkpoint: Checkpoint) {
    guard let path = output.checkpoint else { return }
    let failure = write(checkpoint, to: path)
    let best = shared.withLock { shared in
      if failure == nil { shared.saved = checkpoint.state.point }
      defer { shared.best = nil }
      return shared.best
    }
    let bestFailure = best.flatMap { best in output.bestCheckpoint.flatMap { write(best, to: $0) } }
    let others = shared.withLock { shared in
      shared.rhythm.end(at: clock())
      return shared.logFailure
    }
    onSave(failure == nil ? checkpoint.state.point : nil, failure ?? bestFailure ?? others)
  }

  /// Writes a checkpoint; what went wrong, or nil.
  private func write(_ checkpoint: Checkpoint, to path: String) -> String? {
    // A copy: training goes on adding records meanwhile.
    var history = shared.withLock { $0.history }
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
      guard let path = output.log else { return nil }
      let log = shared.log ?? open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
      guard log >= 0 else { return "\(path.visible): \(String(cString: strerror(errno)))" }
      shared.log = log
      return Self.append(line + "\n", to: log).map { "\(path.visible): \(String(cString: strerror($0)))" }
    }
    let boardFailure = history.last.flatMap { board?.append($0) }
    shared.withLock { $0.logFailure = failure ?? boardFailure }
    if let failure = failure ?? boardFailure { onSave(nil, failure) }
  }

  /// Writes all of a text; errno, or nil.
  private static func append(_ text: String, to file: Int32) -> Int32? {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Essentials.write(file, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        return errno
      }
      bytes = bytes.dropFirst(count)
    }
    return nil
  }
}

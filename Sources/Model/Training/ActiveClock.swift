import Dispatch
import Foundation
import Synchronization

/// Seconds in which the process could run: the time it was stopped (^Z, SIGSTOP, a sleeping machine) is left out.
///
/// A timer lets the clock beat. A gap between two beats far longer than the timer's interval can only be a stop.
package final class ActiveClock: Sendable {
  private struct State {
    var lastBeat: Double
    var stopped = 0.0
  }

  /// A gap longer than this is a stop, in seconds; a busy machine delays a timer by less.
  private static let longestDelay = 1.0
  private static let interval = 0.2

  private let state: Mutex<State>
  private let now: @Sendable () -> Double

  /// A clock that reads `now`, in seconds from any start.
  package init(now: @escaping @Sendable () -> Double) {
    self.now = now
    state = Mutex(State(lastBeat: now()))
  }

  /// A clock on the system's monotonic time, which beats as long as it lives.
  convenience init() {
    self.init(now: Trainer.monotonicSeconds)
    beat(on: DispatchQueue(label: "seq2seq.clock", qos: .userInteractive))
  }

  /// Seconds since the start that the process was not stopped.
  package var seconds: Double {
    state.withLock { state in
      let time = now()
      if time - state.lastBeat > Self.longestDelay { state.stopped += time - state.lastBeat - Self.interval }
      state.lastBeat = time
      return time - state.stopped
    }
  }

  private func beat(on queue: DispatchQueue) {
    queue.asyncAfter(deadline: .now() + Self.interval) { [weak self] in
      guard let self else { return }
      _ = seconds
      beat(on: queue)
    }
  }
}

/// How fast training goes, from the time its batches took: pauses, saves and stops are not in it.
struct Pace: Sendable {
  private let batchSize: Int
  private let batches: Int
  private let heldOut: Int
  private var secondsPerBatch: Double?
  private var secondsPerValidation: Double?
  private var secondsInEpoch: Double
  private var load = ProcessorLoad()

  /// The pace of epochs of `batches` batches and `heldOut` held-out pairs, `secondsInEpoch` into the first of them.
  init(batchSize: Int, batches: Int, heldOut: Int, secondsInEpoch: Double) {
    self.secondsInEpoch = secondsInEpoch
    self.batchSize = batchSize
    self.batches = batches
    self.heldOut = heldOut
  }

  /// Takes in a batch: a running mean over about the last twenty.
  mutating func add(_ record: BatchRecord) {
    secondsPerBatch = secondsPerBatch.map { 0.95 * $0 + 0.05 * record.seconds } ?? record.seconds
    secondsInEpoch = record.batch == 1 ? record.seconds : secondsInEpoch + record.seconds
    load.batchEnded(after: record.seconds)
  }

  /// Takes in an epoch: what its batches did not take, the validation took.
  mutating func add(_ record: EpochRecord) {
    if secondsInEpoch > 0, secondsInEpoch <= record.seconds { secondsPerValidation = record.seconds - secondsInEpoch }
    secondsInEpoch = 0
  }

  /// Writes speed and remaining time.
  func report(into progress: inout TrainingProgress) {
    guard let secondsPerBatch, secondsPerBatch > 0 else { return }
    // Before the first validation: a forward pass is about a third of a training step.
    let validation = secondsPerValidation ?? secondsPerBatch / 3 * Double(heldOut) / Double(batchSize)
    let epoch = secondsPerBatch * Double(batches) + validation
    let epochsLeft = Double(max(0, progress.epochs - progress.epoch + 1))
    progress.samplesPerSecond = Double(batchSize) / secondsPerBatch
    progress.processorShare = load.share
    progress.secondsPerEpoch = epoch
    progress.secondsRemaining =
      progress.batch == batches && progress.history.last?.epoch == progress.epoch
      ? 0 : max(0, epochsLeft * epoch - secondsPerBatch * Double(progress.batch))
  }
}

/// How many of the machine's processors this program keeps busy while it trains.
struct ProcessorLoad: Sendable {
  private static let count = Double(max(1, ProcessInfo.processInfo.activeProcessorCount))

  /// A running mean over about the last twenty batches, from 0 to 1; `nil` before the second one.
  private(set) var share: Double?
  private var last: (time: Double, busy: Double)?

  /// Nothing measured.
  init() {}

  /// Takes in the time since the end of the batch before, unless more than a batch of so many seconds was in between.
  mutating func batchEnded(after seconds: Double) {
    let now = (time: Trainer.monotonicSeconds(), busy: Self.busySeconds())
    defer { last = now }
    guard let last, case let passed = now.time - last.time, passed > 0, passed < 2 * seconds + 0.05 else { return }
    let current = min(1, (now.busy - last.busy) / passed / Self.count)
    share = share.map { 0.95 * $0 + 0.05 * current } ?? current
  }

  /// The seconds that all threads of this program together have run.
  private static func busySeconds() -> Double {
    var time = timespec()
    guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return 0 }
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

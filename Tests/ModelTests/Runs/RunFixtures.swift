import Foundation
import Synchronization

@testable import Model

/// A clock that a test sets, in seconds since 1970.
final class RunClock: Sendable {
  private let stored: Mutex<Double>

  init(_ time: Double = Date().timeIntervalSince1970) { stored = Mutex(time) }

  var time: Double {
    get { stored.withLock { $0 } }
    set { stored.withLock { $0 = newValue } }
  }
}

extension ScratchDirectory {
  /// The path of a name in it.
  func callAsFunction(_ name: String) -> String { path + "/" + name }

  /// A follower of places in the folder, or of the folder itself; nothing of the person who runs the tests is looked at.
  func follower(_ names: String..., clock: RunClock = RunClock()) -> RunFollower {
    RunFollower(
      names.isEmpty ? [path] : names.map { self($0) }, evaluations: EvaluationRecords(self(".evaluations")),
      eyes: RunFollower.Eyes(now: { clock.time }))
  }

  /// Adds text at the end of a file.
  func append(_ text: String, to name: String) throws {
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: self(name)))
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }
}

/// Lines of a log as a training writes them, 4 batches an epoch of 10.
enum LogText {
  static func metrics(_ loss: Double) -> Metrics {
    Metrics(loss: loss, accuracy: 0.5, characterLoss: 2 * loss, characterAccuracy: 0.25)
  }

  static func record(_ epoch: Int, loss: Double? = nil, seconds: Double = 8.25) -> EpochRecord {
    let loss = loss ?? 1 / Double(epoch)
    return EpochRecord(
      epoch: epoch, training: metrics(loss), validation: metrics(2 * loss), learningRate: 0.001, seconds: seconds)
  }

  static func batch(_ epoch: Int, _ batch: Int, loss: Double = 3) -> LoggedBatch {
    LoggedBatch(
      BatchRecord(epoch: epoch, batch: batch, metrics: metrics(loss), seconds: 2), batches: 4, epochs: 10,
      learningRate: 0.001)
  }

  /// An epoch: its batches, then its record.
  static func epoch(_ epoch: Int) -> String {
    (1...4).map { batch(epoch, $0).jsonLine + "\n" }.joined() + record(epoch).jsonLine + "\n"
  }

  static func heading(_ checkpoint: String = "a.safetensors") -> String {
    let data = TrainingData(name: "thirteen.txt", pairs: Fixture.pairs)
    return LogHeading(checkpoint: checkpoint, data: data, hyperparameters: Fixture.hyperparameters()).jsonLine + "\n"
  }
}

extension RunFollower {
  /// What is shown of the runs once there is no more to read.
  mutating func settled() -> [ListedRun] {
    repeat { _ = look() } while isBehind
    return runs
  }
}

extension ListedRun {
  /// Its path without the folders.
  var fileName: String { path.split(separator: "/").last.map(String.init) ?? "" }
}

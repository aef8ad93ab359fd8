import Dispatch
import Foundation
import Interface
import Model

/// Tells on standard output how training goes: a bar that moves on a terminal, a line per epoch in a pipe.
final class TrainingReporter: Sendable {
  /// Signalled whenever the session has news.
  let change = DispatchSemaphore(value: 0)
  private let hasBar: Bool

  /// A reporter with a bar, for a terminal, or without.
  init(hasBar: Bool) { self.hasBar = hasBar }

  /// Says what is about to be trained.
  func begin(_ setup: RunSetup) {
    let (checkpoint, threads) = (setup.checkpoint, setup.threads)
    let epochs = checkpoint.hyperparameters.epochs
    if epochs > 0, checkpoint.state.epoch >= epochs {
      StandardError.write(
        "seq2seq: epoch \(checkpoint.state.epoch) is reached already; --epochs N, the epoch to reach, is \(epochs)")
    }
    guard hasBar else { return }
    let configuration = checkpoint.network.configuration
    StandardOutput.line(
      """
      \(setup.dataset.count) pairs, \(configuration.inputVocabulary.count) input and \
      \(configuration.targetVocabulary.count) target characters, lengths up to \(configuration.maxEncoderLength) and \
      \(configuration.maxDecoderLength)
      \(checkpoint.network.parameters.count) weights, \(threads) \(threads == 1 ? "thread" : "threads"), saving to \
      \(setup.output.checkpoint ?? "nowhere")
      """)
  }

  /// Reports until the session is over; it began after `epochs` epochs.
  func follow(_ session: TrainingSession, after epochs: Int) {
    var reported = epochs
    var failure: String?
    var drawn = ContinuousClock.now - .seconds(1)
    while true {
      change.wait()
      let progress = session.progress
      for record in progress.history.dropFirst(reported) { write(line(record, of: progress.epochs), session) }
      reported = progress.history.count
      if progress.phase == .finished || progress.phase == .stopped { break }
      if progress.saveFailure != failure {
        failure = progress.saveFailure
        if let failure { StandardError.write((hasBar ? Self.newLine : "") + "seq2seq: \(failure)") }
      }
      if hasBar, ContinuousClock.now - drawn >= .milliseconds(100) {
        write(Self.newLine + bar(progress), session)
        drawn = .now
      }
    }
    session.waitUntilDone()
    if hasBar { write(end(session.progress), session) }
  }

  private static let newLine = "\r\u{1B}[K"

  /// Writes a text; where nobody reads it any more, training ends with a save, and the program with it.
  private func write(_ text: String, _ session: TrainingSession) {
    StandardOutput.write(text) {
      session.stop()
      session.waitUntilDone()
    }
  }

  private func end(_ progress: TrainingProgress) -> String {
    var text = ""
    if progress.phase == .stopped {
      let place = "epoch \(progress.epoch), batch \(progress.batch)"
      text += Self.newLine + "stopped at \(place); --resume goes on from there\n"
    }
    if let best = progress.best, let loss = best.validation?.loss {
      text += "best val_loss \(Self.decimals(loss)) at epoch \(best.epoch)\n"
    }
    return text
  }

  private func line(_ record: EpochRecord, of epochs: Int) -> String {
    var parts = ["epoch \(record.epoch)/\(epochs)"]
    parts.append(Self.metrics(record.training, prefix: ""))
    if let validation = record.validation { parts.append(Self.metrics(validation, prefix: "val_")) }
    parts.append("\(Self.decimals(record.seconds, 1)) s")
    return (hasBar ? Self.newLine : "") + parts.joined(separator: "  ") + "\n"
  }

  private static func metrics(_ metrics: Metrics, prefix: String) -> String {
    Metric.allCases.map { "\(prefix)\($0.key) \(decimals($0.value(of: metrics)))" }.joined(separator: " ")
  }

  /// One line, narrower than the terminal; where that is narrow, the bar itself goes first.
  private func bar(_ progress: TrainingProgress) -> String {
    let columns = StandardOutput.columns - 1
    let width = columns < 60 ? 0 : 16
    let done = progress.batchesPerEpoch > 0 ? width * progress.batch / progress.batchesPerEpoch : width
    var line = "epoch \(progress.epoch)/\(progress.epochs) \(progress.batch)/\(progress.batchesPerEpoch)"
    if width > 0 {
      line += " " + ProgressLine.bar(done, of: width)
    }
    if let seconds = progress.secondsRemaining { line += " ETA \(Figures.duration(seconds))" }
    if let metrics = progress.running { line += " loss \(Self.decimals(metrics.loss))" }
    if let seconds = progress.secondsPerEpoch { line += " \(Self.decimals(seconds, 1)) s/epoch" }
    return String(line.prefix(max(0, columns)))
  }

  private static func decimals(_ number: Double, _ count: Int = 4) -> String {
    if number.isNaN { return "nan" }
    return abs(number) < 1e6 ? String(format: "%.\(count)f", number) : String(format: "%.3e", number)
  }
}

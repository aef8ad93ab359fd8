import Dispatch
import Foundation
import Model

/// Tells on standard output how training goes: a bar that moves on a terminal, a line per epoch in a pipe.
final class TrainingReporter: Sendable {
  /// Signalled whenever the session has news.
  let change = DispatchSemaphore(value: 0)
  private let isTerminal: Bool

  /// A reporter for a terminal or for a pipe.
  init(isTerminal: Bool) { self.isTerminal = isTerminal }

  /// Says what is about to be trained.
  func begin(_ checkpoint: Checkpoint, dataset: Dataset, threads: Int, output: TrainingOutput) {
    guard isTerminal else { return }
    let configuration = checkpoint.network.configuration
    StandardOutput.line(
      """
      \(dataset.count) pairs, \(configuration.inputVocabulary.count) input and \
      \(configuration.targetVocabulary.count) target characters, lengths up to \(configuration.maxEncoderLength) and \
      \(configuration.maxDecoderLength)
      \(checkpoint.network.parameters.count) weights, \(threads) \(threads == 1 ? "thread" : "threads"), saving to \
      \(output.checkpoint ?? "nowhere")
      """)
  }

  /// Reports until the session is over.
  func follow(_ session: TrainingSession) {
    var reported = session.progress.history.count
    var drawn = ContinuousClock.now - .seconds(1)
    while true {
      change.wait()
      let progress = session.progress
      for record in progress.history.dropFirst(reported) { report(record, of: progress.epochs) }
      reported = progress.history.count
      if progress.phase == .finished || progress.phase == .stopped { break }
      if isTerminal, ContinuousClock.now - drawn >= .milliseconds(100) {
        StandardOutput.write("\r\u{1B}[K" + bar(progress))
        drawn = .now
      }
    }
    session.waitUntilDone()
    end(session.progress)
  }

  private func end(_ progress: TrainingProgress) {
    guard isTerminal else { return }
    if progress.phase == .stopped {
      StandardOutput.line(
        "\r\u{1B}[Kstopped at epoch \(progress.epoch), batch \(progress.batch); --resume goes on from there")
    }
    if let best = progress.best, let loss = best.validation?.loss {
      StandardOutput.line("best val_loss \(Self.decimals(loss)) at epoch \(best.epoch)")
    }
  }

  private func report(_ record: EpochRecord, of epochs: Int) {
    var parts = ["epoch \(record.epoch)/\(epochs)"]
    parts.append(Self.metrics(record.training, prefix: ""))
    if let validation = record.validation { parts.append(Self.metrics(validation, prefix: "val_")) }
    parts.append("\(Self.decimals(record.seconds, 1)) s")
    StandardOutput.line((isTerminal ? "\r\u{1B}[K" : "") + parts.joined(separator: "  "))
  }

  private static func metrics(_ metrics: EpochMetrics, prefix: String) -> String {
    """
    \(prefix)loss \(decimals(metrics.loss)) \(prefix)accuracy \(decimals(metrics.accuracy)) \
    \(prefix)character_loss \(decimals(metrics.characterLoss)) \
    \(prefix)character_accuracy \(decimals(metrics.characterAccuracy))
    """
  }

  /// One line, no wider than a terminal of 80 columns.
  private func bar(_ progress: TrainingProgress) -> String {
    let width = 16
    let done = progress.batchesPerEpoch > 0 ? width * progress.batch / progress.batchesPerEpoch : width
    var line = "epoch \(progress.epoch)/\(progress.epochs) \(progress.batch)/\(progress.batchesPerEpoch) ["
    line += String(repeating: "=", count: done) + String(repeating: ".", count: width - done) + "]"
    if let metrics = progress.running { line += " loss \(Self.decimals(metrics.loss))" }
    if let seconds = progress.secondsPerEpoch { line += " \(Self.decimals(seconds, 1)) s/epoch" }
    if let seconds = progress.secondsRemaining { line += " ETA \(Self.duration(seconds))" }
    return String(line.prefix(79))
  }

  private static func decimals(_ number: Double, _ count: Int = 4) -> String { String(format: "%.\(count)f", number) }

  private static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "?" }
    let total = Int(seconds.rounded())
    return total < 3600
      ? String(format: "%d:%02d", total / 60, total % 60)
      : String(format: "%d:%02d:%02d", total / 3600, total / 60 % 60, total % 60)
  }
}

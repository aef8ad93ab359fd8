import Dispatch
import Essentials
import Interface
import Model

/// Tells on standard output how training goes: a table of epochs and a bar that moves on a terminal, a line per epoch with
/// every metric by its name in a pipe.
final class TrainingReporter: Sendable {
  /// Signalled whenever the session has news.
  let change = DispatchSemaphore(value: 0)
  private let isSeen = StandardOutput.isTerminal
  private let hasBar = StandardOutput.canRewrite

  /// Says what is about to be trained.
  func begin(_ setup: RunSetup) {
    let (checkpoint, threads) = (setup.checkpoint, setup.threads)
    let epochs = checkpoint.hyperparameters.epochs
    if epochs > 0, checkpoint.state.epoch >= epochs {
      StandardError.write(
        "seq2seq: epoch \(checkpoint.state.epoch) is reached already; --epochs N, the epoch to reach, is \(epochs)")
    }
    guard isSeen else { return }
    let configuration = checkpoint.network.configuration
    StandardOutput.line(
      """
      \(setup.dataset.count) pairs, \(configuration.inputVocabulary.count) input and \
      \(configuration.targetVocabulary.count) target characters, lengths up to \(configuration.maxEncoderLength) and \
      \(configuration.maxDecoderLength)
      \(checkpoint.network.parameters.count) weights, \(threads) \(threads == 1 ? "thread" : "threads"), saving to \
      \((setup.output.checkpoint ?? "nowhere").visible)
      """)
  }

  /// Reports until the session is over; it began after `epochs` epochs.
  func follow(_ session: TrainingSession, after epochs: Int) {
    var reported = epochs
    var failure: String?
    var drawn = ContinuousClock.now - .seconds(1)
    var page = Page()
    while true {
      change.wait()
      let progress = session.progress
      for record in progress.history.dropFirst(reported) { report(record, of: progress.epochs, on: &page, session) }
      reported = progress.history.count
      if progress.phase == .finished || progress.phase == .stopped { break }
      if progress.saveFailure != failure {
        failure = progress.saveFailure
        if let failure {
          clear()
          StandardError.write("seq2seq: \(failure)")
        }
      }
      if hasBar, ContinuousClock.now - drawn >= .milliseconds(100) {
        StandardOutput.rewrite(bar(progress), orElse: { end(session) })
        drawn = .now
      }
    }
    session.waitUntilDone()
    clear()
  }

  /// Says what is left of a training that is over: the best epoch, and what was saved, with the command that goes on
  /// from there, given the epoch to reach where this one's is reached.
  func conclude(
    _ progress: TrainingProgress, savedTo path: String?,
    goingOn command: (_ checkpoint: String, _ epochs: Int?) -> String
  ) {
    guard isSeen else { return }
    if let best = progress.best, let loss = best.validation?.loss {
      StandardOutput.line("best val_loss \(Self.decimals(loss)) at epoch \(best.epoch)")
    }
    guard let path, let point = progress.saved, progress.saveFailure == nil else { return }
    let place = point.batch > 0 ? "epoch \(point.epoch + 1), batch \(point.batch)" : "epoch \(point.epoch)"
    let more = command(path, progress.phase == .finished ? max(1, 2 * progress.epochs) : nil)
    StandardOutput.line("saved \(path.visible) at \(place); this goes on: \(more)")
  }

  /// Nobody reads the output any more: training ends with a save, and the program with it.
  private func end(_ session: TrainingSession) {
    session.stop()
    session.waitUntilDone()
  }

  /// Takes the bar away.
  private func clear() { if hasBar { StandardOutput.rewrite("") } }

  private static func decimals(_ number: Double, _ count: Int = 4) -> String {
    if number.isNaN { return "nan" }
    return abs(number) < 1e6 ? String(printf: "%.\(count)f", number) : String(printf: "%.3e", number)
  }
}

// What it writes for an epoch, and while one is under way.
extension TrainingReporter {
  /// How much of the terminal the table has filled since its header.
  private struct Page {
    var rowsLeft = 0
    var columns = 0
  }

  /// Writes an epoch: a row of the table, beneath a header on every screenful, or its line for another program.
  private func report(_ record: EpochRecord, of epochs: Int, on page: inout Page, _ session: TrainingSession) {
    guard isSeen else { return StandardOutput.line(Self.line(record, of: epochs), orElse: { end(session) }) }
    let (columns, rows) = (StandardOutput.columns, StandardOutput.rows)
    let table = EpochTable(epochs: epochs, hasValidation: record.validation != nil, columns: columns - 1)
    var lines = [table.row(record)]
    if page.rowsLeft == 0 || page.columns != columns {
      lines = table.header + lines
      // The bar takes a row, too.
      page = Page(rowsLeft: max(1, rows - table.header.count - 1), columns: columns)
    }
    page.rowsLeft -= 1
    clear()
    StandardOutput.line(lines.joined(separator: "\n"), orElse: { end(session) })
  }

  private static func line(_ record: EpochRecord, of epochs: Int) -> String {
    var parts = ["epoch \(record.epoch)/\(epochs)"]
    parts.append(metrics(record.training, prefix: ""))
    if let validation = record.validation { parts.append(metrics(validation, prefix: "val_")) }
    parts.append("\(decimals(record.seconds, 1)) s")
    return parts.joined(separator: "  ")
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
}

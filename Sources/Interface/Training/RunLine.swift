import Model
import Terminal

/// The line that tells how far the training is.
package struct RunLine {
  private let training: RunState
  private let appearance: Appearance

  /// The line of a training run.
  package init(_ training: RunState, appearance: Appearance) {
    self.training = training
    self.appearance = appearance
  }

  /// Writes the line.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    StatusLine(segments(columns: area.size.columns)).draw(on: &canvas, in: area)
  }

  private var theme: Theme { Theme(appearance) }

  private func segments(columns: Int) -> [StatusLine.Segment] {
    if let data = training.loading?.data {
      return [.init("reading \(data.title)", style: theme.text, priority: 9)]
    }
    guard let progress = training.progress else { return remembered }
    return running(progress, columns: columns) + notANumber + best(isShort: columns < 84) + saved(progress)
  }

  /// What a checkpoint tells of the training behind it.
  private var remembered: [StatusLine.Segment] {
    guard let last = training.history.last else {
      return [.init("not trained yet", style: theme.quiet, priority: 9)]
    }
    let seconds = training.history.reduce(0) { $0 + ($1.seconds.isFinite ? $1.seconds : 0) }
    return [
      labelled("trained for", last.epoch == 1 ? "1 epoch" : "\(last.epoch) epochs", priority: 9),
      labelled("in", Figures.duration(seconds), priority: 3),
    ] + best() + notANumber
  }

  private func running(_ progress: TrainingProgress, columns: Int) -> [StatusLine.Segment] {
    let share = Double(progress.batch) / Double(max(1, progress.batchesPerEpoch))
    let gauge = Gauge.framed(
      share, columns: columns >= 110 ? 16 : columns >= 80 ? 8 : 6, isUnicode: appearance.isUnicode)
    var segments = [labelled("epoch", "\(progress.epoch)/\(progress.epochs)", priority: 9)]
    // A checkpoint alone, which is watched, does not tell the batches.
    if training.isUnderWay, !training.isElsewhere || progress.batchesPerEpoch > 1 {
      let digits = String(progress.batchesPerEpoch).count
      let batch = String(progress.batch).rightAligned(in: digits) + "/\(progress.batchesPerEpoch)"
      segments.append(
        progress.isValidating ? labelled("validating", "", priority: 8) : labelled("batch", batch, priority: 8))
      segments.append(.init(gauge, style: theme.bar, priority: 5))
    }
    if training.isUnderWay { segments.append(whole(progress, columns: columns)) }
    if let seconds = progress.secondsPerEpoch {
      segments.append(.init(Figures.fixed(seconds, 1) + " s/epoch", style: theme.text, priority: 4))
    }
    if training.isUnderWay, let seconds = progress.secondsRemaining {
      segments.append(labelled("ETA", Figures.duration(seconds), priority: 7))
    }
    return segments
  }

  /// How much of the whole run is done.
  private func whole(_ progress: TrainingProgress, columns: Int) -> StatusLine.Segment {
    let gauge =
      columns >= 140 ? Gauge.framed(progress.share, columns: 12, isUnicode: appearance.isUnicode) + " " : ""
    return .init(
      [("run ", theme.quiet), (gauge, theme.bar), (Figures.percent(progress.share), theme.text)], priority: 3)
  }

  private var notANumber: [StatusLine.Segment] {
    guard let nan = training.firstNaN else { return [] }
    return [.init("\(nan.name) from " + nan.words, style: theme.error, priority: 8)]
  }

  private func best(isShort: Bool = false) -> [StatusLine.Segment] {
    guard let best = training.best, let loss = best.validation?.loss else { return [] }
    return [labelled(isShort ? "best" : "best val", "\(Figures.briefLoss(loss)) @\(best.epoch)", priority: 6)]
  }

  private func saved(_ progress: TrainingProgress) -> [StatusLine.Segment] {
    guard let saved = progress.saved else { return [] }
    let batch = saved.batch > 0 ? "+\(saved.batch)" : ""
    return [labelled("saved", "@\(saved.epoch)\(batch)", priority: 2)]
  }

  private func labelled(_ label: String, _ value: String, priority: Int) -> StatusLine.Segment {
    .init([(label + (value.isEmpty ? "" : " "), theme.quiet), (value, theme.text)], priority: priority)
  }
}

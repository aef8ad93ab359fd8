import Model

/// The curves as a table of comma-separated values (RFC 4180): the epochs of every run, then the batches of the run at
/// hand.
///
/// The columns are named as in `--log`. A number is written with as many digits as it takes to read the same number
/// again, one that is not finite as `nan` or `inf`, and what is not known is left empty.
package enum CurveTable {
  /// The first line.
  package static let header =
    (["run", "epoch", "batch"]
    + Metric.Scope.allCases.flatMap { scope in keys(scope) + keys(scope).map { "val_" + $0 } }
    + ["learning_rate", "seconds"]).joined(separator: ",")

  private static func keys(_ scope: Metric.Scope) -> [String] { scope.metrics.map(\.key) }

  /// The table of what a chart knows, whatever part of it the chart shows.
  package static func text(from content: ChartContent) -> String {
    let epochs = content.history.map { line(run: content.name, $0) }
    let others = content.overlays.flatMap { overlay in overlay.run.history.map { line(run: overlay.run.path, $0) } }
    return ([header] + epochs + others + batches(content)).joined(separator: "\n") + "\n"
  }

  private static func line(run: String, _ record: EpochRecord) -> String {
    let metrics = Metric.Scope.allCases.flatMap { scope in
      scope.metrics.map { $0.value(of: record.training) as Double? }
        + scope.metrics.map { record.validation.map($0.value) }
    }
    let numbers = metrics + [record.learningRate, record.seconds]
    return ([quoted(run), "\(record.epoch)", ""] + numbers.map { $0.map { "\($0)" } ?? "" }).joined(separator: ",")
  }

  private static func batches(_ content: ChartContent) -> [String] {
    let run = quoted(content.name)
    let curves = Metric.Scope.allCases.map { scope in scope.metrics.map { content.batches[$0].values } }
    return content.batches.steps.enumerated().map { index, step in
      // A batch has nothing of the held-out pairs, and neither rate nor time.
      let values = curves.flatMap { curves in curves.map { "\($0[index])" } + curves.map { _ in "" } }
      return ([run, "\(step.epoch)", "\(step.batch)"] + values + ["", ""]).joined(separator: ",")
    }
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}

import Model

/// The curves as a table of comma-separated values (RFC 4180): the epochs of every run, then the batches of the run at
/// hand.
///
/// The columns are named as in `--log`. A number is written with as many digits as it takes to read the same number
/// again, one that is not finite as `nan` or `inf`, and what is not known is left empty.
package enum CurveTable {
  /// The first line.
  package static let header =
    "run,epoch,batch,loss,accuracy,val_loss,val_accuracy,character_loss,character_accuracy,val_character_loss,"
    + "val_character_accuracy,learning_rate,seconds"

  /// The table of what a chart knows, whatever part of it the chart shows.
  package static func text(from content: ChartContent) -> String {
    let epochs = content.history.map { line(run: content.name, $0) }
    let others = content.overlays.flatMap { overlay in overlay.run.history.map { line(run: overlay.run.path, $0) } }
    return ([header] + epochs + others + batches(content)).joined(separator: "\n") + "\n"
  }

  private static func line(run: String, _ record: EpochRecord) -> String {
    let (training, validation) = (record.training, record.validation)
    let numbers = [
      training.loss, training.accuracy, validation?.loss, validation?.accuracy, training.characterLoss,
      training.characterAccuracy, validation?.characterLoss, validation?.characterAccuracy, record.learningRate,
      record.seconds,
    ]
    return ([quoted(run), "\(record.epoch)", ""] + numbers.map { $0.map { "\($0)" } ?? "" }).joined(separator: ",")
  }

  private static func batches(_ content: ChartContent) -> [String] {
    let run = quoted(content.name)
    let curves = [Metric.loss, .accuracy, .characterLoss, .characterAccuracy].map { content.batches[$0].values }
    return content.batches.steps.enumerated().map { index, step in
      let values = curves.map { "\($0[index])" }
      return "\(run),\(step.epoch),\(step.batch),\(values[0]),\(values[1]),,,\(values[2]),\(values[3]),,,,"
    }
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}

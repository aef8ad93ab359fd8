import Model

extension WorkbenchState {
  /// How many of each step's likeliest characters an exported decode has, as `translate --json` has them.
  private static let exportedCandidates = 5

  /// Writes what is on the screen to files: curves, the decode, or the evaluation.
  mutating func export() -> [Effect] {
    let documents =
      (page.panes.contains(.chart) ? exportedCurves : [])
      + (page.panes.contains(.steps) ? exportedDecode.map { [$0] } ?? [] : [])
      + (page.panes.contains(.evaluation) ? exportedEvaluation.map { [$0] } ?? [] : [])
    guard !documents.isEmpty else {
      let reason =
        switch page {
        case .training: "there are no curves"
        case .evaluating: "evaluate the network first (v)"
        default: "translate a sentence first"
        }
      notice = Notice("Nothing to export yet: " + reason)
      return []
    }
    return [.export(documents)]
  }

  /// The curves as a table and as a picture, once there are any.
  private var exportedCurves: [ExportDocument] {
    let figure = CurveFigure(self)
    guard !figure.history.isEmpty || figure.batches.count > 0 || !figure.overlays.isEmpty else { return [] }
    return [
      ExportDocument(name: "curves", fileExtension: "csv", content: .table(figure)),
      ExportDocument(name: "curves", fileExtension: "svg", content: .picture(figure)),
    ]
  }

  /// The last evaluation, once there is one: the object that `evaluate --json` prints.
  private var exportedEvaluation: ExportDocument? {
    evaluation.latest.map {
      ExportDocument(name: "evaluation", fileExtension: "json", content: .text($0.report.json + "\n"))
    }
  }

  /// The branch that is walked, once it is whole: the object that `translate --json` prints.
  private var exportedDecode: ExportDocument? {
    guard let translation = translations.current, let sentence = translation.sentence, translation.branch.isComplete,
      !translation.branch.isCancelled
    else { return nil }
    let report = DecodeReport(sentence, steps: translation.branch.steps, top: Self.exportedCandidates)
    return ExportDocument(name: "decode", fileExtension: "json", content: .text(report.json + "\n"))
  }
}

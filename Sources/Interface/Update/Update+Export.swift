import Model

extension WorkbenchState {
  /// How many of each step's likeliest characters an exported decode has, as `translate --json` has them.
  private static let exportedCandidates = 5

  /// Writes what is on the screen to files: curves, the decode, or both.
  mutating func export() -> [Effect] {
    let documents =
      (page.panes.contains(.chart) ? exportedCurves : [])
      + (page.panes.contains(.steps) ? exportedDecode.map { [$0] } ?? [] : [])
    guard !documents.isEmpty else {
      notice = Notice(
        page.panes.contains(.steps)
          ? "Nothing to export yet: translate a sentence first" : "Nothing to export yet: there are no curves")
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

  /// The branch that is walked, once it is whole: the object that `translate --json` prints.
  private var exportedDecode: ExportDocument? {
    guard let translation = translations.current, let sentence = translation.sentence, translation.branch.isComplete,
      !translation.branch.isCancelled
    else { return nil }
    let report = DecodeReport(sentence, steps: translation.branch.steps, top: Self.exportedCandidates)
    return ExportDocument(name: "decode", fileExtension: "json", content: .text(report.json + "\n"))
  }
}

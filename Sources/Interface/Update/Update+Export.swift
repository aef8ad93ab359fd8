import Model

extension WorkbenchState {
  /// How many of each step's likeliest characters an exported decode has, as `translate --json` has them.
  private static let exportedCandidates = 5

  /// Writes what is on the screen to files.
  mutating func export() -> [Effect] {
    let documents = exportedDecode.map { [$0] } ?? []
    guard !documents.isEmpty else {
      notice = Notice("Nothing to export yet: translate a sentence first")
      return []
    }
    return [.export(documents)]
  }

  /// The branch that is walked, once it is whole: the object that `translate --json` prints.
  private var exportedDecode: ExportDocument? {
    guard let translation = translations.current, let sentence = translation.sentence, translation.branch.isComplete,
      !translation.branch.isCancelled
    else { return nil }
    let report = DecodeReport(sentence, steps: translation.branch.steps, top: Self.exportedCandidates)
    return ExportDocument(name: "decode", fileExtension: "json", text: report.json + "\n")
  }
}

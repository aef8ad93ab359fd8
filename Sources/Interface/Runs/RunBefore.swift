import Model

// The run before the one that is trained here: it is drawn beside that by itself, faintly, under the letter P.
extension WorkbenchState {
  /// A training starts: what was trained last in this session is drawn beside it.
  ///
  /// Else the newest run in its folder is looked for. A run that goes on is its own run before.
  mutating func drawRunBefore(_ card: NetworkCard, resumes: Bool) -> [Effect] {
    runs.before = nil
    chart.overlays.drawBefore(nil)
    guard !resumes else { return [] }
    guard training.progress != nil, !training.history.isEmpty else {
      return card.path.map { [.readRunBefore(path: $0)] } ?? []
    }
    let path = runs.watch.path ?? training.outputPath?.listed ?? network.card?.name ?? "the run before"
    drawBefore(RecordedRun(path: path, history: training.history))
    return []
  }

  /// The run before is known, if there is one.
  mutating func drawBefore(_ run: RecordedRun?) {
    guard let run else { return }
    runs.before = run
    chart.overlays.drawBefore(run)
  }

  /// Hides the run before, or draws it again.
  mutating func toggleBefore() {
    guard let run = runs.before else {
      notice = Notice("There is no run before this one; \(key(for: .keys(.openPalette(.compare)))) draws any other")
      return
    }
    if let overlay = chart.overlays.first(where: { $0.run.path == run.path && !$0.isBefore }) {
      notice = Notice("The run before, \(run.path), is drawn as \(overlay.letter) already")
      return
    }
    let isDrawn = chart.overlays.contains(where: \.isBefore)
    chart.overlays.drawBefore(isDrawn ? nil : run)
    notice = Notice("The run before, \(run.path), is \(isDrawn ? "hidden" : "drawn faintly")")
  }
}

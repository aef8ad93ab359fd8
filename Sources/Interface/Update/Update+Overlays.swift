import Model

extension WorkbenchState {
  mutating func performOnOverlays(_ action: Action) -> [Effect] {
    switch action {
    case .compare(let path): return [.readRun(path: path)]
    case .stopComparing(let letter): stopComparing(letter)
    default: break
    }
    return []
  }

  /// An earlier run was read: its curves are drawn from now on.
  mutating func takeRun(_ run: RecordedRun) {
    guard overlays.add(run) else {
      let count = Overlay.letters.count
      return refuseRun(run.path, "\(count) earlier runs are shown already; take one of them away first (O)")
    }
    notice = Notice("Comparing with " + run.summary)
  }

  /// The file was no good: the command is shown again, with the reason.
  mutating func refuseRun(_ path: String, _ reason: String) {
    if dialog == nil {
      dialog = .palette(CommandPalette("compare " + path, error: reason))
    } else {
      notice = Notice(reason, isError: true)
    }
  }

  /// Takes the run of a letter away, or without a letter the last one.
  private mutating func stopComparing(_ letter: Character?) {
    guard let index = overlays.lastIndex(where: { letter == nil || $0.letter == letter }) else {
      notice = Notice(letter.map { "There is no run \($0)" } ?? "No earlier run is shown; o adds one")
      return
    }
    notice = Notice("No longer comparing with \(overlays.remove(at: index).run.path)")
  }
}

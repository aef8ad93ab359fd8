import Model

/// An earlier run whose curves are drawn beside those of the run at hand.
package struct Overlay: Hashable, Sendable {
  /// Which of the letters it has, from 0 for A.
  let slot: Int
  /// What is known of the run.
  package let run: RecordedRun

  /// The letter of its training curves; that of its validation curves is the same in lower case.
  package var letter: Character { Self.letters[slot] }

  /// The file's name without what every such file's name ends with.
  package var name: String {
    let name = run.path.split(separator: "/").last.map(String.init) ?? run.path
    for ending in [".safetensors", ".jsonl"] where name.hasSuffix(ending) && name.count > ending.count {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  /// What was recorded after an epoch; `nil` where the run did not come that far.
  package func record(of epoch: Int) -> EpochRecord? { run.history.first { $0.epoch == epoch } }

  /// The letters, as many as there are styles to tell curves apart.
  package static let letters: [Character] = ["A", "B", "C", "D", "E"]
}

extension RecordedRun {
  /// The file, how many epochs it tells of, and what was left out.
  package var summary: String {
    let lines = rejectedLineCount == 1 ? "line is" : "lines are"
    let rejected = rejectedLineCount == 0 ? "" : "; \(rejectedLineCount) \(lines) no record and left out"
    return "\(path): \(history.count) epochs" + rejected
  }
}

extension [Overlay] {
  /// Adds a run under the first free letter; one of the same file is replaced.
  ///
  /// - Returns: false where no letter is free.
  package mutating func add(_ run: RecordedRun) -> Bool {
    if let index = firstIndex(where: { $0.run.path == run.path }) {
      self[index] = Overlay(slot: self[index].slot, run: run)
      return true
    }
    guard let slot = Overlay.letters.indices.first(where: { slot in !contains { $0.slot == slot } }) else {
      return false
    }
    append(Overlay(slot: slot, run: run))
    return true
  }

  /// The first and the last epoch of all runs; `nil` without any.
  package var epochs: ClosedRange<Int>? {
    guard let first = compactMap(\.run.history.first?.epoch).min(),
      let last = compactMap(\.run.history.last?.epoch).max()
    else { return nil }
    return first...last
  }
}

extension WorkbenchState {
  /// An earlier run was read: its curves are drawn from now on.
  mutating func takeRun(_ run: RecordedRun) {
    guard chart.overlays.add(run) else {
      let count = Overlay.letters.count
      let key = key(for: .chart(.stopComparing(nil)))
      return refuseRun(run.path, "\(count) earlier runs are shown already; take one of them away first (\(key))")
    }
    notice = Notice("Comparing with " + run.summary)
  }

  /// The file was no good: the command is shown again, with the reason.
  mutating func refuseRun(_ path: String, _ reason: String) { refuse(.compare, path, reason) }

  /// Takes the run of a letter away, or without a letter the last one.
  mutating func stopComparing(_ letter: Character?) {
    guard let index = chart.overlays.lastIndex(where: { letter == nil || $0.letter == letter }) else {
      let key = key(for: .keys(.openPalette(.compare)))
      notice = Notice(letter.map { "There is no run \($0)" } ?? "No earlier run is shown; \(key) adds one")
      return
    }
    notice = Notice("No longer comparing with \(chart.overlays.remove(at: index).run.path)")
  }
}

import Model

/// An earlier run whose curves are drawn beside those of the run at hand.
package struct Overlay: Hashable, Sendable {
  /// Which of the letters it has, from 0 for A.
  let slot: Int
  /// What is known of the run.
  package let run: RecordedRun

  /// The letter of its training curves; that of its validation curves is the same in lower case.
  package var letter: Character { Self.allLetters[slot] }

  /// Whether it is the run before the one at hand, which is drawn by itself, faintly.
  package var isBefore: Bool { slot == Self.before }

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

  /// The slot of the run before, behind those that are given by hand.
  static let before = letters.count
  /// The letters of all slots.
  static let allLetters = letters + ["P"]
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
  /// Adds a run under a letter; one of the same file is replaced.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - letters: The slots that runs had before, by their paths: a run gets its own again where that is free, and takes that
  ///     of another one last.
  /// - Returns: false where no letter is free.
  package mutating func add(_ run: RecordedRun, letters: [String: Int] = [:]) -> Bool {
    if let index = firstIndex(where: { $0.run.path == run.path && !$0.isBefore }) {
      self[index] = Overlay(slot: self[index].slot, run: run)
      return true
    }
    let free = Overlay.letters.indices.filter { slot in !contains { $0.slot == slot } }
    let own = letters[run.path].flatMap { free.contains($0) ? $0 : nil }
    guard let slot = own ?? free.first(where: { !letters.values.contains($0) }) ?? free.first else { return false }
    removeAll { $0.run.path == run.path }
    append(Overlay(slot: slot, run: run))
    return true
  }

  /// Draws a run as the one before, in the place of another one; or none.
  mutating func drawBefore(_ run: RecordedRun?) {
    removeAll(where: \.isBefore)
    // What was chosen by hand keeps its letter.
    guard let run, !contains(where: { $0.run.path == run.path }) else { return }
    append(Overlay(slot: Overlay.before, run: run))
  }

  /// Takes what has been added to runs that are drawn, by their paths.
  mutating func follow(_ histories: [String: [EpochRecord]]) {
    for index in indices {
      guard let history = histories[self[index].run.path] else { continue }
      self[index] = Overlay(slot: self[index].slot, run: RecordedRun(path: self[index].run.path, history: history))
    }
  }

  /// The first and the last epoch of all runs that were chosen; `nil` without any.
  ///
  /// The run before goes along with the one at hand, and makes no room for itself.
  package var epochs: ClosedRange<Int>? {
    let chosen = filter { !$0.isBefore }
    guard let first = chosen.compactMap(\.run.history.first?.epoch).min(),
      let last = chosen.compactMap(\.run.history.last?.epoch).max()
    else { return nil }
    return first...last
  }
}

extension WorkbenchState {
  /// An earlier run was read: its curves are drawn from now on.
  mutating func takeRun(_ run: RecordedRun) {
    guard addOverlay(run) else { return refuseRun(run.path, allLettersAreTaken) }
    let isListed = runs.found?.contains { $0.files.contains(run.path.listed) } ?? false
    if !isListed { runs.add(place: run.path.listed) }
    notice = Notice("Comparing with " + run.summary)
  }

  /// Draws the curves of an earlier run, under the letter that it had before where that is free; whether any is.
  mutating func addOverlay(_ run: RecordedRun) -> Bool {
    let run = RecordedRun(path: run.path.listed, history: run.history, rejectedLineCount: run.rejectedLineCount)
    let isDrawn = chart.overlays.add(run, letters: runs.letters)
    runs.letters = chart.overlays.reduce(into: runs.letters) { letters, overlay in
      if !overlay.isBefore { letters[overlay.run.path] = overlay.slot }
    }
    return isDrawn
  }

  /// Why one more run cannot be drawn.
  var allLettersAreTaken: String {
    let key = key(for: .chart(.stopComparing(nil)))
    return "\(Overlay.letters.count) earlier runs are shown already; take one of them away first (\(key))"
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

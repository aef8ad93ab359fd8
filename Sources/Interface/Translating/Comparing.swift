import Model
import Terminal

extension WorkbenchState {
  mutating func perform(_ action: BeamAction) -> [Effect] {
    switch action {
    case .toggle: translating.beam.isShown ? hideBeam() : showBeam()
    case .widen(let count):
      let before = translating.beam.width
      translating.beam.width += count
      if translating.current == nil { sayNothingIsTranslated() }
      if translating.beam.width == before {
        notice = Notice("A beam follows \(BeamState.widths.lowerBound) to \(BeamState.widths.upperBound) hypotheses")
      }
    case .setWidth(let width):
      translating.beam.width = width
      showBeam()
    case .move(let distance):
      let before = translating.beam.selected
      translating.beam.select(by: distance)
      if translating.beam.selected == before { sayItEnds(distance < 0, "hypothesis") }
    case .open: return openHypothesis()
    case .leave: keys.focus = .steps
    }
    return []
  }

  mutating func perform(_ action: OtherAction) -> [Effect] {
    switch action {
    case .open(let path):
      notice = Notice("Reading \(path)")
      return [.readOther(path: path)]
    case .match:
      matchBranch()
      return []
    case .close: return closeOther()
    }
  }

  private mutating func matchBranch() {
    guard let card = translating.other.card else {
      notice = Notice("No second checkpoint is open: \(key(for: .keys(.openPalette(.against)))) opens one")
      return
    }
    translating.current?.compareBranch()
    guard let current = translating.current else { return }
    let branch = current.comparedBranch == 0 ? "the greedy decode" : "out \(current.comparedBranch + 1)"
    notice = Notice("\(card.name) is compared with \(branch)")
  }

  /// What is to be computed beside the sentence on the screen and was not asked for yet.
  mutating func comparisons() -> [Effect] {
    guard let current = translating.current else { return [] }
    translating.beam.follow(current)
    return askForWanted(BeamRequest.self) + askForWanted(OtherRequest.self)
  }

  private mutating func showBeam() {
    if translating.current == nil { sayNothingIsTranslated() }
    translating.beam.isShown = true
    if !page.panes.contains(.beam) { page = .translating }
    keys.focus = .beam
  }

  private mutating func hideBeam() {
    translating.beam.hide()
    if keys.focus == .beam { keys.focus = .steps }
  }

  private mutating func openHypothesis() -> [Effect] {
    let beam = translating.beam
    guard !beam.isSearching, beam.hypotheses.indices.contains(beam.selected) else {
      notice = Notice(beam.isSearching ? "The search is not done yet" : "There is no hypothesis to open yet")
      return []
    }
    let hypothesis = beam.hypotheses[beam.selected]
    let request = translating.current?.open(hypothesis, rank: beam.selected + 1, of: beam.width)
    if request == nil { notice = Notice("It is a branch already, and is shown") }
    return request.map { [.decode($0)] } ?? []
  }

  /// A second network is there: every sentence is decoded by it from now on.
  mutating func takeOther(_ checkpoint: Checkpoint, from path: String, finding: String?) -> [Effect] {
    replaceOther(with: NetworkCard(checkpoint, path: path))
    notice = Notice(finding ?? "Compared with \(path)")
    if page != .translating { show(.translating) }
    return [.useOther(checkpoint)]
  }

  private mutating func closeOther() -> [Effect] {
    guard let card = translating.other.card else {
      notice = Notice("No second checkpoint is open")
      return []
    }
    replaceOther(with: nil)
    notice = Notice("No longer compared with \(card.name)")
    return [.useOther(nil)]
  }

  private mutating func replaceOther(with card: NetworkCard?) {
    translating.other.replace(with: card)
    translating.forgetOther()
  }
}

/// The keys that set something beside a decode, where nothing stands yet.
package struct ComparisonInvitation {
  private let bindings: [KeyBinding]
  private let appearance: Appearance

  /// The keys that a state has use for.
  package init(_ state: WorkbenchState) {
    appearance = state.appearance
    let actions: [Action] = [
      state.translating.beam.isShown ? nil : .beam(.toggle), .translating(.draw(seed: nil)),
      state.translating.other.card == nil ? .keys(.openPalette(.against)) : nil,
    ].compactMap { $0 }
    bindings = actions.compactMap { action in KeyBinding.all.first { $0.action == action } }
  }

  /// The rows it takes.
  package var rows: Int { 1 + bindings.count }

  /// Draws a key and what it does on each row.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let theme = Theme(appearance)
    canvas.write("to compare", at: area.origin, style: theme.title, limit: area.size.columns)
    for (row, binding) in zip(area.rows.dropFirst(), bindings) {
      let key = binding.keys[0].label(isUnicode: appearance.isUnicode)
      let line = Rectangle(column: area.origin.column, row: row, columns: area.size.columns, rows: 1)
      StatusLine([.init([(key + " ", theme.key), (binding.title, theme.quiet)], priority: 1)]).draw(
        on: &canvas, in: line)
    }
  }
}

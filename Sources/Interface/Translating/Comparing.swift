import Model
import Terminal

extension WorkbenchState {
  /// The actions that set something beside a decode: references, draws, a beam search, another network.
  mutating func performOnComparison(_ action: Action) -> [Effect] {
    switch action {
    case .toggleReferences: translations.showsAllReferences.toggle()
    case .draw(let seed):
      guard let request = translations.draw(seed: seed) else { return [] }
      return [.decode(request)]
    case .warm(let tenths): setTemperature(translations.temperature(warmerBy: tenths))
    case .setTemperature(let temperature): setTemperature(temperature)
    case .toggleBeam: beam.isShown ? hideBeam() : showBeam()
    case .widenBeam(let count): beam.width += count
    case .setBeamWidth(let width):
      beam.width = width
      showBeam()
    case .moveHypothesis(let distance): beam.select(by: distance)
    case .openHypothesis: return openHypothesis()
    case .leaveBeam: focus = .steps
    case .openOther(let path):
      notice = Notice("Reading \(path)")
      return [.readOther(path: path)]
    case .closeOther: return closeOther()
    default: break
    }
    return []
  }

  /// What is to be computed beside the sentence on the screen and was not asked for yet.
  mutating func comparisons() -> [Effect] {
    guard let current = translations.current else { return [] }
    beam.follow(current)
    return askForWanted(BeamRequest.self) + askForWanted(OtherRequest.self)
  }

  private mutating func setTemperature(_ temperature: Double) {
    translations.temperature = temperature
    notice = Notice("Draws at T \(Figures.short(temperature))")
  }

  private mutating func showBeam() {
    beam.isShown = true
    if !page.panes.contains(.beam) { page = .translating }
    focus = .beam
  }

  private mutating func hideBeam() {
    beam.hide()
    if focus == .beam { focus = .steps }
  }

  private mutating func openHypothesis() -> [Effect] {
    guard !beam.isSearching, beam.hypotheses.indices.contains(beam.selected) else { return [] }
    let hypothesis = beam.hypotheses[beam.selected]
    let request = translations.current?.open(hypothesis, rank: beam.selected + 1, of: beam.width)
    return request.map { [.decode($0)] } ?? []
  }

  /// A second network is there: every sentence is decoded by it from now on.
  mutating func takeOther(_ checkpoint: Checkpoint, from path: String) -> [Effect] {
    replaceOther(with: NetworkCard(checkpoint, path: path))
    notice = Notice("Compared with \(path)")
    if page != .translating { show(.translating) }
    return [.useOther(checkpoint)]
  }

  private mutating func closeOther() -> [Effect] {
    guard let card = other.card else {
      notice = Notice("No second checkpoint is open")
      return []
    }
    replaceOther(with: nil)
    notice = Notice("No longer compared with \(card.name)")
    return [.useOther(nil)]
  }

  private mutating func replaceOther(with card: NetworkCard?) {
    other.replace(with: card)
    translations.forgetOther()
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
      state.beam.isShown ? nil : .toggleBeam, .draw(seed: nil),
      state.other.card == nil ? .openPalette("against ") : nil,
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

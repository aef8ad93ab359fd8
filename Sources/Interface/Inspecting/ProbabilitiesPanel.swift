import Model
import Terminal

/// How likely every character was at every step, the rest of them together, and how certain the network was.
struct ProbabilitiesPanel: InspectorPanelView {
  private let translation: Translation
  private let inspector: InspectorState
  private let theme: Theme
  private let glyphs: Glyphs
  private let isActive: Bool
  private let steps: [DecodeStep]
  private let map: ProbabilityMap

  /// The panel of a sentence.
  init(_ translation: Translation, _ state: WorkbenchState) {
    self.translation = translation
    inspector = state.inspector
    theme = Theme(state.appearance)
    glyphs = state.appearance.glyphs
    isActive = state.inspector.panel == .probabilities && state.keys.focus == .steps
    steps = Array(translation.branch.shown)
    map = ProbabilityMap(steps)
  }

  var words: String { glyphs.probabilityLegend }
  /// The cell under the cursor, entropy, P(end), the likely characters and the rest.
  var rows: Int? { max(8, 3 + map.likelyCount + 1) }

  func draw(on canvas: inout Canvas, in area: Rectangle) {
    guard let step = translation.shownStep else { return }
    let character = inspector.character(at: step)
    let (line, below) = area.split(rows: 1)
    draw(step, character, on: &canvas, in: line)
    let frame = StepFrame(translation, in: below)
    var body = below
    if body.size.rows >= 6 {
      drawCertainty(frame, on: &canvas, row: body.origin.row)
      body = body.split(rows: 2).bottom
    }
    drawMap(character, frame, on: &canvas, in: body)
  }

  /// The exact numbers of the cell under the cursor.
  private func draw(_ step: DecodeStep, _ character: Int, on canvas: inout Canvas, in area: Rectangle) {
    let probability = Double(step.probabilities[character])
    let name = glyphs.name(step.vocabulary[character])
    StatusLine(
      [
        .init([("step ", theme.quiet), ("\(translation.step + 1)", theme.text)], priority: 7),
        .init(name, style: theme.strong, priority: 9),
        .init([("p ", theme.quiet), (Figures.exactProbability(probability), theme.text)], priority: 9),
        .init(
          [
            ("log p ", theme.quiet), (Figures.logProbability(step.logProbability(of: character)), theme.text),
            (" nats", theme.quiet),
          ], priority: 8),
        .init(
          [
            ("rank ", theme.quiet), ("\(step.rank(of: character))", theme.text),
            (" of \(step.vocabulary.count)", theme.quiet),
          ], priority: 8),
        .init([("entropy ", theme.quiet), (Figures.bits(step.entropyBits) + " bits", theme.text)], priority: 6),
        .init([("P(end) ", theme.quiet), (Figures.exactProbability(step.endProbability), theme.text)], priority: 5),
      ], gap: area.size.columns < 60 ? 2 : 3
    ).draw(on: &canvas, in: area)
  }

  private func drawCertainty(_ frame: StepFrame, on canvas: inout Canvas, row: Int) {
    let entropies = steps.map(\.entropyBits)
    let greatest = entropies.filter(\.isFinite).max() ?? 0
    frame.draw(
      "bits", style: theme.quiet, steps: steps.count,
      legend: "entropy, \(glyphs.highestLevel) \(Figures.fixed(greatest, 2)) bits", theme: theme, on: &canvas, row: row
    ) { step in
      (glyphs.level(greatest > 0 ? entropies[step] / greatest : entropies[step]), style(of: step, theme.bar))
    }
    frame.draw(
      "end", style: theme.quiet, steps: steps.count, legend: "P(end), \(glyphs.highestLevel) 1", theme: theme,
      on: &canvas, row: row + 1
    ) { step in
      (glyphs.level(steps[step].endProbability), style(of: step, theme.bar))
    }
  }

  private func drawMap(_ character: Int, _ frame: StepFrame, on canvas: inout Canvas, in area: Rectangle) {
    guard area.size.rows >= 2, let cursor = map.order.firstIndex(of: character) else { return }
    let window = StepFrame.window(of: map.order.count, around: cursor, rows: area.size.rows - 1)
    let shown = map.order[window]
    for (row, index) in zip(area.rows, shown) {
      let isCursor = index == character
      let name = glyphs.name(steps[0].vocabulary[index])
      frame.draw(
        name, style: isCursor ? theme.key : theme.text, steps: steps.count, theme: theme, on: &canvas, row: row
      ) { step in
        let mark = glyphs.mark(ofProbability: map[step, index]).map(String.init) ?? " "
        if step == translation.step, isCursor { return (mark, isActive ? theme.selection : theme.mark) }
        return (mark, index == steps[step].index ? theme.bar : theme.quiet)
      }
    }
    guard window.count < map.order.count else { return }
    frame.draw(
      "rest", style: theme.quiet, steps: steps.count, legend: "all others", theme: theme, on: &canvas,
      row: area.origin.row + window.count
    ) { step in
      (glyphs.mark(ofProbability: Float(map.rest(at: step, besides: shown))).map(String.init) ?? " ", theme.quiet)
    }
  }

  private func style(of step: Int, _ style: Style) -> Style { step == translation.step ? theme.strong : style }
}

import Model
import Terminal

/// One step: how sure the network was, and what else it weighed, as bars.
package struct ChoicesView {
  private let translation: Translation
  private let theme: Theme
  private let glyphs: Glyphs
  private static let narrowest = 25
  private static let widest = 48

  /// The step under the cursor.
  package init(_ translation: Translation, theme: Theme, glyphs: Glyphs) {
    self.translation = translation
    self.theme = theme
    self.glyphs = glyphs
  }

  /// The rows that the step and all its bars take in so many columns.
  package func rows(in columns: Int) -> Int {
    let across = max(1, columns / Self.narrowest)
    return translation.shownStep.map { 1 + (bars(of: $0) + across - 1) / across } ?? 1
  }

  /// All that a step offers, and the rest.
  private func bars(of step: DecodeStep) -> Int { min(Translation.alternatives, step.probabilities.count) + 1 }

  /// Draws the step and as many bars as have room; the last one stands for the rest.
  ///
  /// - Returns: the rows used.
  package func draw(on canvas: inout Canvas, in area: Rectangle) -> Int {
    guard let step = translation.shownStep, area.size.rows > 0 else { return 0 }
    let (line, grid) = area.split(rows: 1)
    drawLine(step, on: &canvas, in: line)
    guard grid.size.rows > 0 else { return 1 }
    let most = bars(of: step)
    let columns = max(1, min(grid.size.columns / Self.narrowest, (most + grid.size.rows - 1) / grid.size.rows))
    let rows = min(grid.size.rows, (most + columns - 1) / columns)
    let width = min(Self.widest, grid.size.columns / columns)
    for (index, bar) in bars(of: step, atMost: min(most, rows * columns)).enumerated() {
      let point = Point(column: grid.origin.column + index / rows * width, row: grid.origin.row + index % rows)
      draw(bar, on: &canvas, at: point, columns: width - 2)
    }
    return 1 + rows
  }

  private struct Bar {
    let name: String
    let probability: Double
    var isSelected = false
    var isRest = false
  }

  /// The likeliest characters, scrolled to the one under the cursor, and one bar for all others.
  private func bars(of step: DecodeStep, atMost count: Int) -> [Bar] {
    let shown = max(1, count - 1)
    let first = max(0, translation.alternative - shown + 1)
    let top = step.top(first + shown)
    let hidden = top.prefix(first).reduce(0) { $0 + Double($1.probability) }
    let bars = top.enumerated().dropFirst(first).map { rank, choice in
      Bar(
        name: glyphs.name(choice.character), probability: Double(choice.probability),
        isSelected: rank == translation.alternative)
    }
    guard count > shown else { return bars }
    return bars + [Bar(name: "the rest", probability: hidden + step.rest(afterTop: first + shown), isRest: true)]
  }

  private func drawLine(_ step: DecodeStep, on canvas: inout Canvas, in area: Rectangle) {
    let branch = translation.branch
    let best = step.top(2).map(\.probability)
    let margin = best.count == 2 ? Double(best[0] - best[1]) : 1
    let count = branch.isComplete ? "\(branch.steps.count)" : glyphs.isUnicode ? "…" : "..."
    let character = glyphs.name(step.character)
    StatusLine(
      [
        .init([("step ", theme.quiet), ("\(translation.step + 1)/\(count)", theme.text)], priority: 9),
        .init(character + meaning(step.character), style: theme.strong, priority: 8),
        .init(origin(of: branch), style: theme.branch, priority: 5),
        .init([("entropy ", theme.quiet), (Figures.bits(step.entropyBits) + " bits", theme.text)], priority: 7),
        .init([("margin ", theme.quiet), (Figures.probability(margin), theme.text)], priority: 6),
      ], gap: 3
    ).draw(on: &canvas, in: area)
  }

  private func origin(of branch: Branch) -> String {
    if case .choice = branch.origin { return branch.isForced(translation.step) ? "chosen by hand" : "" }
    return branch.title
  }

  private func meaning(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": " ends the text"
    case " ": " space"
    case "\u{A0}": " no-break space"
    case "\u{2009}": " thin space"
    case "\u{202F}": " narrow no-break space"
    default: ""
    }
  }

  private func draw(_ bar: Bar, on canvas: inout Canvas, at point: Point, columns: Int) {
    func write(_ text: String, _ offset: Int, _ style: Style) {
      canvas.write(text, at: Point(column: point.column + offset, row: point.row), style: style)
    }
    if bar.isSelected { write(glyphs.selection, 0, theme.key) }
    write(bar.name, 2, bar.isRest ? theme.quiet : theme.strong)
    write(Figures.probability(bar.probability), 11, theme.text)
    let gauge = Gauge.bar(bar.probability, columns: columns - 16, isUnicode: glyphs.isUnicode)
    write(gauge, 16, bar.isRest ? theme.quiet : theme.bar)
  }
}

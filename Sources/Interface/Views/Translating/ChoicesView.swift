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

  /// Draws the step and as many bars as have room; the last one stands for the rest.
  ///
  /// - Returns: the rows used.
  package func draw(on canvas: inout Canvas, in area: Rectangle) -> Int {
    guard let step = translation.shownStep, area.size.rows > 0 else { return 0 }
    let (line, bars) = area.split(rows: 1)
    drawLine(step, on: &canvas, in: line)
    guard bars.size.rows > 0 else { return 1 }
    let most = min(Translation.alternatives, step.probabilities.count) + 1
    let columns = max(1, min(bars.size.columns / Self.narrowest, (most + bars.size.rows - 1) / bars.size.rows))
    let rows = min(bars.size.rows, (most + columns - 1) / columns)
    let shown = max(1, min(most, rows * columns) - 1)
    let width = min(Self.widest, bars.size.columns / columns)
    let first = max(0, translation.alternative - shown + 1)
    for (index, choice) in step.top(first + shown).dropFirst(first).enumerated() {
      let cell = Point(column: bars.origin.column + index / rows * width, row: bars.origin.row + index % rows)
      drawBar(
        glyphs.name(choice.character), Double(choice.probability), isSelected: first + index == translation.alternative,
        on: &canvas, at: cell, columns: width - 2)
    }
    if shown < rows * columns {
      let place = Point(column: bars.origin.column + shown / rows * width, row: bars.origin.row + shown % rows)
      drawBar("the rest", step.rest(afterTop: shown), isSelected: false, on: &canvas, at: place, columns: width - 2)
    }
    return 1 + rows
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
        .init(branch.isForced(translation.step) ? "chosen by hand" : "", style: theme.branch, priority: 5),
        .init([("entropy ", theme.quiet), (Figures.fixed(step.entropyBits, 2) + " bits", theme.text)], priority: 7),
        .init([("margin ", theme.quiet), (Figures.probability(margin), theme.text)], priority: 6),
      ], gap: 3
    ).draw(on: &canvas, in: area)
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

  private func drawBar(
    _ name: String, _ probability: Double, isSelected: Bool, on canvas: inout Canvas, at point: Point, columns: Int
  ) {
    let mark = isSelected ? (glyphs.isUnicode ? "▶ " : "> ") : "  "
    let isRest = name == "the rest"
    canvas.write(mark, at: point, style: theme.key)
    let label = name.leftAligned(in: 8)
    canvas.write(label, at: Point(column: point.column + 2, row: point.row), style: isRest ? theme.quiet : theme.strong)
    let number = Figures.probability(probability).leftAligned(in: 4)
    canvas.write(number, at: Point(column: point.column + 11, row: point.row), style: theme.text)
    let bar = Gauge.bar(probability, columns: columns - 16, isUnicode: glyphs.isUnicode)
    canvas.write(bar, at: Point(column: point.column + 16, row: point.row), style: isRest ? theme.quiet : theme.bar)
  }
}

import Model
import Terminal

/// The decoder's memory cells along the steps, those that change most above.
struct CellsPanel: InspectorPanelView {
  private let translation: Translation
  private let inspector: InspectorState
  private let theme: Theme
  private let glyphs: Glyphs
  private let isActive: Bool
  private let cells: MemoryCells

  /// The panel of a sentence.
  init(_ translation: Translation, _ state: WorkbenchState) {
    self.translation = translation
    inspector = state.inspector
    theme = Theme(state.appearance)
    glyphs = state.appearance.glyphs
    isActive = state.inspector.panel == .cells && state.keys.focus == .steps
    cells = MemoryCells(Array(translation.branch.shown))
  }

  var words: String { glyphs.signedLegend }
  let rows: Int? = nil

  func draw(on canvas: inout Canvas, in area: Rectangle) {
    let order = cells.mostChanged(cells.cellCount)
    guard !order.isEmpty, translation.step < cells.stepCount else { return }
    let cursor = min(inspector.cell, order.count - 1)
    let (line, body) = area.split(rows: 1)
    draw(order[cursor], rank: cursor + 1, on: &canvas, in: line)
    let frame = StepFrame(translation, in: body)
    let window = StepFrame.window(of: order.count, around: cursor, rows: body.size.rows)
    for (row, cell) in zip(body.rows, order[window]) {
      let isCursor = cell == order[cursor]
      frame.draw(
        "\(cell)", style: isCursor ? theme.key : theme.text, steps: cells.stepCount, theme: theme, on: &canvas, row: row
      ) { step in
        let value = cells[step, cell]
        let mark = String(glyphs.mark(ofSigned: value))
        if step == translation.step, isCursor { return (mark, isActive ? theme.selection : theme.mark) }
        return (mark, abs(value) < Glyphs.leastSigned ? theme.quiet : value > 0 ? theme.bar : theme.warning)
      }
    }
  }

  /// The exact number under the cursor.
  private func draw(_ cell: Int, rank: Int, on canvas: inout Canvas, in area: Rectangle) {
    StatusLine(
      [
        .init([("step ", theme.quiet), ("\(translation.step + 1)", theme.text)], priority: 7),
        .init("cell \(cell)", style: theme.strong, priority: 9),
        .init(
          [("holds ", theme.quiet), (Figures.signed(Double(cells[translation.step, cell]), 4), theme.text)], priority: 9
        ),
        .init(
          [
            ("changes by ", theme.quiet), (Figures.fixed(Double(cells.changes[cell]), 2), theme.text),
            (" in all", theme.quiet),
          ], priority: 6),
        .init("rank \(rank) of \(cells.cellCount)", style: theme.quiet, priority: 5),
      ], gap: 3
    ).draw(on: &canvas, in: area)
  }
}

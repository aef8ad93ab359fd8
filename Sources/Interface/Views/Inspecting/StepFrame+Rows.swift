import Model
import Terminal

extension StepFrame {
  /// Writes a label, one cell for each step of a decode, and behind the last one what explains the row, if that fits.
  func draw(
    _ label: String, style: Style, steps count: Int, legend: String = "", theme: Theme, on canvas: inout Canvas,
    row: Int, cell: (Int) -> (text: String, style: Style)
  ) {
    canvas.write(label, at: Point(column: labelColumn, row: row), style: style, limit: Self.labelColumns)
    for step in steps.clamped(to: 0..<count) {
      let (text, style) = cell(step)
      canvas.write(text, at: Point(column: column(of: step), row: row), style: style, limit: 1)
    }
    let end = column(of: min(steps.upperBound, count)) + 2
    guard end + legend.displayWidth <= columns.upperBound else { return }
    canvas.write(legend, at: Point(column: end, row: row), style: theme.quiet)
  }

  /// The part of some rows that fits: from the first one on, scrolled so far that the one under the cursor is in it.
  static func window(of count: Int, around cursor: Int, rows: Int) -> Range<Int> {
    let first = max(0, min(cursor, count - 1) - max(1, rows) + 1)
    return first..<max(first, min(count, first + max(0, rows)))
  }
}

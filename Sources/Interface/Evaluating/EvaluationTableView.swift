import Model
import Terminal

/// The table of an evaluation, as many of its parts as fit, the one whose sentences are shown among them.
struct EvaluationTableView {
  private let table: EvaluationTable
  private let part: EvaluatedPart
  private let isFocused: Bool
  private let theme: Theme

  /// The table with a part marked.
  init(_ table: EvaluationTable, part: EvaluatedPart, isFocused: Bool, theme: Theme) {
    self.table = table
    self.part = part
    self.isFocused = isFocused
    self.theme = theme
  }

  /// The columns of the names where the table is short of room, and the fewest that a part takes.
  private static let (nameColumns, partColumns) = (20, 9)
  /// The columns of a part where there is room.
  private static let mostPartColumns = 12

  /// Draws the heading, and the rows from one on that have room.
  ///
  /// - Returns: what is left below them.
  func draw(from first: Int = 0, on canvas: inout Canvas, in area: Rectangle) -> Rectangle {
    let room = area.size.columns - Self.nameColumns
    let count = max(1, min(EvaluatedPart.allCases.count, room / Self.partColumns))
    let width = min(Self.mostPartColumns, room / count)
    let nameColumns = min(24, area.size.columns - count * width)
    let start = max(0, min(part.rawValue - count / 2, EvaluatedPart.allCases.count - count))
    let shown = EvaluatedPart.allCases[start..<start + count]
    func write(_ text: String, _ place: Int, row: Int, _ style: Style) {
      let end = area.origin.column + nameColumns + (place + 1) * width
      canvas.write(text, at: Point(column: end - text.displayWidth, row: row), style: style)
    }
    let (heading, below) = area.split(rows: 1)
    guard !heading.isEmpty else { return below }
    for (place, part) in shown.enumerated() {
      let style = part != self.part ? theme.quiet : isFocused ? theme.focusedTitle : theme.mark
      write(part.title, place, row: heading.origin.row, style)
    }
    let rows = table.rows.dropFirst(first).prefix(below.size.rows)
    for (row, content) in zip(below.rows, rows) {
      canvas.write(
        content.name.fitted(to: nameColumns), at: Point(column: area.origin.column, row: row), style: theme.quiet)
      guard !content.figures.isEmpty else { continue }
      for (place, part) in shown.enumerated() {
        write(content.figures[part.rawValue], place, row: row, part == self.part ? theme.strong : theme.text)
      }
    }
    return below.split(rows: rows.count).bottom
  }
}

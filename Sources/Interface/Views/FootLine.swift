import Terminal

/// The last row: the keys that work here; or a message, over as many rows as it needs.
package struct FootLine {
  private let state: WorkbenchState

  /// The foot of a screen.
  package init(_ state: WorkbenchState) {
    self.state = state
  }

  /// Writes the keys on the last row of an area, or a message over its last rows.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    if let notice = state.notice {
      draw(notice, on: &canvas, in: area)
    } else {
      drawHints(on: &canvas, in: area.split(rows: -1).bottom)
    }
  }

  private func draw(_ notice: Notice, on canvas: inout Canvas, in area: Rectangle) {
    let theme = Theme(state.appearance)
    var lines = notice.text.wrapped(to: area.size.columns)
    if lines.count > area.size.rows {
      let shown = max(0, area.size.rows - 1)
      lines = lines.prefix(shown) + [lines.dropFirst(shown).joined(separator: " ").fitted(to: area.size.columns)]
    }
    let rows = area.split(rows: -lines.count).bottom
    canvas.fill(rows, with: Cell(" "))
    if let cursor = canvas.cursor, rows.contains(cursor) { canvas.cursor = nil }
    for (row, line) in zip(rows.rows, lines) {
      let point = Point(column: rows.origin.column, row: row)
      canvas.write(line, at: point, style: notice.isError ? theme.error : theme.warning)
    }
  }

  private func drawHints(on canvas: inout Canvas, in area: Rectangle) {
    let theme = Theme(state.appearance)
    let hints = state.hints
    let segments = hints.enumerated().map { index, hint in
      StatusLine.Segment(
        [(hint.key, theme.key), (" " + hint.words, theme.quiet)],
        priority: hints.count - index + hint.rank * 100)
    }
    StatusLine(segments).draw(on: &canvas, in: area)
  }
}

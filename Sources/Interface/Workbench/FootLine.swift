import Terminal

/// A message at the foot of the screen until the next key.
package struct Notice: Hashable, Sendable {
  /// What happened, and the remedy where there is one.
  package var text: String
  /// Whether something went wrong.
  package var isError: Bool

  /// A message.
  package init(_ text: String, isError: Bool = false) {
    self.text = text
    self.isError = isError
  }
}

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
      let row = area.split(rows: -1).bottom
      let used = drawDownload(on: &canvas, in: row)
      drawHints(on: &canvas, in: used > 0 ? row.split(columns: -(used + 2)).left : row)
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

  /// Writes how far a download is against the right edge, in at most half of the row; the columns used.
  private func drawDownload(on canvas: inout Canvas, in area: Rectangle) -> Int {
    guard let download = state.data.download else { return 0 }
    let theme = Theme(state.appearance)
    let room = area.split(columns: -(area.size.columns / 2)).right
    let progress = download.progress
    let bar = progress?.share.map { Gauge.framed($0, columns: 12, isUnicode: state.appearance.isUnicode) }
    return StatusLine(
      [
        .init(download.language.letters, style: theme.strong, priority: 4),
        .init(bar ?? "", style: theme.text, priority: 1),
        .init(progress?.size ?? "asking", style: theme.text, priority: 2),
        .init(progress?.percent ?? "", style: theme.text, priority: 3),
      ], gap: 1
    ).draw(on: &canvas, in: room, alignedRight: true)
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

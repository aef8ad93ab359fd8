import Terminal

/// The last row: a message if there is one, else the keys that work here.
package struct FootLine {
  private let state: WorkbenchState

  /// The foot of a screen.
  package init(_ state: WorkbenchState) {
    self.state = state
  }

  /// Writes the foot.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let theme = Theme(state.appearance)
    if let notice = state.notice {
      let style = notice.isError ? theme.error : theme.warning
      canvas.write(notice.text.fitted(to: area.size.columns), at: area.origin, style: style)
      return
    }
    let hints = state.hints
    let segments = hints.enumerated().map { index, hint in
      StatusLine.Segment(
        [(hint.key, theme.key), (" " + hint.words, theme.quiet)],
        priority: hints.count - index + hint.rank * 100)
    }
    StatusLine(segments).draw(on: &canvas, in: area)
  }
}

import Terminal

/// Before the first sentence: what will stand here.
package struct TranslationInvitation {
  private let appearance: Appearance

  /// The words for what a terminal can show.
  package init(_ appearance: Appearance) {
    self.appearance = appearance
  }

  /// Draws as many of the rows as have room.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let theme = Theme(appearance)
    let times = appearance.isUnicode ? "×" : "x"
    let rows = [
      ("in", "your sentence"), ("out", "what the network makes of it, character by character"),
      ("conf", "how sure it was of each: probability \(times) 10"), ("step", "the characters it weighed, as bars"),
    ]
    for (row, (label, words)) in zip(area.rows, rows) {
      canvas.write(label, at: Point(column: area.origin.column, row: row), style: theme.quiet)
      let point = Point(column: area.origin.column + StepFrame.labelColumns, row: row)
      canvas.write(words.fitted(to: area.columns.upperBound - point.column), at: point, style: theme.quiet)
    }
  }
}

import Terminal

/// A rule over the whole width with the name of what is below, and a few words at its end where there is room.
struct PaneTitle {
  private let title: String
  private let words: String
  private let appearance: Appearance
  private let isFocused: Bool

  /// The title of a pane.
  init(_ title: String, words: String = "", appearance: Appearance, isFocused: Bool) {
    self.title = title
    self.words = words
    self.appearance = appearance
    self.isFocused = isFocused
  }

  /// Writes the row.
  func draw(on canvas: inout Canvas, in area: Rectangle) {
    let theme = Theme(appearance)
    let dash = appearance.isUnicode ? "─" : "-"
    canvas.write(String(repeating: dash, count: area.size.columns), at: area.origin, style: theme.quiet)
    let used = canvas.write(title, at: area.origin, style: isFocused ? theme.focusedTitle : theme.title)
    canvas.write(" ", at: Point(column: area.origin.column + used, row: area.origin.row))
    let width = words.displayWidth + 1
    guard width > 1, used + width + 5 < area.size.columns else { return }
    canvas.write(
      " " + words, at: Point(column: area.columns.upperBound - width, row: area.origin.row), style: theme.quiet)
  }
}

import Terminal

/// A line being typed, scrolled so that the cursor is seen; … stands where it goes on.
package struct TextField {
  private let editor: LineEditor
  private let theme: Theme
  private let isFocused: Bool
  private let prompt: String
  private let placeholder: String
  private let suggestion: String

  /// A field behind a prompt; the placeholder is shown while it is empty, the suggestion behind what is typed.
  package init(
    _ editor: LineEditor, prompt: String = "> ", theme: Theme, isFocused: Bool, placeholder: String = "",
    suggestion: String = ""
  ) {
    self.suggestion = suggestion
    self.editor = editor
    self.theme = theme
    self.isFocused = isFocused
    self.prompt = prompt
    self.placeholder = placeholder
  }

  /// Draws the field on one row and puts the cursor into it if it has the keys.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    guard area.size.rows > 0, area.size.columns > 4 else { return }
    let promptColumns = canvas.write(prompt, at: area.origin, style: isFocused ? theme.key : theme.quiet)
    let field = area.split(columns: promptColumns).right
    if editor.isEmpty {
      canvas.write(placeholder.fitted(to: field.size.columns), at: field.origin, style: theme.quiet)
    }
    let visible = editor.visible(columns: field.size.columns)
    let used = canvas.write(visible.text, at: field.origin, style: theme.text, limit: field.size.columns)
    if visible.isCutBefore, let first = visible.text.first {
      canvas.write("…".leftAligned(in: columnWidth(first)), at: field.origin, style: theme.quiet)
    }
    if visible.isCutAfter {
      canvas.write("…", at: Point(column: field.columns.upperBound - 1, row: field.origin.row), style: theme.quiet)
    }
    let rest = field.split(columns: used).right
    canvas.write(suggestion.fitted(to: rest.size.columns), at: rest.origin, style: theme.quiet)
    if isFocused { canvas.cursor = Point(column: field.origin.column + visible.cursor, row: field.origin.row) }
  }
}

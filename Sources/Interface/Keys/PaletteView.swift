import Terminal

/// The command palette: what is typed, and below it what that could become.
package struct PaletteView {
  private let palette: CommandPalette
  /// What the command being typed takes, and what is in force of it.
  private let explanation: String?
  private let appearance: Appearance
  private let theme: Theme

  /// What is typed, over the screen of a state.
  package init(_ palette: CommandPalette, _ state: WorkbenchState) {
    self.palette = palette
    explanation = CommandEntry.explanation(of: palette.editor.text, in: state)
    appearance = state.appearance
    theme = Theme(appearance)
  }

  private static let widest = 78
  private static let mostEntries = 14

  /// Draws the palette at the top of an area; the field gets the cursor.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let columns = min(area.size.columns, Self.widest)
    let entries = palette.entries
    let words = (palette.error ?? explanation)?.wrapped(to: columns - 4) ?? []
    let listed = palette.error == nil ? min(entries.count, Self.mostEntries) : 0
    let rows = listed + words.count
    let box = Rectangle(
      column: area.origin.column + (area.size.columns - columns) / 2, row: area.origin.row, columns: columns,
      rows: min(area.size.rows, rows + 3))
    canvas.cursor = nil
    Frame(appearance: appearance).draw(on: &canvas, in: box)
    let (field, list) = box.inset(columns: 2, rows: 1).split(rows: 1)
    TextField(
      palette.editor, prompt: ":", theme: theme, isFocused: true, placeholder: "a command, or a part of its name"
    )
    .draw(on: &canvas, in: field)
    // The list gives way: without what is expected nothing in it can be chosen.
    let (top, bottom) = list.split(rows: max(min(1, listed), list.size.rows - words.count))
    for (row, line) in zip(bottom.rows, words) {
      let style = palette.error == nil ? theme.quiet : theme.error
      canvas.write(line, at: Point(column: bottom.origin.column, row: row), style: style)
    }
    if listed > 0 { draw(entries, on: &canvas, in: top) }
  }

  /// As many entries as have room, the one under the cursor among them.
  private func draw(_ entries: [CommandEntry], on canvas: inout Canvas, in area: Rectangle) {
    let first = max(0, min(palette.selected - area.size.rows / 2, entries.count - area.size.rows))
    let nameColumns = entries.map(\.name.displayWidth).max() ?? 0
    let parameterColumns = entries.map(\.parameter.displayWidth).max() ?? 0
    let titleColumn = 2 + nameColumns + (parameterColumns > 0 ? 1 + parameterColumns : 0) + 2
    for (row, index) in zip(area.rows, entries.indices.dropFirst(first)) {
      let line = Rectangle(column: area.origin.column, row: row, columns: area.size.columns, rows: 1)
      let entry = entries[index]
      let text = entry.parameter.isEmpty ? entry.name : entry.name.leftAligned(in: nameColumns) + " " + entry.parameter
      draw(entry, text, isSelected: index == palette.selected, titleColumn: titleColumn, on: &canvas, in: line)
    }
  }

  private func draw(
    _ entry: CommandEntry, _ text: String, isSelected: Bool, titleColumn: Int, on canvas: inout Canvas,
    in line: Rectangle
  ) {
    let mark = isSelected ? appearance.glyphs.selection + " " : "  "
    let used = canvas.write(mark, at: line.origin, style: theme.key)
    canvas.write(
      text, at: line.split(columns: used).right.origin, style: isSelected ? theme.selection : theme.strong,
      limit: line.size.columns - used)
    let keys = entry.binding.allKeys.prefix(2).map { $0.label(isUnicode: appearance.isUnicode) }.joined(separator: " ")
    let (title, keyArea) = line.split(columns: titleColumn).right.split(columns: -(keys.displayWidth + 1))
    canvas.write(entry.binding.title.fitted(to: title.size.columns), at: title.origin, style: theme.text)
    guard keyArea.size.columns > keys.displayWidth else { return }
    canvas.write(keys, at: Point(column: keyArea.origin.column + 1, row: line.origin.row), style: theme.key)
  }
}

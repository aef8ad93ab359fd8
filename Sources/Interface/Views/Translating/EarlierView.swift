import Model
import Terminal

/// The sentences translated before, the newest first.
package struct EarlierView {
  private let translations: Translations
  private let theme: Theme

  /// The sentences but the one on the screen.
  package init(_ translations: Translations, theme: Theme) {
    self.translations = translations
    self.theme = theme
  }

  /// Draws as many as have room, if there is room for two rows at all.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let others = translations.entries.filter { $0.id != translations.current?.id }
    guard area.size.rows >= 2, !others.isEmpty else { return }
    canvas.write("earlier", at: area.origin, style: theme.title)
    let shown = others.suffix(area.size.rows - 1).reversed()
    let widest = shown.map(\.input.displayWidth).max() ?? 0
    let left = min(widest + 3, area.size.columns / 2)
    for (row, entry) in zip(area.rows.dropFirst(), shown) {
      let input = Point(column: area.origin.column, row: row)
      canvas.write(entry.input.fitted(to: left - 2), at: input, style: theme.quiet)
      let output = Point(column: area.origin.column + left, row: row)
      canvas.write(entry.branch.text.fitted(to: area.size.columns - left), at: output, style: theme.text)
    }
  }
}

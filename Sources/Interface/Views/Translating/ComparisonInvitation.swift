import Terminal

/// The keys that set something beside a decode, where nothing stands yet.
package struct ComparisonInvitation {
  private let bindings: [KeyBinding]
  private let appearance: Appearance

  /// The keys that a state has use for.
  package init(_ state: WorkbenchState) {
    appearance = state.appearance
    let actions: [Action] = [
      state.beam.isShown ? nil : .toggleBeam, .draw(seed: nil),
      state.other.card == nil ? .openPalette("against ") : nil,
    ].compactMap { $0 }
    bindings = actions.compactMap { action in KeyBinding.all.first { $0.action == action } }
  }

  /// The rows it takes.
  package var rows: Int { 1 + bindings.count }

  /// Draws a key and what it does on each row.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let theme = Theme(appearance)
    canvas.write("to compare", at: area.origin, style: theme.title, limit: area.size.columns)
    for (row, binding) in zip(area.rows.dropFirst(), bindings) {
      let key = binding.keys[0].label(isUnicode: appearance.isUnicode)
      let line = Rectangle(column: area.origin.column, row: row, columns: area.size.columns, rows: 1)
      StatusLine([.init([(key + " ", theme.key), (binding.title, theme.quiet)], priority: 1)]).draw(
        on: &canvas, in: line)
    }
  }
}

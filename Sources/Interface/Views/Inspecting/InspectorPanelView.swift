import Terminal

/// What a panel of the inspecting page shows below its title.
protocol InspectorPanelView {
  /// A few words at the end of the title's row.
  var words: String { get }
  /// The rows it can use; `nil` for as many as there are.
  var rows: Int? { get }
  /// Draws it.
  func draw(on canvas: inout Canvas, in area: Rectangle)
}

extension InspectorPanelView {
  /// Writes in a few words why there is nothing else.
  func draw(_ words: String, _ style: Style, on canvas: inout Canvas, in area: Rectangle) {
    for (row, line) in zip(area.rows, words.wrapped(to: area.size.columns)) {
      canvas.write(line, at: Point(column: area.origin.column, row: row), style: style)
    }
  }
}

import Terminal

/// Which panels the inspecting page has room for, and in how many columns.
///
/// A small screen has one panel, a middling one two, a large one all of them; the one that has the keys is always among them.
package struct InspectingLayout: Hashable, Sendable {
  /// The panels of each column, from top to bottom.
  package let columns: [[InspectorPanel]]

  /// The fewest rows of a panel with its title.
  package static let leastRows = 12
  /// The rows of a panel where a blank one stands below it.
  package static let rowsWithGap = leastRows + 1
  /// The rows for the title, the prompt and the steps, and those that a panel needs for itself and their growth.
  private static let (headRows, panelRows) = (8, 14)
  /// From this width on there are two columns.
  private static let twoColumns = 150

  /// Divides the page below the head of the screen.
  package init(in area: Rectangle, panel: InspectorPanel) {
    let all = InspectorPanel.allCases
    let perColumn = max(1, (area.size.rows - Self.headRows) / Self.panelRows)
    let columnCount = area.size.columns >= Self.twoColumns ? 2 : 1
    let count = min(all.count, perColumn * columnCount)
    let first = min(panel.rawValue, all.count - count)
    let shown = Array(all[first..<first + count])
    // What goes along the steps stands to the left, below them.
    let left = columnCount == 1 ? count : count / 2
    columns = [Array(shown.prefix(left)), Array(shown.dropFirst(left))].filter { !$0.isEmpty }
  }

  /// The panels that are shown.
  package var panels: [InspectorPanel] { columns.flatMap { $0 } }
}

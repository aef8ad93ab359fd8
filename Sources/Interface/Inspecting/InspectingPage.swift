import Model
import Terminal

/// Everything behind one decode.
package struct InspectingPage {
  private let state: WorkbenchState
  private let theme: Theme

  /// The page of a state.
  package init(_ state: WorkbenchState) {
    self.state = state
    theme = Theme(state.appearance)
  }

  /// Draws the steps and below them, on wide screens also to their right, as many panels as have room.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let (title, below) = area.split(rows: 1)
    drawTitle(on: &canvas, in: title)
    let (prompt, body) = below.split(rows: 1)
    PromptLine(state).draw(on: &canvas, in: prompt)
    let rest = body.size.rows >= 10 ? body.split(rows: 1).bottom : body
    guard let translation = state.translating.current else { return drawInvitation(on: &canvas, in: rest) }
    let columns = InspectingLayout(of: state, in: area).columns
    guard columns.count == 2 else { return draw(translation, columns[0], on: &canvas, in: rest) }
    let (left, right) = rest.split(columns: rest.size.columns / 2)
    draw(translation, columns[0], on: &canvas, in: left.split(columns: -2).left)
    drawPanels(columns[1], translation, on: &canvas, in: right)
  }

  private func drawTitle(on canvas: inout Canvas, in area: Rectangle) {
    let names = InspectorPanel.allCases.map { $0 == state.inspector.panel ? "[\($0.title)]" : $0.title }
    PaneTitle(
      "inspect", words: names.joined(separator: " "), appearance: state.appearance,
      isFocused: [.prompt, .steps].contains(state.keys.focus)
    ).draw(on: &canvas, in: area)
  }

  /// Before the first sentence: what will stand here.
  private func drawInvitation(on canvas: inout Canvas, in area: Rectangle) {
    let lines = InspectorPanel.allCases.map { ($0.title, $0.purpose) }
    let width = 2 + (lines.map(\.0.count).max() ?? 0)
    for (row, (title, purpose)) in zip(area.rows, lines) {
      let line = title.leftAligned(in: width) + purpose
      canvas.write(
        line.fitted(to: area.size.columns), at: Point(column: area.origin.column, row: row), style: theme.quiet)
    }
  }

  /// The steps, and panels below them at the same columns.
  private func draw(
    _ translation: Translation, _ panels: [InspectorPanel], on canvas: inout Canvas, in area: Rectangle
  ) {
    let rows = StepRows(
      translation, theme: theme, glyphs: state.appearance.glyphs, isFocused: state.keys.focus == .steps)
    let notes = TranslationNotes(translation, state)
    let (top, below) = area.split(rows: min(rows.count, max(StepRows.leastRows, area.size.rows / 5)))
    rows.draw(on: &canvas, in: top)
    let (noteRows, rest) = below.split(rows: notes.count)
    notes.draw(on: &canvas, in: noteRows)
    let gap = area.size.rows >= Self.spaciousRows ? 1 : 0
    drawPanels(panels, translation, on: &canvas, in: rest.split(rows: gap).bottom)
  }

  private func drawPanels(
    _ panels: [InspectorPanel], _ translation: Translation, on canvas: inout Canvas, in area: Rectangle
  ) {
    let gap = area.size.rows >= panels.count * InspectingLayout.rowsWithGap ? 1 : 0
    let pieces = panels.map { panel in
      let body = panel.view(of: translation, state)
      let most = panels.count == 1 ? area.size.rows : body.rows.map { 1 + $0 } ?? area.size.rows
      let least = min(InspectingLayout.leastRows, most, area.size.rows)
      return Stack.Piece(least: least, most: most) { canvas, area in
        let (title, below) = area.split(rows: 1)
        let isActive = panel == state.inspector.panel && state.keys.focus == .steps
        PaneTitle(panel.title, words: body.words, appearance: state.appearance, isFocused: isActive)
          .draw(on: &canvas, in: title)
        body.draw(on: &canvas, in: below)
      }
    }
    Stack(pieces, gap: gap).draw(on: &canvas, in: area)
  }

  /// From this height on a blank row stands below the steps.
  private static let spaciousRows = 26
}

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
  private static let twoColumns = 108

  /// Divides the page below the head of the screen.
  ///
  /// Where the network does not attend, the alignment has nothing to show and stands there only if it has the keys.
  package init(in area: Rectangle, panel: InspectorPanel, attends: Bool) {
    let all = InspectorPanel.allCases.filter { $0 != .alignment || attends || panel == .alignment }
    let perColumn = max(1, (area.size.rows - Self.headRows) / Self.panelRows)
    let columnCount = area.size.columns >= Self.twoColumns ? 2 : 1
    let count = min(all.count, perColumn * columnCount)
    let first = min(all.firstIndex(of: panel) ?? 0, all.count - count)
    let shown = Array(all[first..<first + count])
    // What goes along the steps stands to the left, below them.
    let left = columnCount == 1 ? count : count / 2
    columns = [Array(shown.prefix(left)), Array(shown.dropFirst(left))].filter { !$0.isEmpty }
  }

  /// The division of a state's page, which is `area`.
  init(of state: WorkbenchState, in area: Rectangle) {
    let attends = state.network.card?.configuration.hasAttention ?? false
    self.init(in: area, panel: state.inspector.panel, attends: attends)
  }

  /// The panels that are shown.
  package var panels: [InspectorPanel] { columns.flatMap { $0 } }
}

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

import Terminal

/// The curves over the whole width, their numbers, and the prompt.
package struct TrainingPage {
  private let state: WorkbenchState

  /// The page of a state.
  package init(_ state: WorkbenchState) {
    self.state = state
  }

  /// Draws the page.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let (body, promptRow) = area.split(rows: -1)
    PromptLine(state).draw(on: &canvas, in: promptRow)
    guard body.size.columns >= 72 else { return ChartView(state).draw(on: &canvas, in: body) }
    let (chart, numbers) = body.split(columns: -(NumbersPanel.columns + 2))
    ChartView(state).draw(on: &canvas, in: chart)
    NumbersPanel(state).draw(on: &canvas, in: numbers.split(columns: 2).right)
  }
}

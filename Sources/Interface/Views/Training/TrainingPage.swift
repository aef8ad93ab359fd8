import Terminal

/// The curves with all their numbers, the pinned sentences, and the prompt.
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
    let pins = PinsView(state)
    let layout = TrainingLayout(
      body, numberRows: NumbersPanel.rows(overlays: state.overlays.count), pinRows: pins.rows,
      needsPins: state.focus == .pins)
    ChartView(state).draw(on: &canvas, in: layout.chart)
    NumbersPanel(state).draw(on: &canvas, in: layout.numbers)
    pins.draw(on: &canvas, in: layout.pins)
  }
}

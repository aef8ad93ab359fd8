import Terminal

/// The curves and the decode on one screen.
package struct OverviewPage {
  private let state: WorkbenchState

  /// The page of a state.
  package init(_ state: WorkbenchState) {
    self.state = state
  }

  /// Draws the page.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let layout = OverviewLayout(
      area, numberRows: NumbersPanel.rows(overlays: state.overlays.count),
      needsSteps: state.focus != .chart && state.translations.current != nil)
    ChartView(state).draw(on: &canvas, in: layout.chart)
    NumbersPanel(state).draw(on: &canvas, in: layout.numbers)
    PinsView(state).draw(on: &canvas, in: layout.pins)
    TranslationView(state).draw(on: &canvas, in: layout.translation)
  }
}

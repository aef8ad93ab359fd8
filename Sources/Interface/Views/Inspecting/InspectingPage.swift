import Terminal

/// Everything behind one decode.
package struct InspectingPage {
  private let state: WorkbenchState

  /// The page of a state.
  package init(_ state: WorkbenchState) {
    self.state = state
  }

  /// Draws the page.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    TranslationView(state).draw(on: &canvas, in: area)
  }
}

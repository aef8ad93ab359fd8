import Terminal

/// A sentence, its decode and what else it could have been.
package struct TranslatingPage {
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

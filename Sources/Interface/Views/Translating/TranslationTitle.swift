import Terminal

/// The rule above the prompt: what waits, how draws are made, how fast characters come.
package struct TranslationTitle {
  private let state: WorkbenchState

  /// The title of a state.
  package init(_ state: WorkbenchState) {
    self.state = state
  }

  /// Draws the row; with the temperature of draws if `showsDraws`, where there is room.
  package func draw(on canvas: inout Canvas, in area: Rectangle, showsDraws: Bool = false) {
    let translations = state.translations
    let waiting = translations.waiting.isEmpty ? "" : "\(translations.waiting.count) more to come, "
    let draws = showsDraws ? "draws at T \(Figures.short(translations.temperature)), " : ""
    let texts = [waiting + draws, waiting, ""].map { $0 + translations.speed.title }
    let fitting = texts.first { $0.displayWidth + 15 < area.size.columns } ?? ""
    PaneTitle(
      "translate", words: fitting, appearance: state.appearance, isFocused: [.prompt, .steps].contains(state.focus)
    ).draw(on: &canvas, in: area)
  }
}

import Terminal

/// The row where a sentence is typed.
package struct PromptLine {
  private let state: WorkbenchState

  /// The prompt of a state.
  package init(_ state: WorkbenchState) {
    self.state = state
  }

  /// Draws the row.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    TextField(
      state.prompt, prompt: state.appearance.prompt, theme: Theme(state.appearance),
      isFocused: isFocused, placeholder: placeholder,
      suggestion: isFocused ? state.completion?.rest ?? "" : ""
    ).draw(on: &canvas, in: area)
  }

  private var isFocused: Bool { state.focus == .prompt && state.dialog == nil }

  private var placeholder: String {
    if state.network == nil { return "nothing to translate with yet: start training" }
    return state.focus == .prompt ? "type a sentence, Enter translates it" : "i or Enter to type"
  }
}

import Model
import Terminal

/// The prompt and, below it, the sentence on the screen: its steps and the choices at one of them.
package struct TranslationView {
  private let state: WorkbenchState
  private let theme: Theme

  /// The translating part of a screen.
  package init(_ state: WorkbenchState) {
    self.state = state
    theme = Theme(state.appearance)
  }

  /// Draws the title, the prompt, and as much of the decode as has room.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    guard area.size.rows >= 2 else { return }
    let (titleRow, below) = area.split(rows: 1)
    TranslationTitle(state).draw(on: &canvas, in: titleRow)
    let (promptRow, body) = below.split(rows: 1)
    PromptLine(state).draw(on: &canvas, in: promptRow)
    let rest = body.size.rows >= 10 ? body.split(rows: 1).bottom : body
    guard let translation = state.translations.current else {
      return TranslationInvitation(state.appearance).draw(on: &canvas, in: rest)
    }
    drawDecode(translation, on: &canvas, in: rest)
  }

  private func drawDecode(_ translation: Translation, on canvas: inout Canvas, in area: Rectangle) {
    let notes = TranslationNotes(translation, state)
    let steps = StepRows(
      translation, theme: theme, glyphs: state.appearance.glyphs, isFocused: state.focus == .steps)
    let rowsForChoices = min(4, max(1, area.size.rows / 4))
    let most = max(3, area.size.rows - notes.count - 1 - rowsForChoices)
    let (head, afterHead) = area.split(rows: min(most, steps.count))
    steps.draw(on: &canvas, in: head)
    let (noteRows, afterNotes) = afterHead.split(rows: notes.count)
    notes.draw(on: &canvas, in: noteRows)
    let spaced = afterNotes.size.rows >= 10 ? afterNotes.split(rows: 1).bottom : afterNotes
    let view = ChoicesView(translation, theme: theme, glyphs: state.appearance.glyphs)
    let used = view.draw(on: &canvas, in: spaced)
    var rest = spaced.split(rows: used + 1).bottom
    let map = HeatMapView(translation, theme: theme, glyphs: state.appearance.glyphs)
    rest = rest.split(rows: map.draw(on: &canvas, in: rest)).bottom.split(rows: 1).bottom
    EarlierView(state.translations, theme: theme).draw(on: &canvas, in: rest)
  }
}

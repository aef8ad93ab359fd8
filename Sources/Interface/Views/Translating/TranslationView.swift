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
    drawTitle(on: &canvas, in: titleRow)
    let (promptRow, body) = below.split(rows: 1)
    PromptLine(state).draw(on: &canvas, in: promptRow)
    let rest = body.size.rows >= 10 ? body.split(rows: 1).bottom : body
    guard let translation = state.translations.current else { return drawInvitation(on: &canvas, in: rest) }
    drawDecode(translation, on: &canvas, in: rest)
  }

  private func drawTitle(on canvas: inout Canvas, in area: Rectangle) {
    let dash = state.appearance.isUnicode ? "─" : "-"
    canvas.write(String(repeating: dash, count: area.size.columns), at: area.origin, style: theme.quiet)
    let style = state.focus == .chart ? theme.title : theme.focusedTitle
    canvas.write("translate", at: area.origin, style: style)
    canvas.write(" ", at: Point(column: area.origin.column + 9, row: area.origin.row))
    let waiting = state.translations.waiting.count
    let speed = (waiting > 0 ? "\(waiting) more to come, " : "") + state.translations.speed.title
    let width = speed.displayWidth + 1
    guard width + 14 < area.size.columns else { return }
    let point = Point(column: area.columns.upperBound - width, row: area.origin.row)
    canvas.write(" " + speed, at: point, style: theme.quiet)
  }

  private func drawDecode(_ translation: Translation, on canvas: inout Canvas, in area: Rectangle) {
    let notes = self.notes(translation)
    let rowsForChoices = min(4, max(1, area.size.rows / 4))
    let most = max(3, area.size.rows - notes.count - 1 - rowsForChoices)
    let rows = min(most, translation.branches.count + 2)
    let (head, afterHead) = area.split(rows: rows)
    StepRows(translation, theme: theme, glyphs: state.appearance.glyphs, isFocused: state.focus == .steps)
      .draw(on: &canvas, in: head)
    let (noteRows, afterNotes) = afterHead.split(rows: notes.count)
    for (row, note) in zip(noteRows.rows, notes) {
      canvas.write(
        note.fitted(to: area.size.columns), at: Point(column: area.origin.column, row: row), style: theme.warning)
    }
    let spaced = afterNotes.size.rows >= 10 ? afterNotes.split(rows: 1).bottom : afterNotes
    let view = ChoicesView(translation, theme: theme, glyphs: state.appearance.glyphs)
    let used = view.draw(on: &canvas, in: spaced)
    var rest = spaced.split(rows: used + 1).bottom
    let map = HeatMapView(translation, theme: theme, glyphs: state.appearance.glyphs)
    rest = rest.split(rows: map.draw(on: &canvas, in: rest)).bottom.split(rows: 1).bottom
    EarlierView(state.translations, theme: theme).draw(on: &canvas, in: rest)
  }

  /// Before the first sentence: what will stand here.
  private func drawInvitation(on canvas: inout Canvas, in area: Rectangle) {
    let times = state.appearance.isUnicode ? "×" : "x"
    let rows = [
      ("in", "your sentence"), ("out", "what the network makes of it, character by character"),
      ("conf", "how sure it was of each: probability \(times) 10"), ("step", "the characters it weighed, as bars"),
    ]
    for (row, (label, words)) in zip(area.rows, rows) {
      canvas.write(label, at: Point(column: area.origin.column, row: row), style: theme.quiet)
      let point = Point(column: area.origin.column + StepFrame.labelColumns, row: row)
      canvas.write(words.fitted(to: area.columns.upperBound - point.column), at: point, style: theme.quiet)
    }
  }

  private func notes(_ translation: Translation) -> [String] {
    var notes: [String] = []
    if let sentence = translation.sentence, let configuration = state.network?.configuration {
      notes += sentence.hints(for: configuration)
    }
    if translation.branch.isCancelled { notes.append("cancelled") }
    return notes
  }
}

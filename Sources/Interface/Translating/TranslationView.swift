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
    guard let translation = state.translating.current else {
      return TranslationInvitation(state.appearance).draw(on: &canvas, in: rest)
    }
    drawDecode(translation, on: &canvas, in: rest)
  }

  private func drawDecode(_ translation: Translation, on canvas: inout Canvas, in area: Rectangle) {
    let notes = TranslationNotes(translation, state)
    let steps = StepRows(
      translation, theme: theme, glyphs: state.appearance.glyphs, isFocused: state.keys.focus == .steps)
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
    EarlierView(state.translating, theme: theme).draw(on: &canvas, in: rest)
  }
}

/// The rule above the prompt: what waits, how draws are made, how fast characters come.
package struct TranslationTitle {
  private let state: WorkbenchState

  /// The title of a state.
  package init(_ state: WorkbenchState) {
    self.state = state
  }

  /// Draws the row; with the temperature of draws if `showsDraws`, where there is room.
  package func draw(on canvas: inout Canvas, in area: Rectangle, showsDraws: Bool = false) {
    let translating = state.translating
    let waiting = translating.waiting.isEmpty ? "" : "\(translating.waiting.count) more to come, "
    let draws = showsDraws ? "draws at T \(Figures.short(translating.temperature)), " : ""
    let texts = [waiting + draws, waiting, ""].map { $0 + translating.speed.title }
    let fitting = texts.first { $0.displayWidth + 15 < area.size.columns } ?? ""
    PaneTitle(
      "translate", words: fitting, appearance: state.appearance,
      isFocused: [.prompt, .steps].contains(state.keys.focus)
    ).draw(on: &canvas, in: area)
  }
}

/// Before the first sentence: what will stand here.
package struct TranslationInvitation {
  private let appearance: Appearance

  /// The words for what a terminal can show.
  package init(_ appearance: Appearance) {
    self.appearance = appearance
  }

  /// Draws as many of the rows as have room.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let theme = Theme(appearance)
    let times = appearance.isUnicode ? "×" : "x"
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
}

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
      state.translating.prompt, prompt: state.appearance.prompt, theme: Theme(state.appearance),
      isFocused: isFocused, placeholder: placeholder,
      suggestion: isFocused ? state.translating.completion?.rest ?? "" : ""
    ).draw(on: &canvas, in: area)
  }

  private var isFocused: Bool { state.keys.focus == .prompt && state.keys.dialog == nil }

  private var placeholder: String {
    if state.network.card == nil { return "nothing to translate with yet: start training" }
    if state.keys.focus == .prompt {
      return "type a sentence, \(state.key(for: .translating(.translate))) translates it"
    }
    return KeyBinding.labels(for: .keys(.enterPrompt), isUnicode: state.appearance.isUnicode) + " to type"
  }
}

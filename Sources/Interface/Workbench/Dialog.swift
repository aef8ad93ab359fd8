import Terminal

/// A question in front of everything else.
package enum Dialog: Hashable, Sendable {
  /// A new network, or the one at hand trained further, and on what?
  case start(StartQuestion)
  /// Which file to train on, and what was wrong with the last answer.
  case dataPath(PathQuestion)
  /// What training waits for; no question, but a start to take back.
  case loading
  /// What is to become of the training?
  case quit
  /// What is to be drawn of a run's event files?
  case tags(TagQuestion)
  /// Which command?
  case palette(CommandPalette)

  /// The keys that answer it.
  var keyContext: KeyContext {
    switch self {
    case .start: .startDialog
    case .dataPath: .pathDialog
    case .loading: .loadingDialog
    case .quit: .quitDialog
    case .tags: .tagDialog
    case .palette: .palette
    }
  }

  /// The same question with the reason why its answer was refused.
  package func refused(_ reason: String) -> Dialog {
    switch self {
    case .start(var question):
      question.error = reason
      return .start(question)
    case .dataPath(var question):
      question.error = reason
      return .dataPath(question)
    case .loading, .quit, .tags, .palette: return self
    }
  }
}

/// A question in a frame in the middle of the screen.
package struct DialogView {
  private let dialog: Dialog
  private let state: WorkbenchState
  private let theme: Theme

  /// A question.
  package init(_ dialog: Dialog, state: WorkbenchState) {
    self.dialog = dialog
    self.state = state
    theme = Theme(state.appearance)
  }

  /// Draws the question; the text field of a path gets the cursor.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let widest = widestLine
    var texts = lines.flatMap { line in line.text.wrapped(to: widest).map { ($0, line.style) } }
    if texts.count + 2 + fieldRows > area.size.rows { texts.removeAll { $0.0.isEmpty } }
    let columns = fieldRows > 0 ? widest + 4 : min(widest, texts.map(\.0.displayWidth).max() ?? 0) + 4
    let rows = min(area.size.rows, texts.count + 2 + fieldRows)
    let box = Rectangle(
      column: area.origin.column + (area.size.columns - columns) / 2,
      row: area.origin.row + (area.size.rows - rows) / 2, columns: columns, rows: rows)
    canvas.cursor = nil
    Frame(appearance: state.appearance).draw(on: &canvas, in: box)
    let inner = box.inset(columns: 2, rows: 1)
    for (offset, text) in texts.prefix(inner.size.rows - fieldRows).enumerated() {
      canvas.write(text.0, at: Point(column: inner.origin.column, row: inner.origin.row + offset), style: text.1)
    }
    if case .dataPath(let question) = dialog {
      draw(question, on: &canvas, in: inner.split(rows: -min(fieldRows, inner.size.rows)).bottom)
    }
  }

  /// Draws the path being typed and below it as many of the files it could become as have room, the chosen one among them.
  private func draw(_ question: PathQuestion, on canvas: inout Canvas, in area: Rectangle) {
    let (field, list) = area.split(rows: 1)
    TextField(question.editor, prompt: state.appearance.prompt, theme: theme, isFocused: true).draw(
      on: &canvas, in: field)
    let offers = question.offers
    let first = max(0, min(question.selected - 1 - list.size.rows / 2, offers.count - list.size.rows))
    for (row, index) in zip(list.rows, offers.indices.dropFirst(first)) {
      let isSelected = index == question.selected - 1
      let mark = isSelected ? state.appearance.glyphs.selection : " "
      let line = state.appearance.glyphs.fitted("\(mark) \(offers[index])", to: list.size.columns)
      canvas.write(
        line, at: Point(column: list.origin.column, row: row), style: isSelected ? theme.strong : theme.quiet)
    }
  }

  /// The rows of the path being typed and of the files it could become.
  private var fieldRows: Int {
    guard case .dataPath(let question) = dialog else { return 0 }
    return 1 + min(question.offers.count, Self.mostOffers, max(0, state.size.rows - Self.rowsBesideOffers))
  }

  private static let mostOffers = 8
  /// The frame, the head and the foot of the screen, and the words of the question.
  private static let rowsBesideOffers = 10

  private var lines: [(text: String, style: Style)] {
    let output = state.training.nextOutputPath.map { [("Saves to " + $0, theme.quiet)] } ?? []
    switch dialog {
    case .start(let question):
      let error = question.error.map { [($0, theme.error)] } ?? []
      return [("Start training on", theme.title)] + error + choices(question) + [("", theme.text)] + answers
        + [("", theme.text)] + output
    case .dataPath(let question):
      let format = "One pair a line: English TAB French. Plain text, or the .zip of manythings.org/anki."
      let error = question.error.map { [($0, theme.error)] } ?? []
      return [("Which file to train on?", theme.title)] + error + [(format, theme.quiet)] + output
    case .loading:
      let title = state.training.loading?.data.title ?? ""
      return [("Reading " + title, theme.title), ("", theme.text)] + answers
    case .quit: return [("The network is being trained", theme.title), ("", theme.text)] + answers
    case .tags(let question): return tags(question)
    case .palette: return []
    }
  }

  /// The series of a run's event files, with what they are taken for, and the keys that take one for another.
  private func tags(_ question: TagQuestion) -> [(text: String, style: Style)] {
    let title = "Series of \(question.path), to draw as \(state.chart.metric.title)"
    let glyphs = state.appearance.glyphs
    let room = max(1, min(Self.mostSeries, state.size.rows - Self.rowsBesideOffers))
    let lines = question.lines(metric: state.chart.metric, room: room)
    let width = lines.map(\.name.displayWidth).max() ?? 0
    let rows = lines.map { line in
      let text = "\(line.isSelected ? glyphs.selection : " ") \(glyphs.line(line.name).leftAligned(in: width))"
      let row = glyphs.fitted(text + (line.roles.isEmpty ? "" : "  " + line.roles), to: widestLine)
      return (row, line.isSelected ? theme.strong : theme.text)
    }
    let none = question.series == nil ? [("reading them", theme.quiet)] : []
    return [(title, theme.title)] + none + rows + [("", theme.text)] + answers
  }

  private static let mostSeries = 12

  /// The columns that a line may take.
  private var widestLine: Int { min(state.size.columns - 6, 70) }

  /// The keys that answer, as the table has them.
  private var answers: [(text: String, style: Style)] {
    KeyBinding.all.filter { $0.context == dialog.keyContext && isAnswer($0.action) }.compactMap { binding in
      guard let key = binding.keys.first?.label(isUnicode: state.appearance.isUnicode) else { return nil }
      let detail = binding.action == .training(.startResumed) ? ", to epoch \(state.training.resumedEpochs)" : ""
      return (key.leftAligned(in: 6) + binding.title + detail, theme.text)
    }
  }

  private func isAnswer(_ action: Action) -> Bool {
    switch action {
    case .training(.chooseData), .runs(.moveTag): false
    case .training(.startResumed): state.canResume
    default: true
    }
  }

  /// The data to choose from, the choice marked and the data in use with its size.
  private func choices(_ question: StartQuestion) -> [(text: String, style: Style)] {
    // The answers stay on the screen: where there is no room for all choices, those around the selected one are shown.
    let room = max(1, state.size.rows - 6 - (question.error == nil ? 0 : 2))
    let first = max(0, min(question.selected - room / 2, question.choices.count - room))
    return question.choices.enumerated().dropFirst(first).prefix(room).map { index, data in
      let isSelected = index == question.selected
      let mark = isSelected ? state.appearance.glyphs.selection : " "
      let pairs = data == state.data.location ? state.data.corpus.map { "  \($0.pairs.count) pairs" } ?? "" : ""
      let isOffered = data != nil && data == question.offered.map { .named($0.letters) }
      let note = isOffered ? "  to download from manythings.org first" : pairs
      return ("\(mark) \(data?.title ?? "another file")\(note)", isSelected ? theme.strong : theme.text)
    }
  }
}

import Terminal

/// A question in front of everything else.
package enum Dialog: Hashable, Sendable {
  /// What is to be trained, on what, and how?
  case form
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
    case .form: .form
    case .loading: .loadingDialog
    case .quit: .quitDialog
    case .tags: .tagDialog
    case .palette: .palette
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

  /// Draws the question.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let widest = widestLine
    var texts = lines.flatMap { line in line.text.wrapped(to: widest).map { ($0, line.style) } }
    if texts.count + 2 > area.size.rows { texts.removeAll { $0.0.isEmpty } }
    let columns = min(widest, texts.map(\.0.displayWidth).max() ?? 0) + 4
    let rows = min(area.size.rows, texts.count + 2)
    let box = Rectangle(
      column: area.origin.column + (area.size.columns - columns) / 2,
      row: area.origin.row + (area.size.rows - rows) / 2, columns: columns, rows: rows)
    canvas.cursor = nil
    Frame(appearance: state.appearance).draw(on: &canvas, in: box)
    let inner = box.inset(columns: 2, rows: 1)
    for (row, text) in zip(inner.rows, texts) {
      canvas.write(text.0, at: Point(column: inner.origin.column, row: row), style: text.1)
    }
  }

  private var lines: [(text: String, style: Style)] {
    switch dialog {
    case .loading:
      let title = state.training.loading?.data.title ?? ""
      return [("Reading " + title, theme.title), ("", theme.text)] + answers
    case .quit: return [("The network is being trained", theme.title), ("", theme.text)] + answers
    case .tags(let question): return tags(question)
    case .form, .palette: return []
    }
  }

  /// The series of a run's event files, with what they are taken for, and the keys that take one for another.
  private func tags(_ question: TagQuestion) -> [(text: String, style: Style)] {
    let title = "Series of \(question.path), to draw as \(state.chart.metric.title)"
    let glyphs = state.appearance.glyphs
    let room = max(1, min(Self.mostSeries, state.size.rows - Self.rowsBesideSeries))
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
  /// The frame, the head and the foot of the screen, and the words of the question.
  private static let rowsBesideSeries = 10

  /// The columns that a line may take.
  private var widestLine: Int { min(state.size.columns - 6, 70) }

  /// The keys that answer, as the table has them.
  private var answers: [(text: String, style: Style)] {
    KeyBinding.all.filter { $0.context == dialog.keyContext && isAnswer($0.action) }.compactMap { binding in
      binding.keys.first.map {
        ($0.label(isUnicode: state.appearance.isUnicode).leftAligned(in: 6) + binding.title, theme.text)
      }
    }
  }

  /// Whether an action answers, other than one that only chooses.
  private func isAnswer(_ action: Action) -> Bool {
    if case .runs(.moveTag) = action { return false }
    return true
  }
}

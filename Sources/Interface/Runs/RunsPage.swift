import Model
import Terminal

/// The runs there are, in a list, and where there is room the curves of those that are drawn, with their numbers.
package struct RunsPage {
  private let state: WorkbenchState
  private let theme: Theme
  private let glyphs: Glyphs

  /// The page of a state.
  package init(_ state: WorkbenchState) {
    self.state = state
    theme = Theme(state.appearance)
    glyphs = state.appearance.glyphs
  }

  private var isFocused: Bool { state.keys.focus == .runs || state.keys.focus == .runsFilter }

  /// Draws the page.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let layout = RunsLayout(state, in: area)
    PaneTitle("runs", words: words, appearance: state.appearance, isFocused: isFocused).draw(
      on: &canvas, in: layout.title)
    drawLine(on: &canvas, in: layout.prompt)
    if state.runs.count == 0 {
      drawInvitation(on: &canvas, in: layout.table)
    } else {
      RunsTable(state, in: layout.table.size).draw(on: &canvas, in: layout.table)
      canvas.clipped(to: layout.detail) { drawDetail(on: &$0, in: layout.detail) }
    }
    let shown = state.withCurvesOfRunsAlone
    if shown.training.history.isEmpty, shown.training.batches.count == 0, shown.chart.overlays.isEmpty {
      return drawChartInvitation(on: &canvas, in: layout.curves)
    }
    canvas.clipped(to: layout.chart) { ChartView(shown).draw(on: &$0, in: layout.chart) }
    canvas.clipped(to: layout.numbers) { NumbersPanel(shown).draw(on: &$0, in: layout.numbers) }
    canvas.clipped(to: layout.pins) { PinsView(shown).draw(on: &$0, in: layout.pins) }
  }

  /// Where nothing is drawn: what draws something.
  private func drawChartInvitation(on canvas: inout Canvas, in area: Rectangle) {
    guard state.runs.count > 0 else { return }
    let key = KeyBinding.label(for: .runs(.draw), isUnicode: glyphs.isUnicode)
    let text = "\(key) draws the curves of the run under the cursor here, under a letter."
    for (row, line) in zip(area.rows, text.wrapped(to: area.size.columns)) {
      canvas.write(line, at: Point(column: area.origin.column, row: row), style: theme.quiet)
    }
  }

  /// Where the cursor is, of how many that the filter leaves, and what is sorted by.
  private var words: String {
    let runs = state.runs
    guard runs.found != nil || runs.count > 0 else { return "" }
    let total = runs.count == runs.totalCount ? "" : ", \(runs.totalCount) in all"
    let place = runs.count == 0 ? "none" : "\(runs.row + 1)/\(runs.count)"
    return "\(place)\(total)"
  }

  /// The sentence being typed, or what the list is filtered by.
  private func drawLine(on canvas: inout Canvas, in area: Rectangle) {
    let isTyping = state.keys.focus == .runsFilter
    guard isTyping || !state.runs.filter.isEmpty && state.keys.focus != .prompt else {
      return PromptLine(state).draw(on: &canvas, in: area)
    }
    TextField(
      state.runs.filter, prompt: "/", theme: theme, isFocused: isTyping,
      placeholder: "a part of a name, of the data, of the hyperparameters"
    ).draw(on: &canvas, in: area)
  }

  /// Where there is no run: why, and what makes one.
  private func drawInvitation(on canvas: inout Canvas, in area: Rectangle) {
    let runs = state.runs
    func key(_ action: Action) -> String { KeyBinding.label(for: action, isUnicode: glyphs.isUnicode) }
    let places = runs.places.map { $0 == "." ? "this folder" : glyphs.line($0) }.joined(separator: ", ")
    let text =
      if runs.found == nil {
        "Looking for runs in \(places)."
      } else if !runs.filter.isEmpty {
        "No run has \(glyphs.line(runs.filter.text)). \(key(.runs(.leaveSearch))) lists all again."
      } else if runs.watch.isAutomatic {
        "No run in \(places) yet. The first that begins there is followed."
      } else {
        "No run in \(places): no checkpoint, no log, no event files of TensorBoard. "
          + "\(key(.training(.toggle))) trains one; :\(CommandName.runs.rawValue) PATH looks elsewhere."
      }
    for (row, line) in zip(area.rows, text.wrapped(to: area.size.columns)) {
      canvas.write(line, at: Point(column: area.origin.column, row: row), style: theme.quiet)
    }
  }

  /// What else is known of the run under the cursor: how it is, its file and data, and how it was trained.
  private func drawDetail(on canvas: inout Canvas, in area: Rectangle) {
    guard let run = state.listedRun(at: state.runs.row), area.size.rows > 0 else { return }
    let (first, rest) = area.split(rows: 1)
    if let failure = run.failure {
      for (row, line) in zip(area.rows, glyphs.line(failure).wrapped(to: area.size.columns)) {
        canvas.write(line, at: Point(column: area.origin.column, row: row), style: theme.error)
      }
      return
    }
    let silence = StatusLine.Segment(RunWords.silence(run.standing) ?? "", style: theme.warning, priority: 9)
    let log = run.log.map { "logged in " + glyphs.line($0) } ?? ""
    let best = run.bestCheckpoint == nil ? "" : "best epoch kept"
    let data = run.data.map { "on " + glyphs.line($0.name) } ?? ""
    StatusLine(
      [
        .init("\(run.kind.title) \(glyphs.line(run.path))", style: theme.strong, priority: 8), silence,
        .init(data, style: theme.text, priority: 7), .init(log, style: theme.quiet, priority: 5),
        .init(best, style: theme.quiet, priority: 4),
      ], gap: 3
    ).draw(on: &canvas, in: first)
    let values = run.hyperparameters.map(RunWords.hyperparameters)
    let words =
      values.map { $0.isEmpty ? "every hyperparameter as it is by default" : $0 } ?? "no hyperparameters known"
    canvas.write(glyphs.fitted(words, to: rest.size.columns), at: rest.origin, style: theme.quiet)
  }
}

/// Where the parts of the page of runs go: the list above, the curves below it as far as the list leaves them room.
package struct RunsLayout: Hashable, Sendable {
  /// The name of the page.
  package let title: Rectangle
  /// The sentence being typed, or the filter.
  package let prompt: Rectangle
  /// The list with its heading.
  package let table: Rectangle
  /// What else is known of the run under the cursor.
  package let detail: Rectangle
  /// The curves with all that stands beside them; empty where there is no room.
  package private(set) var curves = Rectangle(size: Size(columns: 0, rows: 0))
  /// The curves; empty where there is no room.
  package private(set) var chart = Rectangle(size: Size(columns: 0, rows: 0))
  /// The numbers beside them; empty where there is no room.
  package private(set) var numbers = Rectangle(size: Size(columns: 0, rows: 0))
  /// The pinned sentences; empty where there is no room.
  package private(set) var pins = Rectangle(size: Size(columns: 0, rows: 0))

  /// The fewest rows with which curves make sense here.
  private static let chartRows = 6
  /// From so many rows on there are curves, however many runs there are.
  private static let roomyRows = 26

  /// Divides the page of a state, on the screen it has or in another area.
  package init(_ state: WorkbenchState, in area: Rectangle? = nil) {
    let area = area ?? ScreenLayout(state.size).body
    let untitled: Rectangle
    (title, untitled) = area.split(rows: 1)
    let body: Rectangle
    (prompt, body) = untitled.split(rows: 1)
    // The layout does not depend on the filter: nothing jumps while one is typed.
    let needed = 1 + max(1, state.runs.totalCount)
    let detailRows = body.size.rows >= 12 ? 2 : body.size.rows >= 6 ? 1 : 0
    let room = body.size.rows - detailRows
    let most = body.size.rows >= Self.roomyRows ? max(room / 3, min(needed, room * 2 / 5)) : needed
    let tableRows = min(needed, most)
    let hasChart = room - tableRows - 1 >= Self.chartRows && body.size.columns >= 40
    let below: Rectangle
    (table, below) = body.split(rows: hasChart ? tableRows : room)
    let rest: Rectangle
    (detail, rest) = below.split(rows: detailRows)
    guard hasChart else { return }
    curves = rest.split(rows: 1).bottom
    divide(curves, numberRows: NumbersPanel.rows(overlays: state.chart.overlays.count))
  }

  private mutating func divide(_ area: Rectangle, numberRows: Int) {
    guard area.size.columns >= 72 else {
      chart = area
      return
    }
    guard area.size.columns >= 148 else {
      (chart, numbers) = area.split(columns: -(NumbersPanel.columns + 2))
      numbers = numbers.split(columns: 2).right
      return
    }
    let (left, right) = area.split(columns: area.size.columns * 11 / 20)
    chart = left
    (numbers, pins) = right.split(columns: 3).right.split(rows: numberRows)
    pins = pins.split(rows: 1).bottom
  }

  /// How many runs are on the screen.
  package var shownRows: Int { max(1, table.size.rows - 1) }
}

extension WorkbenchState {
  /// The same, without the curves of a run at hand that is none of those listed: it would only make the others small.
  var withCurvesOfRunsAlone: WorkbenchState {
    guard !training.isActive, !training.isStarting, !training.isElsewhere,
      runs.found?.contains(where: { $0.files.contains(runAtHand ?? "") }) != true
    else { return self }
    var state = self
    state.training = RunState(TrainingState(), like: training)
    return state
  }
}

import Model
import Terminal

/// The list of runs: as many columns as have room, those that tell most first, and of the rows those on the screen alone.
struct RunsTable {
  /// A column and the room it has.
  private struct Place {
    let column: RunColumn
    let width: Int
  }

  private let state: WorkbenchState
  private let rows: Range<Int>
  private let runs: [(row: Int, run: ListedRun)]
  private let current: ListedRun?
  private let places: [Place]
  private let theme: Theme
  private let glyphs: Glyphs

  /// The cursor's mark and the letter, in front of everything.
  private static let markColumns = 4
  private static let gap = 2
  /// The columns of a run's name: the fewest, and the most unless there is room to spare.
  private static let (leastName, mostName) = (12, 28)
  /// The fewest and the most columns for the hyperparameters.
  private static let (leastDifferences, mostDifferences) = (12, 60)
  /// The columns that give way, those that stay longest first.
  private static let optional: [RunColumn] = [.loss, .epoch, .age, .best, .characters, .differences, .chrF, .data]

  /// The list of a state, for an area of some size.
  init(_ state: WorkbenchState, in size: Size) {
    self.state = state
    theme = Theme(state.appearance)
    glyphs = state.appearance.glyphs
    let shown = max(1, size.rows - 1)
    let first = RunsState.top(state.runs.top, showing: state.runs.row, of: state.runs.count, shown: shown)
    rows = first..<min(state.runs.count, first + shown)
    runs = rows.compactMap { row in state.listedRun(at: row).map { (row, $0) } }
    current = state.listedRun(at: state.runs.row)
    places = Self.places(state, columns: size.columns - Self.markColumns)
  }

  // MARK: - Columns

  /// The columns that fit, in their order, with the room of each.
  private static func places(_ state: WorkbenchState, columns: Int) -> [Place] {
    var widths = fixedWidths(state)
    let longest = state.runs.longestName
    let name = max(leastName, min(longest, mostName))
    var room = columns - (widths[.state] ?? 0) - gap - min(name, max(leastName, columns / 3))
    var shown: Set<RunColumn> = [.name, .state]
    for column in optional where column != .chrF || state.runs.isAnyEvaluated {
      let needed = (column == .differences ? leastDifferences : widths[column] ?? 0) + gap
      guard needed <= room else { continue }
      shown.insert(column)
      room -= needed
    }
    var nameWidth = min(name, max(leastName, columns / 3))
    // What is left goes to the names until they are whole, then to what differs.
    let more = min(room, max(0, longest - nameWidth))
    nameWidth += more
    room -= more
    widths[.name] = nameWidth
    widths[.differences] = min(mostDifferences, leastDifferences + room)
    return RunColumn.allCases.filter(shown.contains).map { Place(column: $0, width: widths[$0] ?? 0) }
  }

  /// The columns whose width does not depend on the room.
  private static func fixedWidths(_ state: WorkbenchState) -> [RunColumn: Int] {
    let runs = state.runs
    let here = runs.here == nil ? 0 : state.listedRun(at: 0).map(RunWords.epochs)?.count ?? 0
    return [
      .state: 8, .epoch: max(RunColumn.epoch.title.count, here, runs.epochColumns), .loss: 8,
      .best: max(3, runs.bestColumns),
      .characters: 5, .chrF: 5, .data: 14, .age: 4,
    ]
  }

  // MARK: - Drawing

  /// Draws the heading and the rows.
  func draw(on canvas: inout Canvas, in area: Rectangle) {
    guard area.size.rows > 0 else { return }
    drawHeading(on: &canvas, in: area.split(rows: 1).top)
    for (line, listed) in zip(area.rows.dropFirst(), runs) { draw(listed, on: &canvas, in: area, line: line) }
  }

  private func drawHeading(on canvas: inout Canvas, in area: Rectangle) {
    var column = area.origin.column + Self.markColumns
    for place in places {
      let isSorted = place.column == state.runs.column
      let arrow = isSorted ? (state.runs.isDescending ? glyphs.below : glyphs.above) : ""
      // The arrow stands in the gap beside a title that fills its column.
      let title = place.column.isNumber ? arrow + place.column.title : place.column.title + arrow
      let start = place.column.isNumber ? column + place.width - title.count : column
      canvas.write(
        title, at: Point(column: start, row: area.origin.row), style: isSorted ? theme.title : theme.quiet,
        limit: area.columns.upperBound - start)
      column += place.width + Self.gap
    }
  }

  private func draw(_ listed: (row: Int, run: ListedRun), on canvas: inout Canvas, in area: Rectangle, line: Int) {
    let isSelected = listed.row == state.runs.row
    let start = area.origin.column
    if isSelected {
      let isFocused = state.keys.focus == .runs || state.keys.focus == .runsFilter
      canvas.write(
        glyphs.selection, at: Point(column: start, row: line), style: isFocused ? theme.selection : theme.key)
    }
    if let (letter, style) = letter(listed.run) {
      canvas.write(letter, at: Point(column: start + 2, row: line), style: style)
    }
    var column = start + Self.markColumns
    for place in places {
      let (text, style) = cell(place, listed.run, isSelected: isSelected)
      let indent = place.column.isNumber ? max(0, place.width - text.displayWidth) : 0
      canvas.write(text, at: Point(column: column + indent, row: line), style: style, limit: place.width - indent)
      column += place.width + Self.gap
    }
  }

  /// The letter of a run's curves; a dot for the run at hand, whose curves have none.
  private func letter(_ run: ListedRun) -> (String, Style)? {
    if run.path == state.runs.here || run.files.contains(where: { $0 == state.runAtHand }) {
      return (glyphs.isUnicode ? "●" : "*", theme.curve(.training))
    }
    return state.overlay(of: run).map { (String($0.letter), theme.curve(.overlayTraining($0.slot))) }
  }

  private func cell(_ place: Place, _ run: ListedRun, isSelected: Bool) -> (String, Style) {
    switch place.column {
    case .name:
      let name = glyphs.line(run.listName)
      return (glyphs.fittedEnd(name, to: place.width), isSelected ? theme.strong : theme.text)
    case .state: return standing(run)
    case .epoch: return (RunWords.epochs(run), theme.text)
    case .loss:
      return (Figures.loss(run.best?.validation?.loss ?? run.last?.validation?.loss), theme.text)
    case .best: return (run.best.map { "@\($0.epoch)" } ?? "", theme.quiet)
    case .characters: return (run.characterAccuracy.map { Figures.fixed($0, 3) } ?? "-", theme.text)
    case .chrF: return ((run.evaluation?.chrF).map { Figures.fixed($0, 1) } ?? "-", theme.text)
    case .data:
      let name = run.data?.name.split(separator: "/").last.map(String.init) ?? "-"
      return (glyphs.fitted(glyphs.line(name), to: place.width), theme.quiet)
    case .differences:
      return (glyphs.fitted(differences(run, isSelected: isSelected), to: place.width), theme.quiet)
    case .age: return (RunWords.age(run), theme.quiet)
    }
  }

  private func standing(_ run: ListedRun) -> (String, Style) {
    if run.path == state.runs.here {
      return (state.training.phase == .paused ? "paused" : "training", theme.bar)
    }
    let style: Style =
      switch run.standing {
      case .growing: theme.bar
      case .silent: theme.warning
      case .stopped, .finished: theme.quiet
      case .unreadable: theme.error
      }
    return (run.kind == .keras ? "network" : run.standing.word, style)
  }

  /// In which hyperparameters a run is not as the one under the cursor.
  private func differences(_ run: ListedRun, isSelected: Bool) -> String {
    guard let current, !isSelected else { return "" }
    guard let values = run.hyperparameters, current.hyperparameters != nil else { return "-" }
    let words = run.differences(from: current).map { "\($0.option) \($0.text(values))" }
    return words.isEmpty ? "nothing" : words.joined(separator: ", ")
  }
}

extension ListedRun {
  /// What the list calls it: its path without a checkpoint's ending, with the folders that tell it from others.
  var listName: String {
    let isCut = path.hasSuffix(Self.suffix) && path.count > Self.suffix.count
    return isCut ? String(path.dropLast(Self.suffix.count)) : path
  }

  /// How a checkpoint's name ends.
  fileprivate static let suffix = ".safetensors"
}

extension RunsState {
  /// The columns of the longest name.
  var longestName: Int {
    // Bytes are no columns, but at least as many; what is drawn is measured.
    let names = found?.lazy.map { $0.path.utf8.count - ($0.kind == .checkpoint ? ListedRun.suffix.count : 0) }
    let suffix = here?.hasSuffix(ListedRun.suffix) == true ? ListedRun.suffix.count : 0
    return max((here?.utf8.count ?? 0) - suffix, names?.max() ?? 0)
  }

  /// The columns of the longest `37/100`.
  var epochColumns: Int {
    found?.lazy.map { run in (run.epochs.map { 1 + $0.digits } ?? 0) + run.point.epoch.digits }.max() ?? 0
  }

  /// The columns of the longest `@25`.
  var bestColumns: Int { 1 + (found?.lazy.map { ($0.best?.epoch ?? 0).digits }.max() ?? 1) }

  /// Whether the translations of any run were evaluated.
  var isAnyEvaluated: Bool { found?.contains { $0.evaluation != nil } ?? false }
}

extension Int {
  /// How many digits it has.
  fileprivate var digits: Int {
    var (digits, rest) = (1, magnitude)
    while rest >= 10 { (digits, rest) = (digits + 1, rest / 10) }
    return digits
  }
}

extension Glyphs {
  /// The end of a text that fits into some columns, behind a mark where it was cut.
  fileprivate func fittedEnd(_ text: String, to columns: Int) -> String {
    guard text.displayWidth > columns, columns > 0 else { return text.displayWidth > columns ? "" : text }
    let mark = isUnicode ? "…" : "~"
    var kept = Substring(text)
    while (mark + kept).displayWidth > columns, !kept.isEmpty { kept = kept.dropFirst() }
    return mark + kept
  }
}

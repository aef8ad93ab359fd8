import Essentials
import Model
import Terminal

/// How well the network translates what it was trained on and what it never saw, and the best and worst sentences.
package struct EvaluatingPage {
  private let state: WorkbenchState
  private let theme: Theme
  private let glyphs: Glyphs

  /// The page of a state.
  package init(_ state: WorkbenchState) {
    self.state = state
    theme = Theme(state.appearance)
    glyphs = state.appearance.glyphs
  }

  private var isFocused: Bool { state.keys.focus == .evaluation }

  /// Draws the page.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let layout = EvaluatingLayout(in: area)
    PaneTitle(
      "evaluate", words: subject(columns: area.size.columns - 14), appearance: state.appearance,
      isFocused: isFocused || state.keys.focus == .prompt
    ).draw(on: &canvas, in: layout.title)
    PromptLine(state).draw(on: &canvas, in: layout.prompt)
    guard let latest = state.evaluation.latest else { return drawInvitation(on: &canvas, layout) }
    guard layout.isTablePinned else { return drawScrolled(latest, on: &canvas, in: layout.table) }
    let misfits = latest.evaluation.misfitWords
    let status = statusLine(latest, misfits: misfits, columns: layout.body.size.columns)
    let isShort = status.width > layout.status.size.columns
    (isShort ? statusLine(latest, misfits: nil, columns: layout.body.size.columns) : status).draw(
      on: &canvas, in: layout.status)
    _ = figures(latest).draw(on: &canvas, in: layout.table)
    let below = drawMisfits(isShort ? misfits : nil, on: &canvas, in: layout.sentences)
    sentences(latest, layout.listCount).draw(on: &canvas, in: below)
    drawSpread(latest, on: &canvas, in: layout.spread)
  }

  private func figures(_ latest: NetworkEvaluation) -> EvaluationTableView {
    EvaluationTableView(
      EvaluationTable(latest.evaluation), part: state.evaluation.part, isFocused: isFocused, theme: theme)
  }

  private func sentences(_ latest: NetworkEvaluation, _ listCount: Int) -> SentencesView {
    SentencesView(
      latest.evaluation, state.evaluation.part, from: state.evaluation.sentence, listCount: listCount, theme: theme,
      glyphs: glyphs)
  }

  /// Where the table has no room beside the sentences: its rows, and behind the last of them the sentences.
  private func drawScrolled(_ latest: NetworkEvaluation, on canvas: inout Canvas, in area: Rectangle) {
    var rest = area
    let isOther = latest.evaluation.isDataOfTraining == false
    let line = urgent(latest) + (isOther ? [origin(latest, columns: area.size.columns)] : [])
    if !line.isEmpty {
      let (top, below) = area.split(rows: 1)
      StatusLine(line).draw(on: &canvas, in: top)
      rest = below
    }
    let hidden = state.evaluation.hiddenRows
    if hidden < EvaluationTable.rowCount { rest = figures(latest).draw(from: hidden, on: &canvas, in: rest) }
    if rest.size.rows >= EvaluatingLayout.leastListRows { sentences(latest, 1).draw(on: &canvas, in: rest) }
  }

  /// The distribution, and below it, as far as there is room, what the figures mean.
  private func drawSpread(_ latest: NetworkEvaluation, on canvas: inout Canvas, in area: Rectangle) {
    let part = state.evaluation.part
    let counts = latest.spread(of: part)
    SpreadView(counts, of: part, theme: theme, isUnicode: glyphs.isUnicode).draw(on: &canvas, in: area)
    let below = area.split(rows: counts.count + 2).bottom
    let lines = Self.glossary.flatMap { $0.wrapped(to: below.size.columns) }
    guard lines.count <= below.size.rows else { return }
    write(lines, style: theme.quiet, on: &canvas, in: below)
  }

  /// Writes lines below each other, as many as have room.
  private func write(_ lines: [String], style: Style, on canvas: inout Canvas, in area: Rectangle) {
    for (row, line) in zip(area.rows, lines) {
      canvas.write(line, at: Point(column: area.origin.column, row: row), style: style)
    }
  }

  private static let glossary =
    EvaluatedPart.allCases.compactMap(\.note) + [
      "loss, accuracy: Keras's, which count padding, too, unless it is masked",
      "exact match: the output is one of the data's translations of the sentence",
      "chrF: the share of character n-grams, 0 to 100, against the best of these",
      "character error rate, CER: edits per character of the closest of these",
      "ended by itself: before the limit, the length of the longest target",
    ]

  // MARK: - Words

  /// The most lines that tell why pairs are without a loss.
  private static let misfitRows = 3

  /// The network that was evaluated and the data, as far as there is room.
  private func subject(columns: Int) -> String {
    guard let latest = state.evaluation.latest else { return "" }
    let names = [latest.request.checkpoint, latest.request.data.title].map {
      glyphs.line($0.nameInPath)
    }
    let batch = latest.point.batch > 0 ? "+\(latest.point.batch)" : ""
    let epoch = "epoch \(latest.point.epoch)\(batch)"
    return ["\(names[0]), \(epoch), on \(names[1])", "\(epoch), on \(names[1])", epoch]
      .first { $0.displayWidth <= columns } ?? ""
  }

  /// The keys that evaluate; what is typed would go into the prompt while that has the keys.
  private var key: String {
    ([state.keys.focus == .prompt ? .keys(.leavePrompt) : nil, .evaluating(.toggle)] as [Action?]).compactMap { $0 }
      .map { KeyBinding.label(for: $0, isUnicode: glyphs.isUnicode) }.joined(separator: " ")
  }

  /// What the data has to do with the network: a warning where it is not the network's own, which no width takes away.
  private func origin(_ latest: NetworkEvaluation, columns: Int) -> StatusLine.Segment {
    let words = latest.evaluation.originWords(recordedLoss: latest.recordedLoss) ?? ""
    guard latest.evaluation.isDataOfTraining == false else { return .init(words, style: theme.quiet, priority: 6) }
    let room = columns - StatusLine(urgent(latest), gap: 3).width - 3
    return .init(
      words.displayWidth <= room ? words : "not what it was trained on", style: theme.warning, priority: 10)
  }

  private func statusLine(_ latest: NetworkEvaluation, misfits: String?, columns: Int) -> StatusLine {
    StatusLine(
      urgent(latest) + [
        origin(latest, columns: columns),
        .init(latest.evaluation.beamWords ?? "", style: theme.quiet, priority: 7),
        .init(glyphs.line(misfits ?? ""), style: theme.warning, priority: 5),
      ], gap: 3)
  }

  /// Why pairs are without a loss, where the line above the table is too short for it; gives what is left of `area`.
  private func drawMisfits(_ words: String?, on canvas: inout Canvas, in area: Rectangle) -> Rectangle {
    guard let words else { return area }
    var lines = glyphs.line(words).wrapped(to: area.size.columns)
    let most = max(0, min(Self.misfitRows, area.size.rows - EvaluatingLayout.leastListRows))
    if lines.count > most, most > 0 {
      lines[most - 1] = glyphs.fitted(lines[(most - 1)...].joined(separator: " "), to: area.size.columns)
    }
    let (top, below) = area.split(rows: min(lines.count, most))
    write(lines, style: theme.warning, on: &canvas, in: top)
    return below
  }

  /// How far a newer evaluation is, or how far the network has been trained since this one.
  private func urgent(_ latest: NetworkEvaluation) -> [StatusLine.Segment] {
    if state.evaluation.isPending { return progress }
    guard let age = latest.age(at: state.training.point) else { return [] }
    return [
      .init("the network has since trained for \(age)", style: theme.warning, priority: 9),
      .init([(key, theme.key), (" evaluates it anew", theme.quiet)], priority: 8),
    ]
  }

  private var progress: [StatusLine.Segment] {
    guard state.evaluation.inquiry.isPending else {
      return [.init("reading \(state.data.title)", style: theme.text, priority: 9)]
    }
    let share = state.evaluation.inquiry.progress ?? 0
    let percent = "\(Int(100 * share))".rightAligned(in: 3) + " %"
    return [
      .init("evaluating", style: theme.text, priority: 8),
      .init(Gauge.framed(share, columns: 16, isUnicode: glyphs.isUnicode), style: theme.bar, priority: 7),
      .init(percent, style: theme.text, priority: 9),
    ]
  }

  /// Before the first evaluation: what will stand here, and the key that starts it.
  private func drawInvitation(on canvas: inout Canvas, _ layout: EvaluatingLayout) {
    if state.evaluation.isPending {
      StatusLine(progress).draw(on: &canvas, in: layout.body)
      return
    }
    if let card = state.network.card, let absence = state.data.absence {
      let lines = "\(glyphs.line(card.name)): \(absence).".wrapped(to: layout.body.size.columns)
      write(lines, style: theme.warning, on: &canvas, in: layout.body)
      return
    }
    let name = state.network.card.map { glyphs.line($0.name) }
    let data = glyphs.line(state.data.title.nameInPath)
    let start = name.map { "\(key) evaluates \($0) on \(data): " } ?? "No network yet: start training. "
    let words =
      start + "its loss and accuracy, how many translations are right, and how near the others come, for the pairs it "
      + "was trained on and for those held out, and the best and the worst of them."
    let rest = "This also begins by itself when training has reached its last epoch."
    let lines = [words, rest].flatMap { $0.wrapped(to: layout.body.size.columns) }
    write(lines, style: theme.quiet, on: &canvas, in: layout.body)
  }
}

/// Where the parts of the evaluating page go.
///
/// A large screen has the table to the left and the sentences to its right, a middling one the sentences below the table; on a
/// small one both are scrolled through as one.
package struct EvaluatingLayout: Hashable, Sendable {
  /// The name of what is on the page.
  package let title: Rectangle
  /// The sentence being typed.
  package let prompt: Rectangle
  /// Everything below that.
  package let body: Rectangle
  /// How far an evaluation is, and what else is to be said; empty where there is no room.
  package let status: Rectangle
  /// The figures; where they are not pinned, figures and sentences.
  package let table: Rectangle
  /// The best and the worst sentences.
  package private(set) var sentences: Rectangle
  /// How many sentences have which score; empty where there is no room.
  package private(set) var spread = Rectangle(size: Size(columns: 0, rows: 0))
  /// Whether the table stays while the sentences are scrolled.
  package let isTablePinned: Bool

  /// The rows of the table with its heading.
  package static let tableRows = 1 + EvaluationTable.rowCount
  /// The rows of a list with its heading and one sentence.
  package static let leastListRows = 4
  /// The columns of a pinned table where there is room for more.
  private static let tableColumns = 72
  /// From this width on the best and the worst sentences stand side by side.
  private static let twoLists = 72
  /// The columns and the rows of the scores' distribution.
  private static let (spreadColumns, spreadRows) = (30, 12)
  private static let gap = 3

  /// Divides the page below the head of the screen.
  package init(in area: Rectangle) {
    let untitled: Rectangle
    (title, untitled) = area.split(rows: 1)
    (prompt, body) = untitled.split(rows: 1)
    isTablePinned = body.size.rows > Self.tableRows + Self.leastListRows
    guard isTablePinned else {
      status = Rectangle(size: Size(columns: 0, rows: 0))
      (table, sentences) = (body, body)
      return
    }
    let below: Rectangle
    (status, below) = body.split(rows: 1)
    let beside = below.size.columns - Self.tableColumns - Self.gap
    if beside >= Self.twoLists, below.size.rows >= Self.tableRows + Self.spreadRows {
      let (left, right) = below.split(columns: Self.tableColumns)
      let top: Rectangle
      (top, spread) = left.split(rows: Self.tableRows + 1)
      (table, sentences) = (top, right.split(columns: Self.gap).right)
      return
    }
    let gap = below.size.rows >= 2 * Self.tableRows ? 1 : 0
    let top: Rectangle
    (top, sentences) = below.split(rows: Self.tableRows + gap)
    guard beside >= Self.spreadColumns else {
      table = top
      return
    }
    table = top.split(columns: Self.tableColumns).left
    spread = top.split(columns: Self.tableColumns + Self.gap).right.split(rows: Self.tableRows).top
  }

  /// How many lists of sentences stand side by side.
  package var listCount: Int { sentences.size.columns >= Self.twoLists ? 2 : 1 }
}

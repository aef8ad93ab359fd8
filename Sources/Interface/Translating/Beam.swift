import Model
import Terminal

/// The beam search beside the greedy decode.
package struct BeamState: Sendable {
  /// The widths it can have.
  package static let widths = BeamSearch.widths

  /// Whether it is on the screen.
  package var isShown = false
  /// How many hypotheses are followed; it stays within `widths`.
  package var width = 5 {
    didSet { width = max(Self.widths.lowerBound, min(Self.widths.upperBound, width)) }
  }
  /// By what power of their lengths what is found is ranked.
  package var lengthPenalty = 0.0
  /// The search, and what it found, best first.
  package internal(set) var search = Inquiry<BeamRequest>()
  /// The hypothesis under the cursor.
  package private(set) var selected = 0

  /// A search that is not shown.
  package init() {}

  /// One that is shown from the beginning.
  package init(shown beam: BeamSearch) { (isShown, width, lengthPenalty) = (true, beam.width, beam.lengthPenalty) }

  /// What was found for the sentence, best first.
  package var hypotheses: [Hypothesis] { search.latest?.answer ?? [] }

  /// Whether an answer is still to come.
  package var isSearching: Bool { isShown && search.isPending }

  /// Moves the cursor, stopping at the ends.
  package mutating func select(by distance: Int) {
    selected = max(0, min(hypotheses.count - 1, selected + distance))
  }

  /// Forgets what it found where another sentence is on the screen.
  package mutating func follow(_ current: Translation) {
    guard isShown, let request = search.request, request.translation != current.id else { return }
    (search, selected) = (Inquiry(), 0)
  }

  /// Takes it off the screen, and with it a search that is not done.
  package mutating func hide() {
    isShown = false
    search.withdraw()
  }
}

/// A sentence for the beam search.
package struct BeamRequest: Hashable, Sendable {
  /// The translation it belongs to.
  package let translation: Int
  /// The sentence.
  package let sentence: String
  /// How it is searched.
  package let search: BeamSearch

  /// A search for a sentence.
  package init(translation: Int, sentence: String, search: BeamSearch) {
    self.translation = translation
    self.sentence = sentence
    self.search = search
  }
}

extension BeamRequest: InquiryRequest {
  package static var slot: WritableKeyPath<WorkbenchState, Inquiry<BeamRequest>> { \.translating.beam.search }

  package static func wanted(in state: WorkbenchState) -> BeamRequest? {
    let beam = state.translating.beam
    guard beam.isShown, let current = state.translating.current else { return nil }
    let search = BeamSearch(width: beam.width, lengthPenalty: beam.lengthPenalty)
    return BeamRequest(translation: current.id, sentence: current.request, search: search)
  }

  package var network: NetworkChoice<Translator> { .first(for: translation) }

  package func answer(by translator: Translator, _: inout Attempt<BeamRequest>) -> [Hypothesis]? {
    translator.beam(for: sentence, search).map { Hypothesis($0.steps) }
  }

  package func take(_ found: [Hypothesis], in state: inout WorkbenchState) {
    if state.translating.beam.search.receive(found, for: self) { state.translating.beam.select(by: 0) }
  }
}

/// A translation that a beam search found, without the probabilities of its steps.
package struct Hypothesis: Hashable, Sendable {
  /// The classes of its characters, LF's included.
  package let indices: [Int]
  /// Its characters, LF included.
  package let scalars: [Unicode.Scalar]
  /// Σ ln p of the characters, in nats.
  package let logProbability: Double
  /// The same per character.
  package let meanLogProbability: Double

  /// The hypothesis that some steps make.
  package init(_ steps: [DecodeStep]) {
    indices = steps.map(\.index)
    scalars = steps.map(\.character)
    logProbability = steps.logProbability
    meanLogProbability = steps.meanLogProbability
  }

  /// The first step, from 0, at which it leaves another; `nil` where they are the same.
  package func firstDifference(from other: Hypothesis) -> Int? {
    let common = zip(scalars, other.scalars).prefix { $0 == $1 }.count
    return common == max(scalars.count, other.scalars.count) ? nil : common
  }
}

/// What a beam search found, ranked, and where each hypothesis leaves the greedy decode.
package struct BeamView {
  private let beam: BeamState
  private let greedy: Hypothesis?
  private let theme: Theme
  private let glyphs: Glyphs
  private let isFocused: Bool

  /// The beam search of a state.
  package init(_ state: WorkbenchState) {
    beam = state.translating.beam
    greedy = state.translating.current?.branches[0].hypothesis
    theme = Theme(state.appearance)
    glyphs = state.appearance.glyphs
    isFocused = state.keys.focus == .beam
  }

  /// The rows that all of it takes.
  package var count: Int { 1 + rows.count }

  private struct Row {
    let hypothesis: Hypothesis
    /// From 1; `nil` for a greedy decode that the search has not kept.
    let rank: Int?
  }

  /// The hypotheses, and the greedy decode where it is not one of them.
  private var rows: [Row] {
    let ranked = beam.hypotheses.enumerated().map { Row(hypothesis: $1, rank: $0 + 1) }
    guard let greedy, !ranked.isEmpty, !ranked.contains(where: { $0.hypothesis.indices == greedy.indices }) else {
      return ranked
    }
    return ranked + [Row(hypothesis: greedy, rank: nil)]
  }

  /// Draws the heading and as many hypotheses as have room, the one under the cursor among them.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let (heading, body) = area.split(rows: 1)
    let columns = Columns(in: area)
    drawHeading(columns, on: &canvas, in: heading)
    let rows = rows
    let first = max(0, min(beam.selected - body.size.rows / 2, rows.count - body.size.rows))
    for (row, found) in zip(body.rows, rows.dropFirst(first)) {
      draw(found, columns, on: &canvas, row: row)
    }
  }

  /// Where the numbers end and the words begin.
  private struct Columns {
    let start: Int
    let end: Int
    /// Where log p ends.
    var total: Int { start + 18 }
    /// Where log p per character ends; narrow screens leave it out.
    let mean: Int?
    let difference: Int
    let text: Int

    init(in area: Rectangle) {
      (start, end) = (area.origin.column, area.columns.upperBound)
      mean = area.size.columns >= 60 ? start + 28 : nil
      difference = start + (mean == nil ? 20 : 30)
      text = difference + 9
    }
  }

  private func drawHeading(_ columns: Columns, on canvas: inout Canvas, in area: Rectangle) {
    let style = isFocused ? theme.focusedTitle : theme.title
    canvas.write("beam of \(beam.width)\(penalty)", at: area.origin, style: style, limit: area.size.columns)
    writeRight("log p", columns.total, theme.quiet, on: &canvas, row: area.origin.row)
    if let mean = columns.mean { writeRight("per char", mean, theme.quiet, on: &canvas, row: area.origin.row) }
    write("differs", columns.difference, theme.quiet, on: &canvas, row: area.origin.row, before: columns.end)
    let state = beam.isSearching ? "searching" : ""
    write(state, columns.text, theme.warning, on: &canvas, row: area.origin.row, before: columns.end)
  }

  /// The length penalty, where there is one.
  private var penalty: String { beam.lengthPenalty == 0 ? "" : " /n^" + Figures.short(beam.lengthPenalty) }

  private func draw(_ found: Row, _ columns: Columns, on canvas: inout Canvas, row: Int) {
    let hypothesis = found.hypothesis
    let isSelected = found.rank == beam.selected + 1
    if isSelected { write(glyphs.selection, columns.start, theme.key, on: &canvas, row: row, before: columns.end) }
    writeRight(
      found.rank.map(String.init) ?? "-", columns.start + 4, isSelected && isFocused ? theme.selection : theme.text,
      on: &canvas, row: row)
    writeRight(Figures.logProbability(hypothesis.logProbability), columns.total, theme.text, on: &canvas, row: row)
    if let mean = columns.mean {
      writeRight(Figures.logProbability(hypothesis.meanLogProbability), mean, theme.quiet, on: &canvas, row: row)
    }
    let difference = greedy.flatMap { hypothesis.firstDifference(from: $0) }
    let words = greedy == nil ? "" : difference.map { "step \($0 + 1)" } ?? "greedy"
    let style = words == "greedy" ? theme.best : theme.quiet
    write(words, columns.difference, style, on: &canvas, row: row, before: columns.end)
    let text = Rectangle(column: columns.text, row: row, columns: columns.end - columns.text, rows: 1)
    draw(hypothesis.scalars, differingAt: difference, on: &canvas, in: text)
  }

  /// Writes the characters, or the part around where they begin to differ, which is marked.
  private func draw(
    _ scalars: [Unicode.Scalar], differingAt difference: Int?, on canvas: inout Canvas, in area: Rectangle
  ) {
    let room = area.size.columns
    let first = max(0, min((difference ?? 0) - room / 2, scalars.count - room))
    let ellipsis = glyphs.isUnicode ? "…" : "~"
    for (offset, index) in (first..<scalars.count).prefix(room).enumerated() {
      let isCut = offset == 0 && first > 0 || offset == room - 1 && index < scalars.count - 1
      let isShared = index < difference ?? 0
      let style = index == difference ? theme.difference : isShared ? theme.quiet : theme.text
      let point = Point(column: area.origin.column + offset, row: area.origin.row)
      canvas.write(isCut ? ellipsis : glyphs.mark(scalars[index]), at: point, style: style, limit: 1)
    }
  }

  private func write(
    _ text: String, _ column: Int, _ style: Style, on canvas: inout Canvas, row: Int, before end: Int
  ) {
    canvas.write(text, at: Point(column: column, row: row), style: style, limit: end - column)
  }

  private func writeRight(_ text: String, _ end: Int, _ style: Style, on canvas: inout Canvas, row: Int) {
    canvas.write(text, at: Point(column: end - text.displayWidth, row: row), style: style)
  }
}

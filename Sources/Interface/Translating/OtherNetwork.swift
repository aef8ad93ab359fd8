import Model
import Terminal

/// A second network, which decodes every sentence beside the one that translates.
package struct OtherNetwork: Sendable {
  /// What is known of it; `nil` while there is none.
  package private(set) var card: NetworkCard?
  /// Grows with every network that is opened or closed, so that answers of others are told apart.
  fileprivate private(set) var number = 0
  /// The decode asked for last.
  package internal(set) var decode = Inquiry<OtherRequest>()

  /// No second network yet.
  package init(_ card: NetworkCard? = nil) {
    self.card = card
  }

  /// Puts another network in its place, or none.
  package mutating func replace(with card: NetworkCard?) {
    self.card = card
    number += 1
    decode = Inquiry()
  }
}

/// A sentence for the second network.
package struct OtherRequest: Hashable, Sendable {
  /// The translation it belongs to.
  package let translation: Int
  /// The sentence.
  package let sentence: String
  /// The second network's number: an answer of one that was closed meanwhile is not wanted.
  package let number: Int
}

extension OtherRequest: InquiryRequest {
  package static var slot: WritableKeyPath<WorkbenchState, Inquiry<OtherRequest>> { \.translating.other.decode }

  /// Every sentence is decoded once.
  package static func wanted(in state: WorkbenchState) -> OtherRequest? {
    guard state.translating.other.card != nil, let current = state.translating.current, current.other == nil else {
      return nil
    }
    return OtherRequest(translation: current.id, sentence: current.request, number: state.translating.other.number)
  }

  package var network: NetworkChoice<Translator> { .second }

  package func answer(by translator: Translator, _: inout Attempt<OtherRequest>) -> Decode? {
    translator.decode(sentence)
  }

  package func take(_ decode: Decode, in state: inout WorkbenchState) {
    if state.translating.other.decode.receive(decode, for: self) {
      state.translating.takeOther(decode, of: translation)
    }
  }
}

/// The sentence decoded by a second network: the whole of it, and step by step below the greedy decode or the branch that a
/// reader chose.
package struct OtherView {
  /// The heading, the two decodes and the marks; the whole output stands between them where it has room.
  package static let leastRows = 4

  private let card: NetworkCard
  private let translation: Translation
  private let theme: Theme
  private let glyphs: Glyphs

  /// The decode of a second network beside a sentence's.
  package init(_ card: NetworkCard, _ translation: Translation, theme: Theme, glyphs: Glyphs) {
    self.card = card
    self.translation = translation
    self.theme = theme
    self.glyphs = glyphs
  }

  private var branch: Branch { translation.branches[translation.comparedBranch] }

  /// The rows that all of it takes in so many columns.
  package func rows(in columns: Int) -> Int { Self.leastRows + max(1, output(in: columns).count) }

  /// What the second network wrote, as text, on as many lines as it needs.
  private func output(in columns: Int) -> [String] {
    guard let other = translation.other else { return [] }
    let written = other.steps.prefix(branch.isStreaming ? branch.revealed : other.steps.count).filter { !$0.isEnd }
    let text = glyphs.line(String(String.UnicodeScalarView(written.map(\.character))))
    return text.wrapped(to: max(1, columns - StepFrame.labelColumns))
  }

  /// Draws the heading, the whole output, and the two decodes, a blank where one has no character, and a mark below what
  /// differs.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    let (heading, below) = area.split(rows: 1)
    let (whole, body) = below.split(rows: below.size.rows - (Self.leastRows - 1))
    for (row, line) in zip(whole.rows, output(in: area.size.columns)) {
      let point = Point(column: area.origin.column + StepFrame.labelColumns, row: row)
      canvas.write(line, at: point, style: theme.text, limit: area.size.columns - StepFrame.labelColumns)
    }
    drawComparison(on: &canvas, heading: heading, body: body)
  }

  private func drawComparison(on canvas: inout Canvas, heading: Rectangle, body: Rectangle) {
    guard let other = translation.other else {
      return drawHeading([.init("decoding", style: theme.warning, priority: 1)], on: &canvas, in: heading)
    }
    let here = Array(branch.shown)
    // Both appear at one pace.
    let there = Array(branch.isStreaming ? other.steps.prefix(here.count) : other.steps[...])
    let alignment = Alignment(here.map(\.character), there.map(\.character))
    drawHeading(summary(alignment, other), on: &canvas, in: heading)
    let cursor = alignment.columns.firstIndex { $0.left == translation.step } ?? 0
    let frame = StepFrame(count: alignment.columns.count, around: cursor, in: body)
    let label = translation.comparedBranch == 0 ? "out" : "out \(translation.comparedBranch + 1)"
    for (row, label) in zip(body.rows, [label, "other"]) {
      canvas.write(label, at: Point(column: frame.labelColumn, row: row), style: theme.quiet)
    }
    for (position, column) in alignment.columns.enumerated() where frame.steps.contains(position) {
      let (step, differs) = (frame.column(of: position), column.kind != .match)
      let characters = [column.left.map { here[$0].character }, column.right.map { there[$0].character }]
      for (row, character) in zip(body.rows, characters) {
        let text = character.map(glyphs.mark) ?? " "
        canvas.write(text, at: Point(column: step, row: row), style: differs ? theme.difference : theme.text, limit: 1)
      }
      if body.size.rows > 2 {
        canvas.write(
          Self.mark(column.kind), at: Point(column: step, row: body.origin.row + 2), style: theme.warning, limit: 1)
      }
    }
  }

  private static func mark(_ kind: Alignment.Kind) -> String {
    switch kind {
    case .match: " "
    case .differ: "x"
    case .onlyLeft: "-"
    case .onlyRight: "+"
    }
  }

  private func drawHeading(_ segments: [StatusLine.Segment], on canvas: inout Canvas, in area: Rectangle) {
    let title = StatusLine.Segment([("other ", theme.title), (card.name, theme.text)], priority: 9)
    StatusLine([title] + segments, gap: 3).draw(on: &canvas, in: area)
  }

  private func summary(_ alignment: Alignment, _ other: Decode) -> [StatusLine.Segment] {
    let unknown = other.unknown.map(glyphs.name).joined(separator: " ")
    let count = alignment.distance
    let differences = count == 0 ? "the same" : count == 1 ? "1 difference" : "\(count) differences"
    let totals = [other.logProbability, branch.logProbability].map(Figures.logProbability)
    return [
      .init(differences, style: count == 0 ? theme.text : theme.warning, priority: 8),
      .init(
        [("log p ", theme.quiet), (totals[0], theme.text), (", here ", theme.quiet), (totals[1], theme.text)],
        priority: 7),
      .init(unknown.isEmpty ? "" : "left out \(unknown)", style: theme.warning, priority: 8),
    ]
  }
}

import Model
import Terminal

/// The best and the worst sentences of a part side by side; where there is room for one list, all of them, best first.
struct SentencesView {
  private let part: EvaluatedPart
  private let lists: [(title: String, scores: [SentenceScore])]
  private let position: Int
  private let theme: Theme
  private let glyphs: Glyphs

  /// The sentences of a part from a position on, in so many lists.
  init(
    _ evaluation: Evaluation, _ part: EvaluatedPart, from position: Int, listCount: Int, theme: Theme, glyphs: Glyphs
  ) {
    let found = evaluation[part]
    self.part = part
    lists =
      listCount == 1
      ? [("best first", found.sentences)]
      : [("best", Array(found.best(.max))), ("worst", Array(found.worst(.max)))]
    self.position = max(0, min(position, (lists.first?.scores.count ?? 0) - 1))
    self.theme = theme
    self.glyphs = glyphs
  }

  /// The columns in front of a sentence: those of its scores.
  private static let scoreColumns = 12
  private static let gap = 3

  /// Draws the lists.
  func draw(on canvas: inout Canvas, in area: Rectangle) {
    var rest = area
    for (index, list) in lists.enumerated() {
      let width = (rest.size.columns - (lists.count - index - 1) * Self.gap) / (lists.count - index)
      let (column, right) = rest.split(columns: width)
      rest = right.split(columns: Self.gap).right
      draw(list.scores, title: list.title, on: &canvas, in: column)
    }
  }

  private func draw(_ scores: [SentenceScore], title: String, on canvas: inout Canvas, in area: Rectangle) {
    let (heading, body) = area.split(rows: 1)
    let place = scores.isEmpty ? "none" : "\(min(position + 1, scores.count))/\(scores.count)"
    StatusLine(
      [
        .init(" chrF  CER", style: theme.quiet, priority: 3),
        .init("\(part.title), \(title)", style: theme.title, priority: 2),
        .init(place, style: theme.quiet, priority: 1),
      ], gap: 2
    ).draw(on: &canvas, in: heading)
    var rest = body
    for score in scores.dropFirst(position) {
      let needed = score.isExact ? 2 : 3
      guard rest.size.rows >= needed else { break }
      draw(score, on: &canvas, in: rest)
      rest = rest.split(rows: needed).bottom
    }
  }

  /// A sentence with its scores, its translation, and the closest of the data's where that differs.
  private func draw(_ score: SentenceScore, on canvas: inout Canvas, in area: Rectangle) {
    let (left, row) = (area.origin.column, area.origin.row)
    let text = left + Self.scoreColumns
    let room = area.size.columns - Self.scoreColumns
    let (chrF, errors) = (Figures.fixed(score.chrF, 1), Figures.fixed(score.characterErrorRate, 2))
    let scores = chrF.rightAligned(in: 5) + errors.rightAligned(in: 5)
    canvas.write(scores, at: Point(column: left, row: row), style: theme.text)
    canvas.write(
      glyphs.fitted(glyphs.line(score.english), to: room), at: Point(column: text, row: row), style: theme.strong)
    func write(_ label: String, _ words: String, _ style: Style, row: Int) {
      let start = Point(column: left + 10 - label.count, row: row)
      canvas.write(label, at: start, style: theme.quiet)
      canvas.write(glyphs.fitted(glyphs.line(words), to: room), at: Point(column: text, row: row), style: style)
    }
    write("out", score.output, theme.text, row: row + 1)
    guard !score.isExact else { return }
    write("ref", score.closestReference, theme.quiet, row: row + 2)
  }
}

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

  /// The beginning of a text that has room, with a mark for every blank.
  private func spelled(_ text: String, in columns: Int) -> String {
    glyphs.fitted(text.unicodeScalars.map(glyphs.mark).joined(), to: columns)
  }

  /// A sentence with its scores, its translation, and the closest of the data's where that differs; blanks are drawn, since
  /// they count.
  private func draw(_ score: SentenceScore, on canvas: inout Canvas, in area: Rectangle) {
    let (left, row) = (area.origin.column, area.origin.row)
    let text = left + Self.scoreColumns
    let room = area.size.columns - Self.scoreColumns
    let (chrF, errors) = (Figures.fixed(score.chrF, 1), Figures.fixed(score.characterErrorRate, 2))
    let scores = chrF.rightAligned(in: 5) + errors.rightAligned(in: 5)
    canvas.write(scores, at: Point(column: left, row: row), style: theme.text)
    canvas.write(
      spelled(score.english, in: room), at: Point(column: text, row: row), style: theme.strong)
    func write(_ label: String, _ words: String, _ style: Style, row: Int) {
      let start = Point(column: left + 10 - label.count, row: row)
      canvas.write(label, at: start, style: theme.quiet)
      canvas.write(spelled(words, in: room), at: Point(column: text, row: row), style: style)
    }
    write("out", score.output, theme.text, row: row + 1)
    guard !score.isExact else { return }
    write("ref", score.closestReference, theme.quiet, row: row + 2)
  }
}

/// How the scores of a part's sentences are distributed: a bar for every ten of chrF.
struct SpreadView {
  private let counts: [Int]
  private let part: EvaluatedPart
  private let theme: Theme
  private let isUnicode: Bool

  /// The distribution of a part, from the lowest scores on.
  init(_ counts: [Int], of part: EvaluatedPart, theme: Theme, isUnicode: Bool) {
    self.counts = counts
    self.part = part
    self.theme = theme
    self.isUnicode = isUnicode
  }

  private static let (labelColumns, countColumns) = (9, 6)

  /// Draws a heading and the bars, the highest scores first.
  func draw(on canvas: inout Canvas, in area: Rectangle) {
    guard area.size.rows > counts.count else { return }
    canvas.write(
      "chrF of the \(part.title) sentences".fitted(to: area.size.columns), at: area.origin, style: theme.quiet)
    let most = max(1, counts.max() ?? 0)
    let room = min(48, area.size.columns - Self.labelColumns - Self.countColumns)
    for (offset, (bucket, count)) in counts.enumerated().reversed().enumerated() {
      let point = Point(column: area.origin.column, row: area.origin.row + 1 + offset)
      let dash = isUnicode ? "–" : "-"
      let label = "\(bucket * 10)\(dash)\(bucket * 10 + 10)".rightAligned(in: Self.labelColumns - 2)
      canvas.write(label, at: point, style: theme.quiet)
      let bar = Gauge.bar(Double(count) / Double(most), columns: room, isUnicode: isUnicode)
      let start = Point(column: point.column + Self.labelColumns, row: point.row)
      canvas.write(bar, at: start, style: theme.bar)
      canvas.write(
        "\(count)", at: Point(column: start.column + bar.displayWidth + 1, row: point.row), style: theme.text)
    }
  }
}

import Terminal

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

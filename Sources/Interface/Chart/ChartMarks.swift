import Terminal

/// What stands upon the curves: letters, the best epoch, values beyond the axis, the first NaN, the crosshair.
package struct ChartMarks {
  private let content: ChartContent
  private let curves: ChartCurves
  private let appearance: Appearance
  private let plot: Rectangle

  /// The marks of a chart whose curves are fitted to a plot.
  package init(_ content: ChartContent, _ curves: ChartCurves, appearance: Appearance, plot: Rectangle) {
    self.content = content
    self.curves = curves
    self.appearance = appearance
    self.plot = plot
  }

  private var theme: Theme { Theme(appearance) }

  /// Writes the marks.
  package func draw(on canvas: inout Canvas) {
    drawCrosshair(on: &canvas)
    for tag in curves.tags {
      guard let letter = tag.ink.letter else { continue }
      write(String(letter), tag.column, tag.row, theme.curve(tag.ink), on: &canvas)
    }
    if let best = curves.best { write(appearance.glyphs.star, best.column, best.row, theme.best, on: &canvas) }
    let outliers = content.outliers
    if outliers.above > 0 {
      let columns = content.outlierColumns(of: plot.size.columns, above: true)
      write(appearance.glyphs.above, at: columns, words: "\(outliers.above) above", row: 0, theme.warning, on: &canvas)
    }
    let foot = plot.size.rows - 1
    if outliers.below > 0 {
      let columns = content.outlierColumns(of: plot.size.columns, above: false)
      write(
        appearance.glyphs.below, at: columns, words: "\(outliers.below) below", row: foot, theme.warning, on: &canvas)
    }
    if let nan = content.firstNaN, let column = curves.column(of: nan.position) {
      write(appearance.glyphs.cross, at: [column], words: "NaN " + nan.words, row: foot, theme.error, on: &canvas)
    }
  }

  private func drawCrosshair(on canvas: inout Canvas) {
    guard let epoch = content.chart.crosshair, let column = curves.column(of: Double(epoch)) else { return }
    for row in plot.rows where canvas[plot.origin.column + column, row].character == " " {
      canvas[plot.origin.column + column, row] = Cell(appearance.isUnicode ? "┊" : "'", style: theme.strong)
    }
  }

  /// Writes a mark into some columns, and words behind the last one, in front of the first, or on the row beside.
  private func write(
    _ mark: String, at columns: [Int], words: String, row: Int, _ style: Style, on canvas: inout Canvas
  ) {
    guard let first = columns.first, let last = columns.last else { return }
    for column in columns { write(mark, column, row, style, on: &canvas) }
    let width = words.displayWidth
    if last + 1 + width < plot.size.columns {
      write(" " + words, last + 1, row, style, on: &canvas)
    } else if first > width {
      write(words + " ", first - 1 - width, row, style, on: &canvas)
    } else {
      let start = max(0, min(first - width / 2, plot.size.columns - width))
      write(words.fitted(to: plot.size.columns), start, row == 0 ? 1 : row - 1, style, on: &canvas)
    }
  }

  private func write(_ text: String, _ column: Int, _ row: Int, _ style: Style, on canvas: inout Canvas) {
    canvas.write(text, at: Point(column: plot.origin.column + column, row: plot.origin.row + row), style: style)
  }
}

import Model
import Terminal

/// What stands upon the curves: letters, the best epoch, values beyond the axis, the first NaN, the crosshair and the names
/// of what was done at its epoch.
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
    for tag in curves.tags { writeEnd(of: tag, on: &canvas) }
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
      let words = nan.name + " " + nan.words
      write(appearance.glyphs.cross, at: [column], words: words, row: foot, theme.error, on: &canvas)
    }
    drawNames(on: &canvas)
  }

  /// The last value of an earlier run, behind its curve where nothing else is.
  private func writeEnd(of tag: ChartCurves.Tag, on canvas: inout Canvas) {
    guard let value = tag.end else { return }
    let words = " " + (content.chart.metric.isLoss ? Figures.briefLoss(value) : Figures.share(value))
    let columns = tag.column + 1..<tag.column + 2 + words.displayWidth
    guard columns.upperBound <= plot.size.columns, overwritten(by: columns, [tag.row], on: canvas) == 0 else { return }
    write(words, tag.column + 1, tag.row, theme.curve(tag.ink), on: &canvas)
  }

  /// Names what was done to the run in the epoch under the crosshair: beside it, at the top or at the foot, wherever less
  /// is drawn.
  private func drawNames(on canvas: inout Canvas) {
    guard let epoch = content.chart.crosshair, let column = curves.column(of: Double(epoch)) else { return }
    let all = content.marks.filter { $0.epoch == epoch }.names(appearance.glyphs)
    let room = max(1, plot.size.rows - 1)
    let names = all.count <= room ? all : all.prefix(room - 1) + ["and \(all.count - room + 1) more"]
    guard let widest = names.map(\.displayWidth).max() else { return }
    let width = min(widest + 2, plot.size.columns)
    let isRight = column + 1 + width <= plot.size.columns
    let start = isRight ? column + 1 : column >= width ? column - width : max(0, plot.size.columns - width)
    let sides = [0, plot.size.rows - names.count].map { $0..<$0 + names.count }
    let rows = sides.min {
      overwritten(by: start..<start + width, $0, on: canvas) < overwritten(by: start..<start + width, $1, on: canvas)
    }
    for (row, name) in zip(rows ?? sides[0], names) {
      let text = appearance.glyphs.fitted(" " + name, to: width)
      write(text.leftAligned(in: isRight ? text.displayWidth + 1 : width), start, row, theme.text, on: &canvas)
    }
  }

  /// How many cells of the plot would be written over that are not blank.
  private func overwritten(by columns: Range<Int>, _ rows: some Sequence<Int>, on canvas: Canvas) -> Int {
    rows.reduce(0) { count, row in
      count + columns.count { canvas[plot.origin.column + $0, plot.origin.row + row].character != " " }
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

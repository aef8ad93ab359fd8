import Model
import Terminal

/// The curves over the epochs, with their axes, legend and crosshair.
package struct ChartView {
  private let content: ChartContent
  private let appearance: Appearance
  private let isFocused: Bool

  /// The curves of the state's training run, and of the earlier runs beside it.
  package init(_ state: WorkbenchState) {
    content = ChartContent(state)
    appearance = state.appearance
    isFocused = state.keys.focus == .chart
  }

  private var theme: Theme { Theme(appearance) }
  private static let labelColumns = 6

  /// Draws the legend on the first row, the axis on the last one, the curves between them.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    guard area.size.rows >= 4, area.size.columns > Self.labelColumns + 8 else { return }
    let (legend, below) = area.split(rows: 1)
    ChartLegend(content, appearance: appearance, isFocused: isFocused).draw(on: &canvas, in: legend)
    let (middle, axis) = below.split(rows: -1)
    let (labels, plot) = middle.split(columns: Self.labelColumns)
    let curves = ChartCurves(content, plot: plot.size, isBraille: appearance.isUnicode)
    drawLabels(on: &canvas, in: labels)
    drawCurves(curves, on: &canvas, in: plot)
    drawEpochs(curves, on: &canvas, in: axis)
    ChartMarks(content, curves, appearance: appearance, plot: plot).draw(on: &canvas)
  }

  private func drawLabels(on canvas: inout Canvas, in area: Rectangle) {
    let edge = area.columns.upperBound - 1
    for row in area.rows {
      canvas[edge, row] = Cell(appearance.isUnicode ? "│" : "|", style: theme.quiet)
    }
    for tick in content.scale.ticks(about: max(2, area.size.rows / 2)) {
      guard let height = content.scale.height(of: tick) else { continue }
      let row = area.origin.row + Int(((1 - height) * Double(area.size.rows - 1)).rounded())
      let label = Figures.short(tick).rightAligned(in: edge - area.origin.column)
      canvas.write(label, at: Point(column: area.origin.column, row: row), style: theme.quiet)
      canvas[edge, row] = Cell(appearance.isUnicode ? "┤" : "+", style: theme.quiet)
    }
  }

  /// The foot of the chart: epochs written into the line itself, that of the crosshair before all others.
  private func drawEpochs(_ curves: ChartCurves, on canvas: inout Canvas, in area: Rectangle) {
    let (corner, plot) = area.split(columns: Self.labelColumns - 1).right.split(columns: 1)
    let line = String(repeating: appearance.isUnicode ? "─" : "-", count: plot.size.columns)
    canvas.write((appearance.isUnicode ? "└" : "+") + line, at: corner.origin, style: theme.quiet)
    var taken = plot.columns.upperBound..<plot.columns.upperBound
    func write(_ label: String, from column: Int, style: Style) {
      canvas.write(label, at: Point(column: column, row: plot.origin.row), style: style)
    }
    if let epoch = content.chart.crosshair, let column = curves.column(of: Double(epoch)) {
      let label = " \(epoch) "
      let start = plot.origin.column + max(0, min(column - label.count / 2, plot.size.columns - label.count))
      write(label, from: start, style: theme.selection)
      taken = start..<start + label.count
    }
    let title = " epoch"
    let end = plot.columns.upperBound - title.count
    if taken.lowerBound == plot.columns.upperBound || taken.upperBound <= end {
      write(title, from: end, style: theme.quiet)
    }
    for tick in AxisScale(linear: content.window).ticks(about: max(1, plot.size.columns / 9))
    where tick.rounded() == tick {
      guard let column = curves.column(of: tick) else { continue }
      let label = " " + Figures.short(tick) + " "
      let start = plot.origin.column + column - label.count / 2
      let columns = start..<start + label.count
      guard columns.lowerBound >= plot.origin.column, columns.upperBound < end, !columns.overlaps(taken) else {
        continue
      }
      write(label, from: start, style: theme.quiet)
    }
  }

  private func drawCurves(_ curves: ChartCurves, on canvas: inout Canvas, in plot: Rectangle) {
    for row in 0..<curves.grid.rows {
      for column in 0..<curves.grid.columns {
        guard let (character, ink) = curves.grid[column, row] else { continue }
        canvas[plot.origin.column + column, plot.origin.row + row] = Cell(character, style: theme.curve(ink))
      }
    }
  }
}

/// The row above the curves: what they show, and which is which.
package struct ChartLegend {
  private let content: ChartContent
  private let appearance: Appearance
  private let isFocused: Bool

  /// The legend of a chart.
  package init(_ content: ChartContent, appearance: Appearance, isFocused: Bool) {
    self.content = content
    self.appearance = appearance
    self.isFocused = isFocused
  }

  private var theme: Theme { Theme(appearance) }

  /// Writes the row.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    var title = content.chart.metric.title
    if content.chart.metric.isLoss, !content.chart.isLogarithmic { title += ", linear" }
    if let span = content.chart.span { title += ", \(span) epochs" }
    let used = canvas.write(title, at: area.origin, style: isFocused ? theme.focusedTitle : theme.title)
    let rest = area.split(columns: used + 2).right
    StatusLine(own + best + overlays).draw(on: &canvas, in: rest, alignedRight: true)
  }

  private var own: [StatusLine.Segment] {
    var inks: [CurveInk] = content.best == nil ? [.training] : [.validation, .training]
    if content.batches.count > 0 { inks += content.chart.smoothing > 0 ? [.smoothed, .batches] : [.batches] }
    return inks.map { ink in
      let mark = appearance.isUnicode ? ink.brailleSample : String(ink.asciiMark)
      return StatusLine.Segment(
        [(mark + " ", theme.curve(ink)), (ink.title, theme.quiet)], priority: ink.isDotted ? 9 : 5)
    }
  }

  private var best: [StatusLine.Segment] {
    guard content.best != nil else { return [] }
    return [.init([(appearance.glyphs.star + " ", theme.best), ("best", theme.quiet)], priority: 3)]
  }

  /// The earlier runs by their letters: capital for training, small for validation.
  private var overlays: [StatusLine.Segment] {
    content.overlays.map { overlay in
      let inks = [CurveInk.overlayTraining(overlay.slot), .overlayValidation(overlay.slot)]
      let letters = inks.map(\.brailleSample).joined()
      let name = appearance.glyphs.fitted(overlay.name, to: 24)
      return .init([(letters + " ", theme.curve(inks[0])), (name, theme.quiet)], priority: 4)
    }
  }
}

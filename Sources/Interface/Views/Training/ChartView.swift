import Model
import Terminal

/// The curves over the epochs, with their axes, legend and crosshair.
package struct ChartView {
  private let training: RunState
  private let chart: ChartState
  private let appearance: Appearance
  private let isFocused: Bool

  /// The curves of the state's training run.
  package init(_ state: WorkbenchState) {
    training = state.training
    chart = state.chart
    appearance = state.appearance
    isFocused = state.focus == .chart
  }

  private var theme: Theme { Theme(appearance) }
  private static let labelColumns = 6

  /// Draws the legend on the first row, the axis on the last one, the curves between them.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    guard area.size.rows >= 4, area.size.columns > Self.labelColumns + 8 else { return }
    let (legend, below) = area.split(rows: 1)
    drawLegend(on: &canvas, in: legend)
    let (middle, axis) = below.split(rows: -1)
    let (labels, plot) = middle.split(columns: Self.labelColumns)
    let curves = ChartCurves(training, chart: chart, plot: plot.size, isBraille: appearance.isUnicode)
    drawLabels(curves.scale, on: &canvas, in: labels)
    drawEpochs(curves.epochs, on: &canvas, in: axis)
    drawCurves(curves, on: &canvas, in: plot)
    drawMarks(curves, on: &canvas, in: plot)
  }

  private func drawLegend(on canvas: inout Canvas, in area: Rectangle) {
    var title = chart.metric.title
    if chart.metric.isLoss, !chart.isLogarithmic { title += ", linear" }
    if let span = chart.span { title += ", \(span) epochs" }
    let used = canvas.write(title, at: area.origin, style: isFocused ? theme.focusedTitle : theme.title)
    let shown = CurveInk.allCases.filter { ink in
      switch ink {
      case .batches: training.batches.count > 0
      case .smoothed: training.batches.count > 0 && chart.smoothing > 0
      case .training: true
      case .validation: training.best != nil
      }
    }
    var segments = shown.reversed().map { ink in
      let mark = appearance.isUnicode ? ink.brailleSample : String(ink.asciiMark)
      return StatusLine.Segment(
        [(mark + " ", theme.curve(ink)), (ink.title, theme.quiet)], priority: ink.isDotted ? 9 : 5)
    }
    if training.best != nil {
      segments.append(.init([(bestMark + " ", theme.best), ("best", theme.quiet)], priority: 3))
    }
    let rest = area.split(columns: used + 2).right
    StatusLine(segments).draw(on: &canvas, in: rest, alignedRight: true)
  }

  private var bestMark: String { appearance.isUnicode ? "★" : "*" }

  private func drawLabels(_ scale: AxisScale, on canvas: inout Canvas, in area: Rectangle) {
    let edge = area.columns.upperBound - 1
    for row in area.rows {
      canvas[edge, row] = Cell(appearance.isUnicode ? "│" : "|", style: theme.quiet)
    }
    for tick in scale.ticks(about: max(2, area.size.rows / 2)) {
      guard let height = scale.height(of: tick) else { continue }
      let row = area.origin.row + Int(((1 - height) * Double(area.size.rows - 1)).rounded())
      let label = Figures.short(tick).rightAligned(in: edge - area.origin.column)
      canvas.write(label, at: Point(column: area.origin.column, row: row), style: theme.quiet)
      canvas[edge, row] = Cell(appearance.isUnicode ? "┤" : "+", style: theme.quiet)
    }
  }

  /// The foot of the chart: epochs written into the line itself.
  private func drawEpochs(_ epochs: ClosedRange<Double>, on canvas: inout Canvas, in area: Rectangle) {
    let plot = area.split(columns: Self.labelColumns - 1).right
    let line = String(repeating: appearance.isUnicode ? "─" : "-", count: max(0, plot.size.columns - 1))
    canvas.write((appearance.isUnicode ? "└" : "+") + line, at: plot.origin, style: theme.quiet)
    let title = " epoch"
    canvas.write(
      title, at: Point(column: plot.columns.upperBound - title.count, row: plot.origin.row), style: theme.quiet)
    let scale = AxisScale(linear: epochs)
    for tick in scale.ticks(about: max(1, plot.size.columns / 9)) where tick.rounded() == tick {
      let label = " " + Figures.short(tick) + " "
      let share = (tick - epochs.lowerBound) / (epochs.upperBound - epochs.lowerBound)
      let column = plot.origin.column + 1 + Int((share * Double(plot.size.columns - 2)).rounded()) - label.count / 2
      guard column > plot.origin.column, column + label.count < plot.columns.upperBound - title.count else { continue }
      canvas.write(label, at: Point(column: column, row: plot.origin.row), style: theme.quiet)
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

  /// The crosshair, the best epoch, and the first step that was not a number.
  private func drawMarks(_ curves: ChartCurves, on canvas: inout Canvas, in plot: Rectangle) {
    if let epoch = chart.crosshair, let column = curves.column(of: Double(epoch)) {
      for row in plot.rows where canvas[plot.origin.column + column, row].character == " " {
        canvas[plot.origin.column + column, row] = Cell(appearance.isUnicode ? "┊" : "'", style: theme.strong)
      }
      let label = " \(epoch) "
      let start = min(max(0, column - label.count / 2), max(0, plot.size.columns - label.count))
      let foot = Point(column: plot.origin.column + start, row: plot.rows.upperBound)
      canvas.write(label, at: foot, style: theme.selection)
    }
    if let best = curves.best {
      let point = Point(column: plot.origin.column + best.column, row: plot.origin.row + best.row)
      canvas.write(bestMark, at: point, style: theme.best)
    }
    if let nan = training.firstNaN, let column = curves.column(of: Double(nan.epoch)) {
      let foot = Point(column: plot.origin.column + column, row: plot.rows.upperBound - 1)
      canvas.write(appearance.isUnicode ? "×" : "!", at: foot, style: theme.error)
    }
  }
}

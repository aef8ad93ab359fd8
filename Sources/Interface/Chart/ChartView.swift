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
  /// The columns of the numbers beside the axis, and the axis.
  private static let fewestLabelColumns = 6

  /// Draws the legend on the first row, the axis on the last one, the curves between them.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    guard area.size.rows >= 4, area.size.columns > Self.fewestLabelColumns + 8 else { return }
    let (legend, below) = area.split(rows: 1)
    ChartLegend(content, appearance: appearance, isFocused: isFocused).draw(on: &canvas, in: legend)
    let (middle, axis) = below.split(rows: -1)
    let ticks = content.scale.ticks(about: max(2, middle.size.rows / 2))
    let texts = AxisScale.labels(ticks)
    let labelColumns = max(Self.fewestLabelColumns, 1 + (texts.map(\.count).max() ?? 0))
    let (labels, plot) = middle.split(columns: labelColumns)
    let curves = ChartCurves(content, plot: plot.size, isBraille: appearance.isUnicode)
    drawLabels(Array(zip(ticks, texts)), on: &canvas, in: labels)
    drawCurves(curves, on: &canvas, in: plot)
    ChartFoot(content, curves, appearance: appearance)
      .draw(on: &canvas, in: axis.split(columns: labelColumns - 1).right)
    ChartMarks(content, curves, appearance: appearance, plot: plot).draw(on: &canvas)
  }

  private func drawLabels(_ ticks: [(Double, String)], on canvas: inout Canvas, in area: Rectangle) {
    let edge = area.columns.upperBound - 1
    for row in area.rows {
      canvas[edge, row] = Cell(appearance.isUnicode ? "│" : "|", style: theme.quiet)
    }
    for (tick, text) in ticks {
      guard let height = content.scale.height(of: tick) else { continue }
      let row = area.origin.row + Int(((1 - height) * Double(area.size.rows - 1)).rounded())
      let label = text.rightAligned(in: edge - area.origin.column)
      canvas.write(label, at: Point(column: area.origin.column, row: row), style: theme.quiet)
      canvas[edge, row] = Cell(appearance.isUnicode ? "┤" : "+", style: theme.quiet)
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
    let title = appearance.glyphs.fitted(content.title, to: area.size.columns)
    let used = canvas.write(title, at: area.origin, style: isFocused ? theme.focusedTitle : theme.title)
    let rest = area.split(columns: used + 2).right
    StatusLine(own + best(columns: area.size.columns) + overlays).draw(on: &canvas, in: rest, alignedRight: true)
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

  /// The star, which is that of the loss, whatever is drawn.
  private func best(columns: Int) -> [StatusLine.Segment] {
    guard content.best != nil else { return [] }
    let isOther = content.chart.metric != .loss
    let words = isOther ? (columns < 60 ? "val loss" : "best val loss") : "best"
    let spans = [(appearance.glyphs.star + " ", theme.best), (words, theme.quiet)]
    return [.init(spans, priority: isOther ? 6 : 3)]
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

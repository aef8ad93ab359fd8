import Model
import Terminal

/// The curves of a figure, fitted to a plot of cells: which dots, and which marks upon them.
package struct ChartCurves {
  /// A letter on an earlier run's curve.
  package struct Tag: Hashable, Sendable {
    /// How the curve is drawn, and its letter.
    package let ink: CurveInk
    /// The cell column.
    package let column: Int
    /// The cell row.
    package let row: Int
  }

  /// The epochs from the left edge to the right one.
  package let epochs: ClosedRange<Double>
  /// The vertical axis.
  package let scale: AxisScale
  /// The dots of all curves.
  package private(set) var grid: DotGrid
  /// The letters of the earlier runs.
  package private(set) var tags: [Tag] = []
  /// The cell of the best epoch's validation value, if it is shown.
  package private(set) var best: (column: Int, row: Int)?

  private let figure: CurveFigure

  /// Fits a figure to a plot.
  package init(_ figure: CurveFigure, plot: Size, isBraille: Bool) {
    self.figure = figure
    epochs = figure.window
    scale = figure.scale
    grid = DotGrid(columns: plot.columns, rows: plot.rows, isBraille: isBraille)
    let columns = grid.dotColumns
    grid.draw(figure.batchTrace(columns: columns), with: .batches)
    if let trace = figure.smoothedTrace(columns: columns) { grid.draw(trace, with: .smoothed) }
    for curve in figure.curves { grid.draw(figure.trace(curve, columns: columns), with: curve.ink) }
    tags = figure.curves.flatMap(tags)
    if let record = figure.best, let validation = record.validation {
      best = cell(epoch: record.epoch, value: figure.chart.metric.value(of: validation))
    }
  }

  /// The cell column of an epoch, `nil` outside of the plot.
  package func column(of epoch: Double) -> Int? {
    let column = Int((figure.share(of: epoch) * Double(grid.columns - 1)).rounded())
    return 0..<grid.columns ~= column ? column : nil
  }

  private func cell(epoch: Int, value: Double) -> (column: Int, row: Int)? {
    guard let column = column(of: Double(epoch)), let height = scale.height(of: value) else { return nil }
    return (column, grid.dotRow(height) / max(1, grid.dotRows / max(1, grid.rows)))
  }

  /// A letter at the curve's end and, where the plot has room, one on the way there: each run's at a place of its own.
  private func tags(_ curve: EpochCurve) -> [Tag] {
    guard let slot = curve.ink.slot else { return [] }
    let points = curve.points.filter { $0.value.isFinite }
    let share = Double(2 * slot + (curve.ink.isDotted ? 2 : 1)) / Double(2 * Overlay.letters.count + 1)
    let middle = grid.columns >= 30 ? points.first { figure.share(of: Double($0.epoch)) >= share } : nil
    return [middle, points.last].compactMap { $0 }.compactMap { point in
      cell(epoch: point.epoch, value: point.value).map { Tag(ink: curve.ink, column: $0.column, row: $0.row) }
    }
  }
}

import Model
import Terminal

/// The curves of a training run, fitted to a plot: which epochs, which values, which dots.
package struct ChartCurves {
  /// The epochs from the left edge to the right one.
  package let epochs: ClosedRange<Double>
  /// The vertical axis.
  package let scale: AxisScale
  /// The dots of all curves.
  package private(set) var grid: DotGrid
  /// The cell of the best epoch's validation value, if it is shown.
  package private(set) var best: (column: Int, row: Int)?

  private let history: ArraySlice<EpochRecord>
  private let batchRange: Range<Int>
  private let metric: Metric

  /// Fits a training run to a plot.
  package init(_ training: RunState, chart: ChartState, plot: Size, isBraille: Bool) {
    metric = chart.metric
    epochs = Self.epochs(training, chart: chart)
    let window = epochs
    history =
      training.history.filter { Double($0.epoch) >= window.lowerBound && Double($0.epoch) <= window.upperBound }[...]
    batchRange = training.batches.indices(after: epochs.lowerBound, through: epochs.upperBound)
    let curve = training.batches[metric]
    var extrema = curve.extrema(in: batchRange)
    for record in history {
      extrema.insert(metric.value(of: record.training))
      if let validation = record.validation { extrema.insert(metric.value(of: validation)) }
    }
    scale = AxisScale(covering: extrema, isLogarithmic: chart.isLogarithmic && metric.isLoss)
    grid = DotGrid(columns: plot.columns, rows: plot.rows, isBraille: isBraille)
    drawBatches(training.batches, smoothing: chart.smoothing)
    drawEpochs(best: training.best)
  }

  /// The cell column of an epoch, `nil` outside of the plot.
  package func column(of epoch: Double) -> Int? {
    let column = Int((share(of: epoch) * Double(grid.columns - 1)).rounded())
    return 0..<grid.columns ~= column ? column : nil
  }

  /// Whole epochs, so that the curves do not slide with every batch; the crosshair stays inside.
  private static func epochs(_ training: RunState, chart: ChartState) -> ClosedRange<Double> {
    let (history, positions) = (training.history, training.batches.positions)
    let newest = max(Double(history.last?.epoch ?? 0), positions.last ?? 0)
    let oldest = min(Double(history.first?.epoch ?? .max), positions.first ?? .infinity)
    // Epochs from a file may be anything; beyond a thousand million they would not be told apart.
    var high = min(max(1, newest.rounded(.up)), 1e9)
    let first = max(0, min((oldest - 1).rounded(.down), high - 1))
    guard let span = chart.span.map(Double.init) else { return first...high }
    if let crosshair = chart.crosshair.map(Double.init) { high = min(high, max(crosshair, first + span)) }
    return max(0, high - span)...high
  }

  private func share(of epoch: Double) -> Double {
    (epoch - epochs.lowerBound) / (epochs.upperBound - epochs.lowerBound)
  }

  private func dotColumn(of epoch: Double) -> Double { share(of: epoch) * Double(grid.dotColumns - 1) }

  private mutating func drawBatches(_ batches: BatchCurves, smoothing: Int) {
    let values = batches[metric].values
    if batchRange.count < 2 * grid.dotColumns {
      let points = batchRange.map { (dotColumn(of: batches.positions[$0]), scale.height(of: Double(values[$0]))) }
      grid.draw(ColumnTrace(through: points, columns: grid.dotColumns), with: .batches)
    } else {
      grid.draw(denseTrace(batches), with: .batches)
    }
    guard smoothing > 0 else { return }
    var average = ExponentialAverage(over: smoothing)
    let points = batchRange.map { index in
      (dotColumn(of: batches.positions[index]), average.insert(Double(values[index])).flatMap(scale.height(of:)))
    }
    grid.draw(ColumnTrace(through: points, columns: grid.dotColumns), with: .smoothed)
  }

  /// Many batches to a column: each column's extrema, joined to the batch before.
  private func denseTrace(_ batches: BatchCurves) -> ColumnTrace {
    let width = (epochs.upperBound - epochs.lowerBound) / Double(grid.dotColumns)
    return ColumnTrace(
      columns: (0..<grid.dotColumns).map { column in
        let low = epochs.lowerBound + Double(column) * width
        let range = batches.indices(after: low, through: low + width)
        let extrema = batches[metric].extrema(in: max(0, range.lowerBound - 1)..<range.upperBound)
        var heights = Extrema()
        guard !range.isEmpty, !extrema.isEmpty else { return heights }
        for value in [extrema.low, extrema.high] { scale.height(of: value).map { heights.insert($0) } }
        return heights
      })
  }

  private mutating func drawEpochs(best: EpochRecord?) {
    draw(.training) { $0.training }
    draw(.validation) { $0.validation }
    guard let best, let validation = best.validation, let column = column(of: Double(best.epoch)),
      let height = scale.height(of: metric.value(of: validation))
    else { return }
    self.best = (column, grid.dotRow(height) / max(1, grid.dotRows / max(1, grid.rows)))
  }

  private mutating func draw(_ ink: CurveInk, metrics: (EpochRecord) -> EpochMetrics?) {
    let points = history.map { record in
      (dotColumn(of: Double(record.epoch)), metrics(record).flatMap { scale.height(of: metric.value(of: $0)) })
    }
    grid.draw(ColumnTrace(through: points, columns: grid.dotColumns), with: ink)
  }
}

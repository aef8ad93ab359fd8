import Model

/// What a chart shows, however it is drawn: the curves, the epochs and the values it has room for.
package struct CurveFigure: Hashable, Sendable {
  /// What the run at hand is known by.
  package let name: String
  /// Its complete epochs, oldest first.
  package let history: [EpochRecord]
  /// Its epoch with the least loss on held-out pairs.
  package let best: EpochRecord?
  /// Its batches.
  package let batches: BatchCurves
  /// Its first step that was not a number.
  package let firstNaN: NotANumber?
  /// The earlier runs beside it.
  package let overlays: [Overlay]
  /// What is drawn, and how.
  package let chart: ChartState
  /// The epochs from the left edge to the right one: whole ones, so that the curves do not slide with every batch.
  package let window: ClosedRange<Double>
  /// The curves with a value for each epoch, as far as the window shows them, those in front last.
  package let curves: [EpochCurve]
  /// The vertical axis: it has room for all values but the few that would press the others flat.
  package let scale: AxisScale

  /// The curves of a state.
  package init(_ state: WorkbenchState) {
    name = state.network?.name ?? "this run"
    history = state.training.history
    best = state.training.best
    batches = state.training.batches
    firstNaN = state.training.firstNaN
    overlays = state.overlays
    chart = state.chart
    window = Self.window(state)
    curves = Self.curves(state, in: window)
    let parts = Self.parts(curves, batches, metric: chart.metric, in: window)
    let all = parts.reduce(into: Extrema()) { $0.formUnion($1) }
    let isLogarithmic = chart.isLogarithmic && chart.metric.isLoss && all.low > 0
    scale = AxisScale(covering: .withoutOutliers(parts, isLogarithmic: isLogarithmic), isLogarithmic: isLogarithmic)
  }

  private static func window(_ state: WorkbenchState) -> ClosedRange<Double> {
    let (history, chart) = (state.training.history, state.chart)
    let batches = state.training.batches.positions.map { [$0.lowerBound, $0.upperBound] } ?? []
    let own = [history.first, history.last].compactMap { $0.map { Double($0.epoch) } } + batches
    let all = own + (state.overlays.epochs.map { [Double($0.lowerBound), Double($0.upperBound)] } ?? [])
    let first = whole((all.min() ?? 1) - 1, .down)
    let newest = max(1, whole(all.max() ?? 1, .up))
    guard let span = chart.span.map(Double.init) else { return min(first, newest - 1)...newest }
    // The last epochs of the run at hand, or those around the crosshair.
    var high = max(1, whole(own.max() ?? newest, .up))
    if let crosshair = chart.crosshair.map(Double.init) {
      high = crosshair > high ? min(newest, crosshair) : min(high, max(crosshair, first + span))
    }
    return max(0, high - span)...high
  }

  /// Epochs from a file may be anything; beyond a thousand million they would not be told apart.
  private static func whole(_ position: Double, _ rule: FloatingPointRoundingRule) -> Double {
    min(1e9, max(0, position.rounded(rule)))
  }

  private static func curves(_ state: WorkbenchState, in window: ClosedRange<Double>) -> [EpochCurve] {
    let metric = state.chart.metric
    func pair(_ records: [EpochRecord], _ training: CurveInk, _ validation: CurveInk) -> [EpochCurve] {
      let visible = records.filter { window ~= Double($0.epoch) }
      return [
        EpochCurve(training, visible) { metric.value(of: $0.training) },
        EpochCurve(validation, visible) { $0.validation.map(metric.value(of:)) },
      ]
    }
    return state.overlays.flatMap { pair($0.run.history, .overlayTraining($0.slot), .overlayValidation($0.slot)) }
      + pair(state.training.history, .training, .validation)
  }

  /// The extrema of equal parts of the window, of those that hold a value.
  private static func parts(
    _ curves: [EpochCurve], _ batches: BatchCurves, metric: Metric, in window: ClosedRange<Double>
  ) -> [Extrema] {
    let count = 100
    let width = (window.upperBound - window.lowerBound) / Double(count)
    var parts = (0..<count).map { part in
      let low = window.lowerBound + Double(part) * width
      return batches[metric].extrema(in: batches.indices(after: low, through: low + width))
    }
    for point in curves.flatMap(\.points) {
      let part = Int(((Double(point.epoch) - window.lowerBound) / width).rounded(.up)) - 1
      parts[max(0, min(count - 1, part))].insert(point.value)
    }
    return parts.filter { !$0.isEmpty }
  }
}

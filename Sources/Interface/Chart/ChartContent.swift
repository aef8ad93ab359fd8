import Model

/// What a chart shows, however it is drawn: the curves, the epochs and the values it has room for.
package struct ChartContent: Hashable, Sendable {
  /// What the run at hand is known by.
  package let name: String
  /// Its complete epochs, oldest first.
  package let history: [EpochRecord]
  /// What was done to it, in the order of its batches.
  package let marks: [RunMark]
  /// Its epoch with the least loss on held-out pairs.
  package let best: EpochRecord?
  /// Every batch of its session.
  package let batches: BatchCurves
  /// Its first step that was not a number.
  let firstNaN: NotANumber?
  /// What is drawn, and how, and the earlier runs beside it.
  package let chart: ChartState
  /// The epochs from the left edge to the right one: whole ones, so that the curves do not slide with every batch.
  package let window: ClosedRange<Double>
  /// The curves with a value for each epoch, as far as the window shows them, those in front last.
  package let curves: [EpochCurve]
  /// The vertical axis: it has room for all values but the few that would press the others flat.
  package let scale: AxisScale

  /// The curves of a state.
  package init(_ state: WorkbenchState) {
    name = state.network.card?.name ?? "this run"
    history = state.training.history
    marks = state.training.marks
    best = state.training.best
    batches = state.training.batches
    firstNaN = state.training.firstNaN
    chart = state.chart
    window = ChartExtent(state).window(state.chart)
    curves = Self.curves(state, in: window)
    let parts = Self.parts(curves, batches, metric: chart.metric, in: window)
    let all = parts.reduce(into: Extrema()) { $0.formUnion($1) }
    let isLogarithmic = chart.isLogarithmic && chart.metric.isLoss && all.low > 0
    scale = AxisScale(covering: .withoutOutliers(parts, isLogarithmic: isLogarithmic), isLogarithmic: isLogarithmic)
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
    return state.chart.overlays.flatMap { pair($0.run.history, .overlayTraining($0.slot), .overlayValidation($0.slot)) }
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

extension ChartContent {
  /// What is drawn, and how much of it: `loss, smoothed over 50, epochs 21-40`.
  package var title: String {
    var parts = [chart.metric.title]
    if chart.metric.isLoss, !chart.isLogarithmic { parts.append("linear") }
    if chart.smoothing > 0, batches.count > 0 { parts.append("smoothed over \(chart.smoothing)") }
    if chart.span != nil {
      let (first, last) = (Int(window.lowerBound) + 1, Int(window.upperBound))
      parts.append(first == last ? "epoch \(first)" : "epochs \(first)-\(last)")
    }
    return parts.joined(separator: ", ")
  }

  /// The earlier runs beside the run at hand.
  package var overlays: [Overlay] { chart.overlays }

  /// Where an epoch lies between the edges, from 0 to 1.
  package func share(of epoch: Double) -> Double {
    (epoch - window.lowerBound) / (window.upperBound - window.lowerBound)
  }

  /// The batches inside the window.
  var batchIndices: Range<Int> { batches.indices(after: window.lowerBound, through: window.upperBound) }

  /// The batches of one of so many columns that divide the window.
  func batchIndices(inColumn column: Int, of columns: Int) -> Range<Int> {
    let width = (window.upperBound - window.lowerBound) / Double(columns)
    let low = window.lowerBound + Double(column) * width
    return batches.indices(after: low, through: low + width)
  }

  /// A curve with a value for each epoch, on so many columns.
  package func trace(_ curve: EpochCurve, columns: Int) -> ColumnTrace {
    let points = curve.points.map { point in
      (share(of: Double(point.epoch)) * Double(columns - 1), scale.height(of: point.value))
    }
    return ColumnTrace(through: points, columns: columns)
  }

  /// Every batch: straight lines from one to the next where they are few, else each column's extrema.
  func batchTrace(columns: Int) -> ColumnTrace {
    let indices = batchIndices, curve = batches[chart.metric]
    if indices.count < 2 * columns { return trace(indices, columns: columns) { curve.values[$0] } }
    return ColumnTrace(
      columns: (0..<columns).map { column in
        let range = batchIndices(inColumn: column, of: columns)
        // Joined to the batch before.
        let extrema = curve.extrema(in: max(0, range.lowerBound - 1)..<range.upperBound)
        var heights = Extrema()
        guard !range.isEmpty, !extrema.isEmpty else { return heights }
        for value in [extrema.low, extrema.high] { scale.height(of: value).map { heights.insert($0) } }
        return heights
      })
  }

  /// The batches, smoothed; `nil` where that is not wanted.
  func smoothedTrace(columns: Int) -> ColumnTrace? {
    guard chart.smoothing > 0 else { return nil }
    var average = ExponentialAverage(over: chart.smoothing)
    let curve = batches[chart.metric]
    return trace(batchIndices, columns: columns) { average.insert(curve.values[$0]) ?? .nan }
  }

  private func trace(_ indices: Range<Int>, columns: Int, value: (Int) -> Double) -> ColumnTrace {
    let points = indices.map { index in
      (share(of: batches.position(of: index)) * Double(columns - 1), scale.height(of: value(index)))
    }
    return ColumnTrace(through: points, columns: columns)
  }

  /// The columns, of so many that divide the window, in which a value lies above the axis, or below it.
  func outlierColumns(of columns: Int, above: Bool) -> [Int] {
    func isBeyond(_ extrema: Extrema) -> Bool { above ? extrema.high > scale.high : extrema.low < scale.low }
    let batches = (0..<columns).filter { column in
      isBeyond(self.batches[chart.metric].extrema(in: batchIndices(inColumn: column, of: columns)))
    }
    let points = curves.flatMap(\.points).filter { isBeyond(Extrema($0.value)) }
    return Set(batches + points.map { Int((share(of: Double($0.epoch)) * Double(columns - 1)).rounded()) }).sorted()
  }

  /// How many values inside the window lie beyond the axis.
  package var outliers: (below: Int, above: Int) {
    let limits = scale.low...scale.high
    var count = batches[chart.metric].count(in: batchIndices, outside: limits)
    for point in curves.flatMap(\.points) where point.value.isFinite {
      if point.value > limits.upperBound { count.above += 1 }
      if point.value < limits.lowerBound { count.below += 1 }
    }
    return count
  }
}

/// A curve with one value for each epoch.
package struct EpochCurve: Hashable, Sendable {
  /// A value after an epoch.
  package struct Point: Hashable, Sendable {
    /// Counted from 1.
    package let epoch: Int
    /// The value; not finite where the curve has a gap.
    package let value: Double
  }

  /// How it is drawn.
  let ink: CurveInk
  /// The points, epochs ascending.
  package let points: [Point]

  /// A part of each of some epochs.
  init(_ ink: CurveInk, _ records: some Sequence<EpochRecord>, _ part: (EpochRecord) -> Double?) {
    self.ink = ink
    points = records.map { Point(epoch: $0.epoch, value: part($0) ?? .nan) }
  }
}

import Model

extension CurveFigure {
  /// Where an epoch lies between the edges, from 0 to 1.
  package func share(of epoch: Double) -> Double {
    (epoch - window.lowerBound) / (window.upperBound - window.lowerBound)
  }

  /// The batches inside the window.
  package var batchIndices: Range<Int> { batches.indices(after: window.lowerBound, through: window.upperBound) }

  /// The batches of one of so many columns that divide the window.
  package func batchIndices(inColumn column: Int, of columns: Int) -> Range<Int> {
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
  package func batchTrace(columns: Int) -> ColumnTrace {
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
  package func smoothedTrace(columns: Int) -> ColumnTrace? {
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
  package func outlierColumns(of columns: Int, above: Bool) -> [Int] {
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

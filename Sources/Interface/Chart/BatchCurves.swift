import Model

/// Every batch of a training run, one curve for each metric.
package struct BatchCurves: Sendable {
  /// Where each batch lies, in epochs: the last batch of epoch 1 at 1.
  package private(set) var positions: [Double] = []
  /// The first batch whose loss was not finite.
  package private(set) var firstNaN: BatchRecord?
  private var curves = Metric.allCases.map { _ in ExtremaPyramid() }

  /// No batches yet.
  package init() {}

  /// The number of batches.
  package var count: Int { positions.count }

  /// The values of a metric, one for each position.
  package subscript(metric: Metric) -> ExtremaPyramid { curves[metric.rawValue] }

  /// Adds batches in the order they were trained.
  package mutating func append(_ records: [BatchRecord], batchesPerEpoch: Int) {
    for record in records {
      positions.append(Double(record.epoch - 1) + Double(record.batch) / Double(max(1, batchesPerEpoch)))
      if firstNaN == nil, !record.metrics.loss.isFinite { firstNaN = record }
      for metric in Metric.allCases { curves[metric.rawValue].append(Float(metric.value(of: record.metrics))) }
    }
  }

  /// The batches between two positions, the lower one left out.
  package func indices(after low: Double, through high: Double) -> Range<Int> {
    let start = firstIndex(beyond: low)
    return start..<max(start, firstIndex(beyond: high))
  }

  private func firstIndex(beyond position: Double) -> Int {
    var (low, high) = (0, positions.count)
    while low < high {
      let middle = (low + high) / 2
      if positions[middle] > position { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

import Foundation
import Model

/// Every batch of a training run, one curve for each metric.
package struct BatchCurves: Hashable, Sendable {
  /// The epoch of a batch and its place in it, both from 1.
  package struct Step: Hashable, Sendable {
    /// The one it is of, from 1.
    package let epoch: Int
    /// Its place in the epoch, from 1.
    package let batch: Int
  }

  /// The batches in the order they were trained.
  package private(set) var steps: [Step] = []
  /// The first batch whose loss was not finite.
  private(set) var firstNaN: BatchRecord?
  private var curves = Metric.allCases.map { _ in ExtremaPyramid() }
  private var batchesPerEpoch = 1

  /// No batches yet.
  package init() {}

  /// The number of batches.
  package var count: Int { steps.count }

  /// The values of a metric, one for each batch.
  package subscript(metric: Metric) -> ExtremaPyramid { curves[metric.rawValue] }

  /// Where a batch lies, in epochs: the last batch of epoch 1 at 1.
  package func position(of index: Int) -> Double { position(epoch: steps[index].epoch, batch: steps[index].batch) }

  /// Where a batch lies that is known by its epoch and its place in it.
  package func position(epoch: Int, batch: Int) -> Double {
    Double(epoch - 1) + Double(batch) / Double(batchesPerEpoch)
  }

  /// Where the first and the last batch lie; `nil` without batches.
  package var positions: ClosedRange<Double>? {
    steps.isEmpty ? nil : position(of: 0)...max(position(of: 0), position(of: count - 1))
  }

  /// Adds batches in the order they were trained; every call for one run tells the same number of batches in an epoch.
  package mutating func append(_ records: [BatchRecord], batchesPerEpoch: Int) {
    self.batchesPerEpoch = max(1, batchesPerEpoch)
    for record in records {
      steps.append(Step(epoch: record.epoch, batch: record.batch))
      if firstNaN == nil, !record.metrics.loss.isFinite { firstNaN = record }
      for metric in Metric.allCases { curves[metric.rawValue].append(metric.value(of: record.metrics)) }
    }
  }

  /// The batches between two positions, the lower one left out.
  package func indices(after low: Double, through high: Double) -> Range<Int> {
    let start = firstIndex(beyond: low)
    return start..<max(start, firstIndex(beyond: high))
  }

  private func firstIndex(beyond position: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self.position(of: middle) > position { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// The first step of a run whose loss was not finite.
package struct NotANumber: Hashable, Sendable {
  /// The loss; a file cannot tell an infinite one from one that is no number.
  package let loss: Double
  /// Where it was first seen, from 1.
  package let epoch: Int
  /// The batch in it, where known.
  package let batch: Int?
  /// Where the step lies, in epochs.
  package let position: Double

  /// `NaN`, or `inf`.
  package var name: String { Figures.loss(loss) }

  /// `epoch 2, batch 50`.
  package var words: String { "epoch \(epoch)" + (batch.map { ", batch \($0)" } ?? "") }
}

/// An exponentially weighted mean, without the pull towards zero at its beginning.
package struct ExponentialAverage {
  private let decay: Double
  private var sum = 0.0
  private var weight = 0.0

  /// A mean that looks back on about so many values.
  package init(over count: Int) {
    decay = 1 - 1 / Double(max(1, count))
  }

  /// Takes a value and returns the mean; `nil` for a value that is not finite, which changes nothing.
  package mutating func insert(_ value: Double) -> Double? {
    guard value.isFinite else { return nil }
    sum = decay * sum + (1 - decay) * value
    weight = decay * weight + (1 - decay)
    return sum / weight
  }
}

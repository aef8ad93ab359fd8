import Foundation

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

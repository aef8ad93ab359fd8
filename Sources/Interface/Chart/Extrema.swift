/// The smallest and the largest of some finite values.
package struct Extrema: Hashable, Sendable {
  /// The smallest value, +∞ of none.
  package private(set) var low = Double.infinity
  /// The largest value, −∞ of none.
  package private(set) var high = -Double.infinity

  /// Those of no values.
  package init() {}

  /// Those of one value; of none if it is not finite.
  package init(_ value: Double) { insert(value) }

  /// Whether there was no finite value.
  package var isEmpty: Bool { low > high }

  /// Takes another value into account, unless it is not finite.
  package mutating func insert(_ value: Double) {
    guard value.isFinite else { return }
    low = min(low, value)
    high = max(high, value)
  }

  /// Takes the values of another into account.
  package mutating func formUnion(_ other: Extrema) {
    low = min(low, other.low)
    high = max(high, other.high)
  }
}

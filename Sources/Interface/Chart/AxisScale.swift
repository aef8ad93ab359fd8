import Essentials

/// The vertical axis of a chart: values to heights, and the values worth a tick.
package struct AxisScale: Hashable, Sendable {
  /// The value at the foot.
  package let low: Double
  /// The value at the top.
  package let high: Double
  /// Whether equal ratios take equal heights.
  package let isLogarithmic: Bool

  /// An axis on which all of some values have room.
  package init(covering extrema: Extrema, isLogarithmic logarithmic: Bool) {
    isLogarithmic = logarithmic && extrema.low > 0 && !extrema.isEmpty
    var (low, high) = extrema.isEmpty ? (0, 1) : (Self.limited(extrema.low), Self.limited(extrema.high))
    if isLogarithmic { low = max(low, 1 / Self.limit) }
    if isLogarithmic {
      if high < low * 1.05 { (low, high) = (low / 1.5, high * 1.5) }
      let margin = pow(high / low, 0.03)
      (self.low, self.high) = (low / margin, high * margin)
    } else {
      if high - low < 1e-9 * max(1, abs(high)) { (low, high) = (low - 0.5, high + 0.5) }
      let margin = (high - low) * 0.03
      (self.low, self.high) = (low - margin, high + margin)
    }
  }

  /// What lies beyond is drawn at the edge: numbers from a file may be anything.
  private static let limit = 1e12

  private static func limited(_ value: Double) -> Double { min(limit, max(-limit, value)) }

  /// A plain axis between two values.
  package init(linear range: ClosedRange<Double>) {
    (low, high, isLogarithmic) = (range.lowerBound, range.upperBound, false)
  }

  /// The height of a value from 0 to 1; `nil` where it has none.
  package func height(of value: Double) -> Double? {
    guard value.isFinite, !isLogarithmic || value > 0 else { return nil }
    let share = isLogarithmic ? log(value / low) / log(high / low) : (value - low) / (high - low)
    return min(1, max(0, share))
  }

  /// Round values on the axis, smallest first, about as many as asked for and never many more.
  package func ticks(about count: Int) -> [Double] {
    guard count > 0 else { return [] }
    let logarithmic = isLogarithmic ? logarithmicTicks(about: count) : []
    return logarithmic.count >= 2 ? logarithmic : linearTicks(about: count)
  }

  private func logarithmicTicks(about count: Int) -> [Double] {
    let powers = Int(log10(low).rounded(.down))...Int(log10(high).rounded(.up))
    for mantissas in [[1.0, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]] {
      let ticks = powers.flatMap { power in mantissas.map { Self.decimal($0, power) } }.filter { low...high ~= $0 }
      if ticks.count <= count { return ticks }
    }
    return []
  }

  private func linearTicks(about count: Int) -> [Double] {
    let raw = (high - low) / Double(count)
    let power = Int(log10(raw).rounded(.down))
    let step = [1.0, 2, 5, 10].map { Self.decimal($0, power) }.first { $0 >= raw } ?? raw
    // Adding 0 makes -0 an ordinary zero.
    return stride(from: (low / step).rounded(.up), through: (high / step).rounded(.down), by: 1).map { $0 * step + 0 }
  }

  /// A mantissa times a power of ten, as exact as the decimal number written out.
  private static func decimal(_ mantissa: Double, _ power: Int) -> Double {
    power < 0 ? mantissa / pow(10, Double(-power)) : mantissa * pow(10, Double(power))
  }
}

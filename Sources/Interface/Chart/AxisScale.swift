import Foundation

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
    if isLogarithmic {
      // In powers of ten: the ratio of two numbers may be none.
      var (foot, top) = (log10(max(low, 1 / Self.limit)), log10(max(high, 1 / Self.limit)))
      if top - foot < log10(1.05) { (foot, top) = (foot - log10(1.5), top + log10(1.5)) }
      let margin = min(7, (top - foot) * 0.03)
      (self.low, self.high) = (pow(10, foot - margin), pow(10, top + margin))
    } else {
      if high - low < 1e-9 * max(1, abs(high)) {
        let room = max(0.5, abs(high) * 1e-3)
        (low, high) = (low - room, high + room)
      }
      let margin = (high - low) * 0.03
      (self.low, self.high) = (low - margin, high + margin)
    }
  }

  /// What lies beyond is drawn at the edge: around it there is no room for a margin among the numbers.
  private static let limit = 1e300

  private static func limited(_ value: Double) -> Double { min(limit, max(-limit, value)) }

  /// A plain axis between two values.
  package init(linear range: ClosedRange<Double>) {
    (low, high, isLogarithmic) = (range.lowerBound, range.upperBound, false)
  }

  /// The height of a value from 0 to 1; `nil` where it has none.
  package func height(of value: Double) -> Double? {
    guard value.isFinite, !isLogarithmic || value > 0 else { return nil }
    let share =
      isLogarithmic
      ? (log10(value) - log10(low)) / (log10(high) - log10(low)) : (Self.limited(value) - low) / (high - low)
    return min(1, max(0, share))
  }
}

// The values worth a tick, and what is written beside them.
extension AxisScale {
  /// Round values on the axis, smallest first, about as many as asked for and never many more.
  package func ticks(about count: Int) -> [Double] {
    guard count > 0 else { return [] }
    let logarithmic = isLogarithmic ? logarithmicTicks(about: count) : []
    return logarithmic.count >= 2 ? logarithmic : linearTicks(about: count)
  }

  private func logarithmicTicks(about count: Int) -> [Double] {
    let powers = Int(log10(low).rounded(.down))...Int(log10(high).rounded(.up))
    func ticks(_ mantissas: [Double], every step: Int = 1) -> [Double] {
      powers.filter { $0 % step == 0 }.flatMap { power in mantissas.map { Self.decimal($0, power) } }
        .filter { low...high ~= $0 }
    }
    let dense = powers.count <= 20 ? [[1.0, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 5, 7], [1, 2, 5], [1, 3]] : []
    for mantissas in dense {
      let ticks = ticks(mantissas)
      if ticks.count <= count { return ticks }
    }
    return [1, 2, 3, 5, 10, 20, 50, 100, 200].lazy.map { ticks([1], every: $0) }.first { $0.count <= count } ?? []
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

  /// What is written beside some ticks: as few digits as tell them apart.
  package static func labels(_ ticks: [Double]) -> [String] {
    let steps = zip(ticks, ticks.dropFirst()).map { $1 - $0 }
    guard let last = steps.last else { return ticks.map { Figures.brief($0, digits: 4) } }
    let digits = (1...9).first { digits in
      zip(ticks, steps + [last]).allSatisfy { tick, step in
        abs((Double(Figures.brief(tick, digits: digits)) ?? .infinity) - tick) < 0.01 * step
      }
    }
    return ticks.map { Figures.brief($0, digits: digits ?? 10) }
  }
}

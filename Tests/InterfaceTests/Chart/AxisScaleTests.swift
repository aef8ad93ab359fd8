import Foundation
import Interface
import Testing

@Suite("Axes")
struct AxisScaleTests {
  private func extrema(_ low: Double, _ high: Double) -> Extrema {
    var extrema = Extrema(low)
    extrema.insert(high)
    return extrema
  }

  private func labels(_ low: Double, _ high: Double, logarithmic: Bool = true, about count: Int = 6) -> [String] {
    AxisScale.labels(AxisScale(covering: extrema(low, high), isLogarithmic: logarithmic).ticks(about: count))
  }

  @Test("Ticks are round, on the axis, and no more than asked for")
  func ticks() {
    let loss = AxisScale(covering: extrema(0.046, 2.3), isLogarithmic: true)
    #expect(loss.ticks(about: 6) == [0.05, 0.1, 0.2, 0.5, 1, 2])
    let narrow = AxisScale(covering: extrema(0.61, 0.64), isLogarithmic: true)
    #expect(narrow.ticks(about: 5).count >= 2)
    let accuracy = AxisScale(covering: extrema(0.7, 0.98), isLogarithmic: false)
    #expect(accuracy.ticks(about: 4).map { ($0 * 10).rounded() } == [7, 8, 9])
  }

  @Test("Labels are as short as numbers can be told apart")
  func words() {
    #expect(labels(0.046, 2.3) == ["0.05", "0.1", "0.2", "0.5", "1", "2"])
    #expect(labels(1e-12, 1) == ["1e-12", "1e-9", "1e-6", "0.001", "1"])
    #expect(labels(1e-8, 1e30) == ["1", "1e10", "1e20", "1e30"])
    #expect(labels(1e-8, 1e-3) == ["1e-8", "1e-7", "1e-6", "1e-5", "1e-4", "0.001"])
    #expect(labels(1e-12, 1e300) == ["1", "1e100", "1e200", "1e300"])
    #expect(labels(1e-300, 1e300) == ["1e-200", "1", "1e200"])
    #expect(labels(0, 1e30, logarithmic: false) == ["0", "2e29", "4e29", "6e29", "8e29", "1e30"])
    #expect(labels(1_000_000, 1_000_004, logarithmic: false, about: 3) == ["1e6", "1.000002e6", "1.000004e6"])
    #expect(labels(0.7, 0.98, logarithmic: false, about: 4) == ["0.7", "0.8", "0.9"])
  }

  @Test(
    "A number in few digits",
    arguments: [
      (0.0, "0"), (0.05, "0.05"), (-0.5, "-0.5"), (1200, "1200"), (999_999, "1e6"), (123_456, "123500"), (1e12, "1e12"),
      (2.5e-8, "2.5e-8"), (1e300, "1e300"), (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "NaN"),
    ])
  func brief(_ value: Double, _ text: String) {
    #expect(Figures.brief(value, digits: 4) == text)
  }

  @Test(
    "A loss never needs more than eight columns",
    arguments: [
      (0.4312, "0.4312"), (0, "0.0000"), (23.171, "23.17"), (12_345, "1.2e4"), (1e30, "1.0e30"), (1e300, "1.0e300"),
      (3.4e-8, "3.4e-8"), (3.4e-300, "3.4e-300"), (.infinity, "inf"), (.nan, "NaN"),
    ])
  func loss(_ value: Double, _ text: String) {
    #expect(Figures.loss(value) == text && text.count <= 8)
  }

  @Test(
    "An axis has room for whatever a number can be",
    arguments: [
      (0.0, 0.0), (-1.0, 1.0), (1e-300, 1e300), (5.0, 5.0), (1e300, 1e300), (-1e300, 1e300),
      (Double.leastNonzeroMagnitude, Double.leastNormalMagnitude),
      (.leastNonzeroMagnitude, .greatestFiniteMagnitude),
    ])
  func degenerate(_ low: Double, _ high: Double) throws {
    for isLogarithmic in [true, false] {
      let scale = AxisScale(covering: extrema(low, high), isLogarithmic: isLogarithmic)
      #expect(scale.high > scale.low && scale.high.isFinite && scale.low.isFinite)
      for value in [low, high, 0, -1, .nan, .infinity] {
        if let height = scale.height(of: value) { #expect((0...1).contains(height)) }
      }
      for count in 1...12 { #expect(scale.ticks(about: count).count <= 2 * count + 1) }
      #expect(scale.ticks(about: 5).allSatisfy { (scale.low...scale.high).contains($0) })
    }
  }

  @Test("From 1e-8 to 1e30 every power of ten has its height")
  func heights() {
    let scale = AxisScale(covering: extrema(1e-8, 1e30), isLogarithmic: true)
    let heights = (-8...30).compactMap { scale.height(of: pow(10, Double($0))) }
    #expect(heights.count == 39 && heights[0] > 0 && heights[38] < 1)
    let step = (heights[38] - heights[0]) / 38
    for (low, high) in zip(heights, heights.dropFirst()) { #expect(abs(high - low - step) < 1e-9) }
  }
}

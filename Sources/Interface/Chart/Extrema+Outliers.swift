import Foundation

extension Extrema {
  /// What an axis has to cover so that a few outliers do not press everything else flat.
  ///
  /// `parts` are the extrema of parts of a chart from left to right. Where the highest fiftieth of them would make the
  /// axis more than twice as tall as the rest needs, it ends at the highest of the rest; the same holds at its foot. Of
  /// fewer than 50 parts none is left out.
  package static func withoutOutliers(_ parts: [Extrema], isLogarithmic: Bool) -> Extrema {
    let all = parts.reduce(into: Extrema()) { $0.formUnion($1) }
    let count = parts.count / 50
    guard count > 0 else { return all }
    let highs = parts.map(\.high).sorted(by: >), lows = parts.map(\.low).sorted()
    func height(_ value: Double) -> Double { isLogarithmic ? log(value) : value }
    let rest = height(highs[count]) - height(lows[count])
    var covered = Extrema()
    covered.insert(height(all.high) - height(highs[count]) > rest ? highs[count] : all.high)
    covered.insert(height(lows[count]) - height(all.low) > rest ? lows[count] : all.low)
    return covered
  }
}

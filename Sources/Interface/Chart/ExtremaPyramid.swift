/// A growing series that tells the extrema of any part of itself in logarithmic time.
///
/// Level k holds the extrema of 2^(k+1) neighbours, so a chart of any width costs little however long training runs.
package struct ExtremaPyramid: Sendable {
  /// The series.
  package private(set) var values: [Float] = []
  private var levels: [[Extrema]] = []

  /// An empty series.
  package init() {}

  /// Adds a value at the end; values that are not finite count as a gap.
  package mutating func append(_ value: Float) {
    values.append(value)
    let extrema = Extrema(Double(value))
    var index = values.count - 1
    for level in levels.indices {
      index /= 2
      if index < levels[level].count {
        levels[level][index].formUnion(extrema)
      } else {
        levels[level].append(extrema)
      }
    }
    if (levels.last?.count ?? values.count) > 1 { levels.append([self.extrema(in: 0..<values.count)]) }
  }

  /// The extrema of a part of the series.
  package func extrema(in range: Range<Int>) -> Extrema {
    var result = Extrema()
    var (low, high) = (range.lowerBound, range.upperBound)
    var level = -1
    func value(_ index: Int) -> Extrema { level < 0 ? Extrema(Double(values[index])) : levels[level][index] }
    while low < high {
      if low % 2 == 1 {
        result.formUnion(value(low))
        low += 1
      }
      if high % 2 == 1, low < high {
        high -= 1
        result.formUnion(value(high))
      }
      guard low < high else { break }
      if level + 1 == levels.count {
        for index in low..<high { result.formUnion(value(index)) }
        break
      }
      (low, high, level) = (low / 2, high / 2, level + 1)
    }
    return result
  }
}

import Essentials

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
  mutating func formUnion(_ other: Extrema) {
    low = min(low, other.low)
    high = max(high, other.high)
  }
}

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

/// A growing series that tells the extrema of any part of itself in logarithmic time.
///
/// Level k holds the extrema of 2^(k+1) neighbours, so a chart of any width costs little however long training runs.
package struct ExtremaPyramid: Hashable, Sendable {
  /// The series.
  package private(set) var values: [Double] = []
  private var levels: [[Extrema]] = []

  /// An empty series.
  package init() {}

  /// Adds a value at the end; values that are not finite count as a gap.
  package mutating func append(_ value: Double) {
    values.append(value)
    let extrema = Extrema(value)
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
    forEachBlock(of: range) { result.formUnion(extrema(of: $0)) }
    return result
  }

  /// How many values of a part lie below and above some limits; it takes long only where they are many.
  package func count(in range: Range<Int>, outside limits: ClosedRange<Double>) -> (below: Int, above: Int) {
    var result = (below: 0, above: 0)
    forEachBlock(of: range) { count($0, outside: limits, into: &result) }
    return result
  }

  /// A value (level −1) or an element of a level.
  private typealias Block = (level: Int, index: Int)

  private func extrema(of block: Block) -> Extrema {
    block.level < 0 ? Extrema(values[block.index]) : levels[block.level][block.index]
  }

  private func count(_ block: Block, outside limits: ClosedRange<Double>, into result: inout (below: Int, above: Int)) {
    let extrema = extrema(of: block)
    guard extrema.low < limits.lowerBound || extrema.high > limits.upperBound else { return }
    guard block.level >= 0 else {
      if extrema.high > limits.upperBound { result.above += 1 } else { result.below += 1 }
      return
    }
    let level = block.level - 1
    let parts = level < 0 ? values.count : levels[level].count
    for index in 2 * block.index..<min(2 * block.index + 2, parts) {
      count((level, index), outside: limits, into: &result)
    }
  }

  /// The few blocks that a part is made of.
  private func forEachBlock(of range: Range<Int>, _ body: (Block) -> Void) {
    var (low, high) = (range.lowerBound, range.upperBound)
    var level = -1
    while low < high {
      if low % 2 == 1 {
        body((level, low))
        low += 1
      }
      if high % 2 == 1, low < high {
        high -= 1
        body((level, high))
      }
      guard low < high else { break }
      if level + 1 == levels.count {
        for index in low..<high { body((level, index)) }
        break
      }
      (low, high, level) = (low / 2, high / 2, level + 1)
    }
  }
}

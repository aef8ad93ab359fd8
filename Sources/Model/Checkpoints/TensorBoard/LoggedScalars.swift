/// The numbers that somebody's training logged, a series for each name: tags of event files, or columns of a table.
package struct LoggedScalars: Hashable, Sendable {
  /// The most names that are taken; what comes under others is left out.
  static let largestNameCount = 4096
  /// The most numbers that are kept.
  static let largestPointCount = 4 << 20

  /// The numbers by their name, each in ascending order of its steps.
  package private(set) var series: [String: [ScalarPoint]] = [:]
  /// When the first of all was written, in seconds since 1970; NaN where unknown.
  package private(set) var beginning = Double.nan
  /// How many numbers were left out: beyond the limits, or of a step that no training comes to.
  package private(set) var leftOutCount = 0
  /// Grows with everything that is taken or left out.
  private(set) var changeCount = 0
  /// Whether every step is known to be an epoch.
  var countsEpochs = false
  private var pointCount = 0

  /// Nothing yet.
  package init() {}

  /// The names, sorted.
  package var names: [String] { series.keys.sorted() }

  /// The numbers of a name; none for nil or for a name that is not there.
  package subscript(name: String?) -> [ScalarPoint] { name.flatMap { series[$0] } ?? [] }

  /// Adds what was told at a step.
  ///
  /// Where a series goes back, the training was begun anew from there: what it had from that step on is dropped, as
  /// TensorBoard does.
  package mutating func append(_ point: ScalarPoint, to name: String) {
    changeCount += 1
    guard (0...TrainingState.greatestCount).contains(point.step), pointCount < Self.largestPointCount,
      series[name] != nil || series.count < Self.largestNameCount
    else {
      leftOutCount += 1
      return
    }
    note(time: point.time)
    while let last = series[name]?.last, last.step >= point.step {
      series[name]?.removeLast()
      pointCount -= 1
    }
    series[name, default: []].append(point)
    pointCount += 1
  }

  /// Notes that something was written at a time.
  mutating func note(time: Double) {
    if time.isFinite, !(beginning <= time) { beginning = time }
  }

  /// Leaves out a number.
  mutating func leaveOut() {
    changeCount += 1
    leftOutCount += 1
  }
}

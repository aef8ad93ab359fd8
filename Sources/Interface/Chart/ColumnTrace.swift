/// A curve as a chart of limited width sees it: for each column the extrema of everything the curve does in it.
package struct ColumnTrace: Hashable, Sendable {
  /// The extrema of each column, empty where the curve has a gap.
  package private(set) var columns: [Extrema]

  /// A curve through points given by column (from 0, fractions allowed) and height; heights that are `nil` interrupt it.
  ///
  /// Between two points the curve is straight; a column holds all heights it takes within half a column of the middle.
  package init(through points: some Sequence<(column: Double, height: Double?)>, columns count: Int) {
    columns = Array(repeating: Extrema(), count: count)
    var previous: (column: Double, height: Double)?
    for point in points {
      guard let height = point.height, point.column.isFinite else {
        previous = nil
        continue
      }
      insert(height, at: Int(point.column.rounded()))
      if let previous { connect(previous, (point.column, height)) }
      previous = (point.column, height)
    }
  }

  /// A curve whose columns are known.
  package init(columns: [Extrema]) {
    self.columns = columns
  }

  private mutating func insert(_ height: Double, at column: Int) {
    if columns.indices.contains(column) { columns[column].insert(height) }
  }

  private mutating func connect(_ start: (column: Double, height: Double), _ end: (column: Double, height: Double)) {
    guard end.column > start.column else { return }
    let slope = (end.height - start.height) / (end.column - start.column)
    let first = max(0, Int(start.column.rounded())), last = min(columns.count - 1, Int(end.column.rounded()))
    guard first <= last else { return }
    for column in first...last {
      for edge in [Double(column) - 0.5, Double(column) + 0.5] {
        let position = min(end.column, max(start.column, edge))
        insert(start.height + slope * (position - start.column), at: column)
      }
    }
  }
}

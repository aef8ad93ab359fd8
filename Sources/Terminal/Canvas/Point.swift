/// The place of one cell, counted from 0 at the upper left.
package struct Point: Hashable, Sendable {
  /// The column, from 0 at the left.
  package var column: Int
  /// The row, from 0 at the top.
  package var row: Int

  /// The cell in this column and row.
  package init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}

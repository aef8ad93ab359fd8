/// The extent of a terminal, a canvas or a part of one, in character cells.
package struct Size: Hashable, Sendable {
  /// The width in cells.
  package var columns: Int
  /// The height in cells.
  package var rows: Int

  /// A size of so many columns by so many rows.
  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

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

/// A rectangle of cells; views divide the screen among themselves with it.
package struct Rectangle: Hashable, Sendable {
  /// The cell at the upper left.
  package var origin: Point
  /// The extent; never negative.
  package var size: Size

  /// A rectangle from its upper left cell and its extent; negative extents become 0.
  package init(origin: Point = Point(column: 0, row: 0), size: Size) {
    self.origin = origin
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
  }

  /// A rectangle from four numbers; negative extents become 0.
  package init(column: Int, row: Int, columns: Int, rows: Int) {
    self.init(origin: Point(column: column, row: row), size: Size(columns: columns, rows: rows))
  }

  /// Whether no cell lies inside.
  package var isEmpty: Bool { size.columns == 0 || size.rows == 0 }

  /// The columns that lie inside.
  package var columns: Range<Int> { origin.column..<origin.column + size.columns }

  /// The rows that lie inside.
  package var rows: Range<Int> { origin.row..<origin.row + size.rows }

  /// Whether the cell lies inside.
  package func contains(_ point: Point) -> Bool {
    columns.contains(point.column) && rows.contains(point.row)
  }

  /// The rectangle within a margin of so many columns left and right and so many rows above and below.
  package func inset(columns: Int = 0, rows: Int = 0) -> Rectangle {
    Rectangle(
      column: origin.column + min(columns, size.columns / 2),
      row: origin.row + min(rows, size.rows / 2),
      columns: size.columns - 2 * columns,
      rows: size.rows - 2 * rows
    )
  }

  /// The upper `rows` rows and what is left below; a negative number counts from the bottom.
  package func split(rows: Int) -> (top: Rectangle, bottom: Rectangle) {
    let height = rows < 0 ? max(0, size.rows + rows) : min(rows, size.rows)
    return (
      Rectangle(column: origin.column, row: origin.row, columns: size.columns, rows: height),
      Rectangle(column: origin.column, row: origin.row + height, columns: size.columns, rows: size.rows - height)
    )
  }

  /// The left `columns` columns and what is left beside them; a negative number counts from the right.
  package func split(columns: Int) -> (left: Rectangle, right: Rectangle) {
    let width = columns < 0 ? max(0, size.columns + columns) : min(columns, size.columns)
    return (
      Rectangle(column: origin.column, row: origin.row, columns: width, rows: size.rows),
      Rectangle(column: origin.column + width, row: origin.row, columns: size.columns - width, rows: size.rows)
    )
  }

  /// The cells that lie in both; empty where there are none.
  package func intersection(_ other: Rectangle) -> Rectangle {
    let shared = (columns.clamped(to: other.columns), rows.clamped(to: other.rows))
    return Rectangle(
      column: shared.0.lowerBound, row: shared.1.lowerBound, columns: shared.0.count, rows: shared.1.count
    )
  }
}

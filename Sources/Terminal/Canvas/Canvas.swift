/// A grid of cells that views draw upon; the terminal then draws what differs from the canvas before.
///
/// Nothing that is written can leave the canvas, tear a wide character, or reach the terminal as a control character.
package struct Canvas: Hashable, Sendable {
  /// The extent of the grid.
  package let size: Size
  /// Where the terminal's cursor is shown; nil hides it.
  package var cursor: Point?
  /// Row after row.
  private var cells: [Cell]
  /// What can be drawn on; everything but inside of `clipped`.
  private var clip: Rectangle

  /// A canvas of plain spaces; negative extents become 0.
  package init(size: Size) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    cells = Array(repeating: Cell(), count: self.size.columns * self.size.rows)
    clip = Rectangle(size: self.size)
  }

  /// The whole canvas.
  package var bounds: Rectangle { Rectangle(size: size) }

  /// Draws with a view that cannot leave a rectangle, neither with what it writes nor with the cursor it shows.
  package mutating func clipped(to rectangle: Rectangle, _ draw: (inout Canvas) -> Void) {
    let (outer, cursorBefore) = (clip, cursor)
    clip = outer.intersection(rectangle)
    draw(&self)
    if let cursor, cursor != cursorBefore, !clip.contains(cursor) { self.cursor = nil }
    clip = outer
  }

  /// The cell in this column and row; outside of the canvas a plain space, and setting it there does nothing.
  ///
  /// A wide character takes the next cell too, and becomes a space where there is none. Of a character that needs more
  /// cells the first piece is kept.
  package subscript(column: Int, row: Int) -> Cell {
    get { index(column, row).map { cells[$0] } ?? Cell() }
    set {
      var isFirst = true
      newValue.character.forEachGlyph { glyph, width in
        if isFirst { place(glyph, width: width, style: newValue.style, column, row) }
        isFirst = false
      }
    }
  }

  /// Writes text to the right of a cell, clipped at the edges of what can be drawn on and after `limit` columns.
  ///
  /// - Returns: the columns used. A wide character that would be cut in two is replaced by a space.
  @discardableResult
  package mutating func write(_ text: String, at point: Point, style: Style = Style(), limit: Int? = nil) -> Int {
    guard clip.rows.contains(point.row) else { return 0 }
    let edge = clip.columns.upperBound
    let end = min(edge, limit.map { point.column + max(0, $0) } ?? edge)
    var column = point.column
    for character in text {
      guard column < end else { break }
      character.forEachGlyph { glyph, width in
        guard column < end else { return }
        let fits = column >= clip.columns.lowerBound && column + width <= end
        let first = max(clip.columns.lowerBound, column)
        let visible = first..<max(first, min(end, column + width))
        if fits {
          place(glyph, width: width, style: style, column, point.row)
        } else {
          for cut in visible { place(" ", width: 1, style: style, cut, point.row) }
        }
        column = min(end, column + width)
      }
    }
    return max(0, column - point.column)
  }

  /// Sets every cell of the part of the rectangle that lies on the canvas; a wide character is repeated whole.
  package mutating func fill(_ rectangle: Rectangle, with cell: Cell) {
    let visible = rectangle.intersection(clip)
    let step = max(1, columnWidth(cell.character))
    for row in visible.rows {
      for column in stride(from: visible.columns.lowerBound, to: visible.columns.upperBound, by: step) {
        let fits = column + step <= visible.columns.upperBound
        self[column, row] = fits ? cell : Cell(" ", style: cell.style)
      }
    }
  }

  /// The rows as text without the spaces at their ends.
  package var lines: [String] {
    (0..<size.rows).map { row in
      var line = (0..<size.columns).map { self[$0, row] }.filter { !$0.isContinuation }.map(\.character)
      while line.last == " " { line.removeLast() }
      return String(line)
    }
  }

  private func index(_ column: Int, _ row: Int) -> Int? {
    guard 0..<size.columns ~= column, 0..<size.rows ~= row else { return nil }
    return row * size.columns + column
  }

  /// Puts one glyph into its one or two cells, and a space into the other half of every wide character it cuts.
  private mutating func place(_ glyph: Character, width: Int, style: Style, _ column: Int, _ row: Int) {
    guard let index = index(column, row), clip.contains(Point(column: column, row: row)) else { return }
    guard column + width <= clip.columns.upperBound else { return place(" ", width: 1, style: style, column, row) }
    if cells[index].isContinuation { cells[index - 1].character = " " }
    let next = index + width
    if column + width < size.columns, cells[next].isContinuation { cells[next].character = " " }
    cells[index] = Cell(glyph, style: style)
    if width == 2 { cells[index + 1] = .continuation(style: style) }
  }
}

import Terminal

/// Pieces of a page one below the other.
///
/// Where rows are short the first pieces get the fewest they can do with, and the others none; what is left makes the first
/// pieces grow first.
package struct Stack {
  /// A piece of a page.
  package struct Piece {
    /// The fewest rows with which it makes sense.
    let least: Int
    /// The most rows it can use.
    let most: Int
    /// Draws it into its rows.
    let draw: (inout Canvas, Rectangle) -> Void

    /// A piece that takes so many rows.
    package init(least: Int, most: Int, draw: @escaping (inout Canvas, Rectangle) -> Void) {
      self.least = least
      self.most = max(least, most)
      self.draw = draw
    }
  }

  private let pieces: [Piece]
  private let gap: Int

  /// A stack of pieces, the first on top, with so many blank rows below each.
  package init(_ pieces: [Piece], gap: Int) {
    self.pieces = pieces
    self.gap = gap
  }

  /// Draws the pieces that have room.
  ///
  /// - Returns: what is left below them.
  @discardableResult
  package func draw(on canvas: inout Canvas, in area: Rectangle) -> Rectangle {
    var free = area.size.rows + gap
    var shown: [Piece] = []
    for piece in pieces where piece.least + gap <= free {
      shown.append(piece)
      free -= piece.least + gap
    }
    var rest = area
    for piece in shown {
      let more = min(free, piece.most - piece.least)
      free -= more
      piece.draw(&canvas, rest.split(rows: piece.least + more).top)
      rest = rest.split(rows: piece.least + more + gap).bottom
    }
    return rest
  }
}

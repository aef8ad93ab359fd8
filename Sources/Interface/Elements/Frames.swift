import Terminal

/// A box with nothing in it, in front of everything else.
package struct Frame {
  private let appearance: Appearance

  /// A box as a terminal can show it.
  package init(appearance: Appearance) {
    self.appearance = appearance
  }

  /// Draws the box and blanks what is inside.
  package func draw(on canvas: inout Canvas, in box: Rectangle) {
    guard box.size.columns >= 2, box.size.rows >= 2 else { return }
    let quiet = Theme(appearance).quiet
    canvas.fill(box, with: Cell(" "))
    let marks = appearance.isUnicode ? Array("╭─╮│╰╯") : Array("+-+|++")
    let line = String(repeating: marks[1], count: box.size.columns - 2)
    let (left, right) = (box.origin.column, box.columns.upperBound - 1)
    let bottom = box.rows.upperBound - 1
    canvas.write("\(marks[0])\(line)\(marks[2])", at: box.origin, style: quiet)
    for row in box.rows.dropFirst().dropLast() {
      canvas[left, row] = Cell(marks[3], style: quiet)
      canvas[right, row] = Cell(marks[3], style: quiet)
    }
    canvas.write("\(marks[4])\(line)\(marks[5])", at: Point(column: left, row: bottom), style: quiet)
  }
}

/// A rule over the whole width with the name of what is below, and a few words at its end where there is room.
struct PaneTitle {
  private let title: String
  private let words: String
  private let appearance: Appearance
  private let isFocused: Bool

  /// The title of a pane.
  init(_ title: String, words: String = "", appearance: Appearance, isFocused: Bool) {
    self.title = title
    self.words = words
    self.appearance = appearance
    self.isFocused = isFocused
  }

  /// Writes the row.
  func draw(on canvas: inout Canvas, in area: Rectangle) {
    let theme = Theme(appearance)
    let dash = appearance.isUnicode ? "─" : "-"
    canvas.write(String(repeating: dash, count: area.size.columns), at: area.origin, style: theme.quiet)
    let used = canvas.write(title, at: area.origin, style: isFocused ? theme.focusedTitle : theme.title)
    canvas.write(" ", at: Point(column: area.origin.column + used, row: area.origin.row))
    let width = words.displayWidth + 1
    guard width > 1, used + width + 5 < area.size.columns else { return }
    canvas.write(
      " " + words, at: Point(column: area.columns.upperBound - width, row: area.origin.row), style: theme.quiet)
  }
}

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
      let top = rest.split(rows: piece.least + more).top
      canvas.clipped(to: top) { piece.draw(&$0, top) }
      rest = rest.split(rows: piece.least + more + gap).bottom
    }
    return rest
  }
}

/// A bar whose length stands for a share.
package enum Gauge {
  /// A bar of some columns, filled to a share from 0 to 1: eighths of a cell where the locale has them, else `#`.
  package static func bar(_ share: Double, columns: Int, isUnicode: Bool) -> String {
    guard columns > 0, share.isFinite else { return "" }
    let share = min(1, max(0, share))
    guard isUnicode else { return String(repeating: "#", count: Int((share * Double(columns)).rounded())) }
    let eighths = Int((share * Double(columns) * 8).rounded())
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    return String(repeating: "█", count: eighths / 8) + rest
  }

  /// A bar between two marks, blank where it is not filled.
  static func framed(_ share: Double, columns: Int, isUnicode: Bool) -> String {
    let bar = bar(share, columns: columns, isUnicode: isUnicode).leftAligned(in: columns)
    return isUnicode ? "▕" + bar + "▏" : "[" + bar + "]"
  }
}

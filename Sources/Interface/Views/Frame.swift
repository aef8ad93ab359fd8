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

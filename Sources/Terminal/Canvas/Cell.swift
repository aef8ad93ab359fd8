/// One cell of a canvas: what is printed in it, and how.
package struct Cell: Hashable, Sendable {
  /// The character drawn here: one spacing scalar and at most four combining marks once it is in a canvas.
  package var character: Character
  /// How it is drawn.
  package var style: Style

  /// A cell; without arguments, a plain space.
  package init(_ character: Character = " ", style: Style = Style()) {
    self.character = character
    self.style = style
  }

  /// Whether this is the right half of the wide character in the cell before it.
  package var isContinuation: Bool { character == "\0" }

  /// The right half of a wide character of this style.
  static func continuation(style: Style) -> Cell { Cell("\0", style: style) }
}

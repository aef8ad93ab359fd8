/// A colour of a cell.
package enum Color: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case standard
  /// A colour of the 256 that xterm numbers; the terminal takes the nearest one it has.
  case palette(UInt8)
}

/// A key, as far as a terminal can tell keys apart.
package enum Key: Hashable, Sendable {
  /// A printable character: one Unicode scalar, so that a combining mark comes as a key of its own.
  case character(Character)
  /// Enter, also the one of the number pad and ^J.
  case enter
  /// Esc.
  case escape
  /// Tab, which is ^I.
  case tab
  /// Shift and Tab.
  case backTab
  /// Backspace, which is ^? or ^H.
  case backspace
  /// Delete.
  case delete
  /// Insert.
  case insert
  /// The arrow up.
  case up
  /// The arrow down.
  case down
  /// The arrow to the left.
  case left
  /// The arrow to the right.
  case right
  /// Shift and the arrow to the left.
  case shiftLeft
  /// Shift and the arrow to the right.
  case shiftRight
  /// Home.
  case home
  /// End.
  case end
  /// Page up.
  case pageUp
  /// Page down.
  case pageDown
  /// Control and a key: a small letter, or one of `@ \ ] ^ _`. ^C and ^Z are not reported as keys.
  case control(Character)
  /// Alt and a printable character.
  case alt(Character)
  /// A function key, from 1.
  case function(Int)
}

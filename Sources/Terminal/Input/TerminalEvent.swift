/// What a terminal has to report.
package enum TerminalEvent: Hashable, Sendable {
  /// A key was pressed. ^C comes as `interrupt`, and ^Z suspends by itself and comes as `resumed`.
  case key(Key)
  /// Text was pasted; its line ends are LF.
  case paste(String)
  /// The terminal has another size.
  case resized(Size)
  /// A `Waker` was used, once or several times.
  case woken
  /// ^C was pressed or SIGINT came.
  case interrupt
  /// SIGTERM or SIGHUP came: save, give the terminal back, and re-raise the signal.
  case terminate(Int32)
  /// The program runs again after ^Z; the size may be another one, and the time in between was not lived through.
  case resumed
  /// The terminal is gone.
  case endOfInput
}

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

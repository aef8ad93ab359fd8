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

import CNcurses

/// Ends a wait for events from another thread, which is how a worker says that there is something new to draw.
package struct Waker: Sendable {
  /// Makes the terminal report `woken`; several calls before it is reported make one event.
  package func wake() { signals_wake() }
}

/// Ends the process as the signal would have done, so that a shell shows 128 plus its number.
///
/// Give the terminal back before, with `CursesTerminal.close()`.
package func reraise(_ signal: Int32) -> Never { signals_reraise(signal) }

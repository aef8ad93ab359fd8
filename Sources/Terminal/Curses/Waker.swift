import CNcurses

/// Ends a wait for events from another thread, which is how a worker says that there is something new to draw.
package struct Waker: Sendable {
  /// Makes the terminal report `woken`; several calls before it is reported make one event.
  package func wake() { signals_wake() }
}

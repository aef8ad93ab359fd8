import CNcurses

/// Ends the process as the signal would have done, so that a shell shows 128 plus its number.
///
/// Give the terminal back before, with `CursesTerminal.close()`.
package func reraise(_ signal: Int32) -> Never { signals_reraise(signal) }

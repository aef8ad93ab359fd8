/// Why the full screen cannot be used, so that the line REPL is used instead.
package enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Standard input or standard output is a pipe or a file.
  case notATerminal
  /// The variable TERM names no terminal of the terminfo database, or nothing at all.
  case unknownType(String)
  /// The terminal that TERM names cannot move its cursor.
  case incapable(String)

  /// What was found, and what to do about it.
  package var description: String {
    switch self {
    case .notATerminal:
      "standard input or output is not a terminal; using the line REPL instead"
    case .unknownType(""):
      "TERM is not set; using the line REPL instead (for the full screen, set TERM, for example to xterm-256color)"
    case .unknownType(let name):
      "TERM is \(name), which terminfo does not know; using the line REPL instead "
        + "(for the full screen, set TERM, for example to xterm-256color)"
    case .incapable(let name):
      "TERM is \(name), which cannot place its cursor; using the line REPL instead "
        + "(for the full screen, set TERM, for example to xterm-256color)"
    }
  }
}

import CTerminal

/// The kind of a terminal as TERM names it, and what may be expected of it.
package struct TerminalType: Hashable, Sendable {
  /// The type of the terminal this program runs in.
  package static var current: TerminalType { TerminalType(String(cString: screen_type())) }

  /// Its name in the terminfo database; empty where TERM is not set.
  package let name: String

  /// The type of this name.
  package init(_ name: String) { self.name = name }

  /// Whether it can write a line anew.
  package var canRewriteLines: Bool { !name.isEmpty && name != "dumb" }

  /// Whether its font may be expected to have braille, blocks, arrows and rounded corners.
  ///
  /// The Linux console has 256 or 512 glyphs, letters most of them; the terminals of DEC and what takes their names have
  /// fewer. Whoever else lacks them says `--ascii`.
  package var hasSymbols: Bool {
    let plain = ["linux", "ansi", "cons25", "vt"]
    return canRewriteLines && !plain.contains { name == $0 || name.hasPrefix($0 + "-") || isNumbered($0) }
  }

  /// Whether the name is this one and a number, perhaps with more behind it: vt100, vt220-w.
  private func isNumbered(_ series: String) -> Bool {
    name.hasPrefix(series) && name.dropFirst(series.count).first?.isNumber == true
  }
}

/// What the locale makes of text.
package enum LocaleText {
  /// Whether its character set is UTF-8, as far as the environment says; asked for once.
  package static let isUnicode: Bool = {
    text_use_locale()
    return text_is_unicode()
  }()

  /// Whether charts and marks may be drawn with more than ASCII on a terminal of this type.
  package static func hasSymbols(on type: TerminalType = .current) -> Bool { isUnicode && type.hasSymbols }
}

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

// What may be seen of a text that somebody else wrote: a file, a name, an argument, a network.

extension Unicode.Scalar {
  /// Whether a terminal shows this as a character of its own, or as a blank.
  ///
  /// The rest steers the terminal (C0, DEL, C1), turns the direction of writing, joins, marks or breaks without being seen
  /// (U+202E, U+2066, U+200D, U+2028, U+FEFF, variation selectors), or is no character that anybody has agreed on. Every
  /// writer to a terminal or to standard error asks this.
  package var isVisible: Bool {
    switch value {
    case 0x20..<0x7F: return true
    case 0..<0xA0: return false
    default: break
    }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate: return false
    default: return !properties.isDefaultIgnorableCodePoint
    }
  }

  /// `U+202F`.
  package var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The character and its code point, such as `é U+00E9`; the code point alone if it would not show.
  package var named: String {
    let isShown =
      switch properties.generalCategory {
      case .spaceSeparator, .nonspacingMark, .enclosingMark: false
      default: isVisible
      }
    return isShown ? "\(self) \(codePoint)" : codePoint
  }

  /// How Swift's source code writes it where it would not be seen: `\t`, `\u{202E}`.
  fileprivate var escaped: String {
    switch self {
    case "\t": "\\t"
    case "\n": "\\n"
    case "\r": "\\r"
    default: "\\u{" + String(value, radix: 16, uppercase: true) + "}"
    }
  }
}

extension StringProtocol {
  /// The text with something else in the place of every scalar that could not be seen; `mark` tells what.
  package func visible(_ mark: (Unicode.Scalar) -> String) -> String {
    guard unicodeScalars.contains(where: { !$0.isVisible }) else { return String(self) }
    var shown = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar.isVisible { shown.append(scalar) } else { shown.append(contentsOf: mark(scalar).unicodeScalars) }
    }
    return String(shown)
  }

  /// The text on one line: what could not be seen of it is written as in Swift's source code, such as `\u{1B}`.
  package var visible: String { visible(\.escaped) }

  /// The same of a text of several lines, whose ends stay, and whose tabs.
  package var visibleLines: String { visible { $0 == "\n" || $0 == "\t" ? String($0) : $0.escaped } }

  /// The text on one line between quotation marks, as Swift's source code has it.
  package var quoted: String {
    "\"" + unicodeScalars.map { $0 == "\\" || $0 == "\"" ? "\\\($0)" : String($0) }.joined().visible + "\""
  }
}

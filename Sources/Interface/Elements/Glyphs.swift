import Essentials
import Model
import Terminal

/// How characters that cannot be seen are shown.
package struct Glyphs: Hashable, Sendable {
  /// Whether marks and charts may be more than ASCII.
  package let isUnicode: Bool
  /// Whether letters may be, as they are on the Linux console; else a letter is named by its code point.
  package let hasLetters: Bool

  /// The marks for a locale and a terminal; where nothing else is said, letters go with the marks.
  package init(isUnicode: Bool, hasLetters: Bool? = nil) {
    self.isUnicode = isUnicode
    self.hasLetters = hasLetters ?? isUnicode
  }

  /// The marks for standard output: what a terminal there can show; in a pipe all of them, unless they are not wanted.
  package static func output(isASCII: Bool) -> Glyphs {
    guard isatty(STDOUT_FILENO) == 1 else { return Glyphs(isUnicode: !isASCII, hasLetters: true) }
    return Glyphs(isUnicode: !isASCII && LocaleText.hasSymbols(), hasLetters: LocaleText.isUnicode)
  }

  /// What stands in front of the choice among several.
  package var selection: String { isUnicode ? "▶" : ">" }
  /// The best epoch.
  package var star: String { isUnicode ? "★" : "*" }
  /// A value above the axis.
  package var above: String { isUnicode ? "▲" : "^" }
  /// A value below the axis.
  package var below: String { isUnicode ? "▼" : "v" }
  /// What went wrong.
  var cross: String { isUnicode ? "×" : "!" }

  /// What is not as it is by default.
  var bullet: String { isUnicode ? "•" : "*" }

  /// What stands in front of the first character that differs.
  var pointer: String { isUnicode ? "›" : ">" }

  /// One column for one scalar: letters as they are, blanks and controls as marks.
  ///
  /// For what cannot be shown something like it is drawn in the end, by `Canvas.withLettersOnly` and `encodable`.
  package func mark(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case " ": isUnicode ? "␣" : "_"
    case "\t": isUnicode ? "⇥" : ">"
    case "\n": isUnicode ? "⏎" : "$"
    case _ where Self.needsCodePoint(scalar): isUnicode ? "◌" : String(Unicode.Scalar.standIn)
    default: columnWidth(Character(scalar)) == 0 ? "◌" + String(scalar) : String(scalar)
    }
  }

  /// A text with marks in the place of what could not be seen of it, TAB and LF among that.
  package func marked(_ text: String) -> String { text.visible(mark) }

  /// A text on one line, to be read and not to be examined: marks where it could not be seen, blanks of any width as a
  /// space.
  package func line(_ text: String) -> String {
    let scalars = marked(text).unicodeScalars.lazy.map { scalar -> Unicode.Scalar in
      scalar.properties.generalCategory == .spaceSeparator ? " " : scalar
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// The beginning of a text that fits into some columns, with a mark where it was cut.
  func fitted(_ text: String, to columns: Int) -> String {
    text.fitted(to: columns, ellipsis: isUnicode ? "…" : "~")
  }

  /// What names one scalar beyond doubt: its mark, or its code point where a mark would not tell.
  package func name(_ scalar: Unicode.Scalar) -> String {
    let isShown = isUnicode || scalar.isASCII || hasLetters && scalar.properties.isAlphabetic
    let isPlain = isShown && !Self.needsCodePoint(scalar)
    return isPlain ? mark(scalar) : scalar.codePoint
  }

  /// The scalar that a reader writes as itself, as its mark or as its code point.
  package static func scalar(named text: String) -> Unicode.Scalar? {
    switch text {
    case "␣": return " "
    case "⇥": return "\t"
    case "⏎": return "\n"
    default: break
    }
    let scalars = text.composed.unicodeScalars
    if scalars.count == 1 { return scalars.first }
    guard text.uppercased().hasPrefix("U+") else { return nil }
    return UInt32(text.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
  }

  /// Whether a scalar looks like another, or like nothing: blanks but the space, and what cannot be seen.
  static func needsCodePoint(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == " " || scalar == "\t" || scalar == "\n" { return false }
    return !scalar.isVisible || scalar.properties.generalCategory == .spaceSeparator
  }
}

extension String {

  /// The beginning that fits into some columns, with a mark where it was cut.
  func fitted(to columns: Int, ellipsis: String = "…") -> String {
    guard displayWidth > columns else { return self }
    var kept = ""
    for character in self {
      guard (kept + String(character) + ellipsis).displayWidth <= columns else { break }
      kept.append(character)
    }
    return columns > 0 ? kept + ellipsis : ""
  }

  /// This text behind as many blanks as it lacks.
  func rightAligned(in columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - displayWidth)) + self
  }

  /// This text in front of as many blanks as it lacks.
  func leftAligned(in columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - displayWidth))
  }
}

/// Marks that stand for numbers in maps, one column each, told apart without colour.
extension Glyphs {
  /// The probabilities from which the marks stand; a mark darkens with its share of the cell.
  private static let shades: [(from: Float, unicode: Character, ascii: Character)] = [
    (0.9, "█", "#"), (0.5, "▓", "+"), (0.2, "▒", "="), (0.05, "░", "-"), (0.01, "·", "."),
  ]

  /// The mark of a probability; `nil` below a hundredth.
  package func mark(ofProbability probability: Float) -> Character? {
    Self.shades.first { probability >= $0.from }.map { isUnicode ? $0.unicode : $0.ascii }
  }

  /// What the marks of probabilities stand for.
  var probabilityLegend: String {
    Self.shades.reversed().map { shade in
      "\(isUnicode ? shade.unicode : shade.ascii) \(Figures.probability(Double(shade.from)))"
    }.joined(separator: "  ")
  }

  /// The sizes from which the marks of signed numbers stand; each has more strokes than the one before.
  private static let strokes:
    [(from: Float, plus: Character, minus: Character, asciiPlus: Character, asciiMinus: Character)] = [
      (2, "#", "≡", "#", "%"), (1, "‡", "=", "*", "="), (0.2, "+", "-", "+", "-"),
    ]

  /// Numbers that are smaller than this, whatever their sign, are marked as near 0.
  static var leastSigned: Float { strokes.last?.from ?? 0 }

  /// The mark of a number that shows its sign: crosses above 0, lines below it, a dot near it.
  package func mark(ofSigned value: Float) -> Character {
    guard !value.isNaN else { return "?" }
    guard let stroke = Self.strokes.first(where: { abs(value) >= $0.from }) else { return isUnicode ? "·" : "." }
    if value > 0 { return isUnicode ? stroke.plus : stroke.asciiPlus }
    return isUnicode ? stroke.minus : stroke.asciiMinus
  }

  /// What the marks of signed numbers stand for.
  var signedLegend: String {
    let values = Self.strokes.map { -$0.from } + Self.strokes.reversed().map(\.from)
    return values.map { "\(mark(ofSigned: $0)) \(Figures.signed(Double($0), 1))" }.joined(separator: "  ")
  }

  /// A bar of one cell whose height stands for a share from 0 to 1: eighths where the locale has them, else a digit.
  package func level(_ share: Double) -> String {
    guard share.isFinite else { return "?" }
    let share = max(0, min(1, share))
    guard isUnicode else { return String(Int((share * 9).rounded())) }
    return String(Array("▁▂▃▄▅▆▇█")[Int((share * 7).rounded())])
  }

  /// A cell of a bar that is full, or only its half next to the bar's foot, which stands above or below it.
  package func half(isWhole: Bool, above: Bool) -> String {
    if isWhole { return isUnicode ? "█" : "#" }
    return isUnicode ? (above ? "▀" : "▄") : above ? "'" : "."
  }

  /// The level of the greatest share, for legends.
  var highestLevel: String { level(1) }
}

extension String {
  /// Its words on lines of at most so many columns; a word that is longer goes on on the next line.
  func wrapped(to columns: Int) -> [String] {
    var lines: [String] = []
    for word in split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
      if let last = lines.last, (last + " " + word).displayWidth <= columns {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines += word.pieces(of: columns)
      }
    }
    return lines
  }

  /// The text in pieces of at most so many columns; one empty piece of an empty text.
  private func pieces(of columns: Int) -> [String] {
    var pieces = [""]
    for character in self {
      if (pieces[pieces.count - 1] + String(character)).displayWidth > columns { pieces.append("") }
      pieces[pieces.count - 1].append(character)
    }
    return pieces
  }
}

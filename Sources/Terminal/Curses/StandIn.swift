import CTerminal
import Essentials

extension Canvas {
  /// The canvas for a font that has letters and ASCII: whatever else there is has something like it instead.
  package var withLettersOnly: Canvas {
    replacing { cell, scalar in
      let isLetter = scalar.isASCII || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      return isLetter ? nil : cell.standIn(for: scalar)
    }
  }

  /// The canvas as the locale can encode it; itself where that is UTF-8.
  ///
  /// What cannot be encoded has something like it instead, and what can be is without its combining marks.
  package var encodable: Canvas {
    if LocaleText.isUnicode { return self }
    return replacing { cell, scalar in
      guard text_can_encode(scalar.value), text_width(scalar.value) == 1 else { return cell.standIn(for: scalar) }
      return cell.character.unicodeScalars.count > 1 ? Cell(Character(scalar), style: cell.style) : nil
    }
  }

  /// The canvas with other cells in the place of some; one narrower than what it replaces leaves a space.
  private func replacing(_ replacement: (Cell, Unicode.Scalar) -> Cell?) -> Canvas {
    var shown = self
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let cell = self[column, row]
        guard !cell.isContinuation, let scalar = cell.character.unicodeScalars.first else { continue }
        if let other = replacement(cell, scalar) { shown[column, row] = other }
      }
    }
    return shown
  }
}

extension Cell {
  /// What stands for this cell where its character cannot be shown.
  ///
  /// A quote, a dash or a space becomes the plain one. The picture of a control character becomes its letter in reverse
  /// (TAB an I, for ^I). A letter becomes the one without its accent, and everything else `@`, both underlined: a question
  /// mark would be taken for a character of the text.
  fileprivate func standIn(for scalar: Unicode.Scalar) -> Cell {
    if let plain = scalar.plain { return Cell(Character(plain), style: style) }
    var marked = style
    if 0x2400..<0x2420 ~= scalar.value, let letter = Unicode.Scalar(scalar.value - 0x2400 + 0x40) {
      marked.attributes.formSymmetricDifference(.reverse)
      return Cell(Character(letter), style: marked)
    }
    marked.attributes.insert(.underline)
    return Cell(Character(scalar.baseLetter ?? .standIn), style: marked)
  }
}

extension Unicode.Scalar {
  /// What stands for a character that can be shown in no other way; it is rare in text.
  package static let standIn: Unicode.Scalar = "@"

  /// The character of typewriters that a typographer replaces by this one.
  fileprivate var plain: Unicode.Scalar? {
    switch self {
    case "‘", "’", "‚", "′": "'"
    case "“", "”", "„", "«", "»", "″": "\""
    case "‐", "‑", "‒", "–", "—", "−", "─": "-"
    case "…": "~"
    case "×": "x"
    case "·": "."
    case "›", "→": ">"
    default: properties.generalCategory == .spaceSeparator ? " " : nil
    }
  }

  /// The letter of ASCII that this one is a variant of.
  fileprivate var baseLetter: Unicode.Scalar? {
    switch self {
    case "æ": "a"
    case "Æ": "A"
    case "œ", "ø": "o"
    case "Œ", "Ø": "O"
    case "ß": "s"
    default: String(self).normalizedD.unicodeScalars.first.flatMap { $0.isASCII ? $0 : nil }
    }
  }
}

import CTerminal
import Foundation

extension Cell {
  /// What stands for this cell in a locale that is not UTF-8, cell by cell of the same width.
  ///
  /// A character that the locale can encode stays, without its marks. Else something like it stands there underlined: the
  /// letter without its accent, a plain quote for a curved one, and `@` where nothing is like it, so that it is never
  /// taken for a character of the text (a question mark would be). The picture of a control character becomes its letter
  /// in reverse (TAB an I, for ^I).
  func encodable() -> Cell {
    guard !isContinuation, let scalar = character.unicodeScalars.first else { return Cell(" ", style: style) }
    if text_can_encode(scalar.value), text_width(scalar.value) == 1 {
      return Cell(Character(scalar), style: style)
    }
    var marked = style
    if 0x2400..<0x2420 ~= scalar.value, let letter = Unicode.Scalar(scalar.value - 0x2400 + 0x40) {
      marked.attributes.formSymmetricDifference(.reverse)
      return Cell(Character(letter), style: marked)
    }
    marked.attributes.insert(.underline)
    return Cell(Character(scalar.likeness), style: marked)
  }
}

extension Unicode.Scalar {
  /// What stands for a character that can be shown in no other way; it is rare in text.
  package static let standIn: Unicode.Scalar = "@"

  /// The character of ASCII that a reader takes for this one.
  fileprivate var likeness: Unicode.Scalar {
    switch self {
    case "‘", "’", "‚", "′": return "'"
    case "“", "”", "„", "«", "»", "″": return "\""
    case "‐", "‑", "‒", "–", "—", "−": return "-"
    case "…": return "."
    case "æ", "Æ": return self == "æ" ? "a" : "A"
    case "œ", "ø", "Œ", "Ø": return self == "œ" || self == "ø" ? "o" : "O"
    case "ß": return "s"
    case _ where properties.generalCategory == .spaceSeparator: return " "
    default: break
    }
    return String(self).decomposedStringWithCanonicalMapping.unicodeScalars.first.flatMap { $0.isASCII ? $0 : nil }
      ?? Self.standIn
  }
}

extension Canvas {
  /// The canvas as the locale can show it; itself where that is UTF-8.
  package var encodable: Canvas {
    guard !LocaleText.isUnicode else { return self }
    var shown = Canvas(size: size)
    shown.cursor = cursor
    for row in 0..<size.rows {
      for column in 0..<size.columns { shown[column, row] = self[column, row].encodable() }
    }
    return shown
  }
}

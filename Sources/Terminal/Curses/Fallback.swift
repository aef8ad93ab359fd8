import CNcurses

extension Cell {
  /// What stands for this cell in a locale that is not UTF-8, cell by cell of the same width.
  ///
  /// A character that the locale can encode stays, without its marks; the picture of a control character becomes its
  /// letter in reverse (TAB an I, for ^I); everything else becomes a question mark.
  func encodable() -> Cell {
    guard !isContinuation, let scalar = character.unicodeScalars.first else { return Cell(" ", style: style) }
    if text_can_encode(scalar.value), text_width(scalar.value) == 1 {
      return Cell(Character(scalar), style: style)
    }
    guard 0x2400..<0x2420 ~= scalar.value, let letter = Unicode.Scalar(scalar.value - 0x2400 + 0x40) else {
      return Cell("?", style: style)
    }
    var reversed = style
    reversed.attributes.formSymmetricDifference(.reverse)
    return Cell(Character(letter), style: reversed)
  }
}

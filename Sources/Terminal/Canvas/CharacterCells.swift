import CTerminal

/// The columns a character takes on a canvas; 1 for a control character, which is drawn as its picture.
package func columnWidth(_ character: Character) -> Int {
  var columns = 0
  character.forEachGlyph { columns += $1 }
  return columns
}

extension String {
  /// The columns the text takes on a canvas.
  package var displayWidth: Int { reduce(0) { $0 + columnWidth($1) } }
}

extension Character {
  /// Calls `body` with each piece that takes cells of its own and with its columns, 1 or 2.
  ///
  /// A piece is one spacing scalar and the marks upon it: that is all a cell of curses holds, and the only unit about
  /// whose width terminals agree. So a family of emoji becomes its members, a flag its two letters, and skin tones,
  /// joiners and variation selectors, which terminals measure each in their own way, are left out. What would be
  /// invisible is made visible: control characters as their pictures (␉ for TAB), a mark without a letter upon ◌, and
  /// everything else as �.
  func forEachGlyph(_ body: (Character, Int) -> Void) {
    if let ascii = asciiValue, 0x20..<0x7F ~= ascii { return body(self, 1) }
    if let width = widthAsOneScalar { return body(self, width) }
    var piece = String.UnicodeScalarView()
    var width = 0
    func start(_ scalar: Unicode.Scalar, _ columns: Int) {
      if !piece.isEmpty { body(Character(String(piece)), width) }
      piece = String.UnicodeScalarView([scalar])
      width = columns
    }
    for scalar in unicodeScalars {
      let columns = Int(text_width(scalar.value))
      if let substitute = scalar.substitute {
        start(substitute, 1)
      } else if columns < 0 || (piece.isEmpty && scalar.isInvisible) {
        start("\u{FFFD}", 1)
      } else if columns > 0 {
        if piece.isEmpty || !scalar.properties.isEmojiModifier { start(scalar, columns) }
      } else if !scalar.isInvisible {
        if piece.isEmpty { start("◌", 1) }
        if piece.count < Self.scalarsPerGlyph { piece.append(scalar) }
      }
    }
    if !piece.isEmpty { body(Character(String(piece)), width) }
  }

  /// The columns of a single scalar that is drawn as it is, as most are; nil for all that needs a closer look.
  private var widthAsOneScalar: Int? {
    guard let scalar = unicodeScalars.first, unicodeScalars.count == 1, scalar.substitute == nil else { return nil }
    let columns = Int(text_width(scalar.value))
    return columns > 0 && !scalar.isInvisible ? columns : nil
  }

  /// What a cell of curses holds (`CCHARW_MAX`).
  private static var scalarsPerGlyph: Int { 5 }
}

extension Unicode.Scalar {
  /// The picture of a control character, the letter of a regional indicator, nil for every other scalar.
  fileprivate var substitute: Unicode.Scalar? {
    switch value {
    case 0..<0x20: Unicode.Scalar(0x2400 + value)
    case 0x7F: "\u{2421}"
    case 0x1F1E6...0x1F1FF: Unicode.Scalar(value - 0x1F1E6 + 0x41)
    default: nil
    }
  }

  /// Whether the scalar only steers how its neighbours look: joiners, direction marks, variation selectors.
  fileprivate var isInvisible: Bool {
    properties.generalCategory == .format || properties.isVariationSelector
  }
}

import Model
import Terminal

/// The characters a pinned sentence's translations are compared with: whether the network has each right, and since
/// when.
///
/// One column a character: the character, ✓ right, × lost again or · not yet, and the epoch of that, its digits
/// downwards.
struct PinCharacters {
  private let sentence: PinnedSentence
  private let standings: [PinnedSentence.Standing]
  private let glyphs: Glyphs
  private let theme: Theme

  /// The characters at the entry of a position.
  init(_ sentence: PinnedSentence, at position: Int, appearance: Appearance) {
    self.sentence = sentence
    standings = sentence.standings(at: position)
    glyphs = appearance.glyphs
    theme = Theme(appearance)
  }

  /// The rows they take.
  var rows: Int { Self.rows(digits: digitCount) }

  /// The rows they take where the latest of the epochs has so many digits.
  static func rows(digits: Int) -> Int { 2 + digits }

  private var digitCount: Int { standings.map { Self.epoch($0).map { String($0).count } ?? 0 }.max() ?? 0 }

  /// Draws the rows, as many characters as have room.
  func draw(on canvas: inout Canvas, columns: PinColumns, row: Int) {
    let labels = [sentence.references.isEmpty ? "newest" : "reference", "", "since"]
    for (offset, label) in labels.prefix(rows).enumerated() {
      canvas.write(label, at: Point(column: columns.text.lowerBound, row: row + offset), style: theme.quiet)
    }
    var column = columns.output.lowerBound
    for (scalar, standing) in zip(sentence.target.unicodeScalars, standings) {
      let mark = glyphs.mark(scalar)
      guard column + mark.displayWidth <= columns.summary.upperBound else { break }
      canvas.write(mark, at: Point(column: column, row: row), style: scalar == " " ? theme.quiet : theme.text)
      let (sign, style) = sign(standing)
      canvas.write(sign, at: Point(column: column, row: row + 1), style: style)
      let digits = Self.epoch(standing).map { String($0).rightAligned(in: digitCount) } ?? ""
      for (offset, digit) in digits.enumerated() {
        canvas.write(String(digit), at: Point(column: column, row: row + 2 + offset), style: style)
      }
      column += mark.displayWidth
    }
  }

  private static func epoch(_ standing: PinnedSentence.Standing) -> Int? {
    switch standing {
    case .notYet: nil
    case .right(let epoch), .lost(let epoch): epoch
    }
  }

  private func sign(_ standing: PinnedSentence.Standing) -> (String, Style) {
    switch standing {
    case .notYet: (glyphs.isUnicode ? "·" : ".", theme.quiet)
    case .right: (glyphs.isUnicode ? "✓" : "+", theme.bar)
    case .lost: (glyphs.isUnicode ? "×" : "x", theme.error)
    }
  }
}

/// What the terminal can show.
package struct Appearance: Hashable, Sendable {
  /// Whether marks and charts may be more than ASCII.
  package var isUnicode: Bool
  /// Whether letters may be.
  package var hasLetters: Bool
  /// The number of colours, 0 without any.
  package var colorCount: Int
  /// Which colours it shows them in.
  package var colorScheme: ColorScheme

  /// An appearance; where nothing else is said, letters go with the marks.
  package init(isUnicode: Bool, hasLetters: Bool? = nil, colorCount: Int, colorScheme: ColorScheme = .dark) {
    self.isUnicode = isUnicode
    self.hasLetters = hasLetters ?? isUnicode
    self.colorCount = colorCount
    self.colorScheme = colorScheme
  }

  /// Unicode without colours.
  package static let plain = Appearance(isUnicode: true, colorCount: 0)

  /// The marks for blanks and controls.
  package var glyphs: Glyphs { Glyphs(isUnicode: isUnicode, hasLetters: hasLetters) }

  /// What stands in front of a line being typed.
  package var prompt: String { isUnicode ? "› " : "> " }
}

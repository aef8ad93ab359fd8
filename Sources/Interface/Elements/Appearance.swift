/// What the terminal can show.
package struct Appearance: Hashable, Sendable {
  /// Whether the locale has more than ASCII.
  package var isUnicode: Bool
  /// The number of colours, 0 without any.
  package var colorCount: Int
  /// Which colours it shows them in.
  package var colorScheme: ColorScheme

  /// An appearance.
  package init(isUnicode: Bool, colorCount: Int, colorScheme: ColorScheme = .dark) {
    self.isUnicode = isUnicode
    self.colorCount = colorCount
    self.colorScheme = colorScheme
  }

  /// Unicode without colours.
  package static let plain = Appearance(isUnicode: true, colorCount: 0)

  /// The marks for blanks and controls.
  package var glyphs: Glyphs { Glyphs(isUnicode: isUnicode) }

  /// What stands in front of a line being typed.
  package var prompt: String { isUnicode ? "› " : "> " }
}

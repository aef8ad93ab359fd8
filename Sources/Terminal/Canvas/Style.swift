/// How a cell is drawn: two colours and the attributes that remain where there are no colours.
package struct Style: Hashable, Sendable {
  /// Attributes of the letters, which may be combined.
  package struct Attributes: OptionSet, Hashable, Sendable {
    /// One bit per attribute, as CNcurses.h numbers them.
    package let rawValue: UInt8

    /// The attributes whose bits are set.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Heavier letters, on some terminals brighter ones.
    package static let bold = Attributes(rawValue: 1)
    /// Fainter letters.
    package static let dim = Attributes(rawValue: 2)
    /// A line below the letters.
    package static let underline = Attributes(rawValue: 4)
    /// Foreground and background exchanged.
    package static let reverse = Attributes(rawValue: 8)
    /// Slanted letters.
    package static let italic = Attributes(rawValue: 16)
  }

  /// The colour of the letters.
  package var foreground: Color
  /// The colour behind them.
  package var background: Color
  /// The attributes of the letters.
  package var attributes: Attributes

  /// A style; what is not named is plain.
  package init(foreground: Color = .standard, background: Color = .standard, attributes: Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}

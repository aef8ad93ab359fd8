/// One cell of a canvas: what is printed in it, and how.
package struct Cell: Hashable, Sendable {
  /// The character drawn here: one spacing scalar and at most four combining marks once it is in a canvas.
  package var character: Character
  /// How it is drawn.
  package var style: Style

  /// A cell; without arguments, a plain space.
  package init(_ character: Character = " ", style: Style = Style()) {
    self.character = character
    self.style = style
  }

  /// Whether this is the right half of the wide character in the cell before it.
  package var isContinuation: Bool { character == "\0" }

  /// The right half of a wide character of this style.
  static func continuation(style: Style) -> Cell { Cell("\0", style: style) }
}

/// How a cell is drawn: two colours and the attributes that remain where there are no colours.
package struct Style: Hashable, Sendable {
  /// Attributes of the letters, which may be combined.
  package struct Attributes: OptionSet, Hashable, Sendable {
    /// One bit per attribute, as CTerminal.h numbers them.
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

/// A colour of a cell.
package enum Color: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case standard
  /// One of the colours that the terminal numbers; who chooses it knows how many there are.
  case palette(UInt8)

  /// How curses numbers it: -1 is the terminal's own.
  var number: Int {
    switch self {
    case .standard: -1
    case .palette(let number): Int(number)
    }
  }
}

import Terminal

/// Which colours the screen is drawn in; each is made for the background of a terminal.
package enum ColorScheme: String, CaseIterable, Hashable, Sendable {
  /// For a dark background: Okabe and Ito's colours.
  case dark
  /// For a light background: the same hues, darker.
  case light
  /// For a dark background and eyes that need more contrast: no greys, every colour bright.
  case contrast
  /// Attributes only.
  case plain

  /// The next one, the first behind the last.
  package var next: ColorScheme {
    let all = Self.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }

  /// Its colours; `nil` for none.
  var inks: Inks? {
    switch self {
    case .dark: .dark
    case .light: .light
    case .contrast: .contrast
    case .plain: nil
    }
  }
}

/// A colour by what a terminal can show, so that no depth is left to the rounding of another.
struct Ink: Hashable, Sendable {
  /// Its number among xterm's 256.
  let of256: UInt8
  /// Its number among the 16, the bright ones from 8 on.
  let of16: UInt8
  /// Its number among the 8.
  let of8: UInt8

  /// A colour at three depths.
  init(_ of256: UInt8, _ of16: UInt8, _ of8: UInt8) {
    self.of256 = of256
    self.of16 = of16
    self.of8 = of8
  }

  /// The colour for a terminal with so many.
  func color(among count: Int) -> Color {
    .palette(count == 256 ? of256 : 16..<256 ~= count ? of16 : of8)
  }
}

/// The colours of a scheme, by what they are for.
///
/// Blue against yellow and dark against light is what every kind of colour-blindness leaves; red and green are never
/// told apart by hue alone. `nil` is the terminal's own colour of letters.
struct Inks: Hashable, Sendable {
  /// Keys, bars, and the training part.
  let cool: Ink
  /// What has the keys, what needs a look, and the validation part.
  let warm: Ink
  /// What went wrong.
  let alarm: Ink
  /// What a reader chose.
  let choice: Ink
  /// What is sure.
  let sure: Ink?
  /// What is half sure.
  let unsure: Ink
  /// The best of all epochs.
  let best: Ink
  /// Earlier runs' curves, by their slots: none of them the colour of a curve of the run at hand.
  let overlays: [Ink]
  /// What may be overlooked, where there are 256 colours; else it is dimmed, since a grey of 16 is often invisible.
  let quiet: UInt8?
  /// What lies behind the curves, likewise.
  let faint: UInt8?

  static let dark = Inks(
    cool: Ink(74, 14, 6), warm: Ink(214, 3, 3), alarm: Ink(166, 9, 1), choice: Ink(176, 13, 5), sure: Ink(36, 14, 6),
    unsure: Ink(221, 11, 3), best: Ink(221, 11, 3),
    overlays: [Ink(176, 13, 5), Ink(149, 10, 2), Ink(36, 7, 7), Ink(166, 9, 1), Ink(105, 12, 4)], quiet: 244, faint: 241
  )

  static let light = Inks(
    cool: Ink(25, 4, 4), warm: Ink(130, 5, 5), alarm: Ink(124, 1, 1), choice: Ink(90, 5, 5), sure: nil,
    unsure: Ink(25, 4, 4), best: Ink(130, 5, 5),
    overlays: [Ink(90, 1, 1), Ink(28, 2, 2), Ink(23, 6, 6), Ink(161, 3, 3), Ink(58, 8, 0)], quiet: 242, faint: 246)

  static let contrast = Inks(
    cool: Ink(51, 14, 6), warm: Ink(226, 11, 3), alarm: Ink(210, 9, 1), choice: Ink(213, 13, 5), sure: Ink(51, 14, 6),
    unsure: Ink(226, 11, 3), best: Ink(226, 11, 3),
    overlays: [Ink(213, 13, 5), Ink(82, 10, 2), Ink(231, 7, 7), Ink(210, 9, 1), Ink(111, 12, 4)], quiet: nil, faint: 244
  )
}

/// The styles of the screen: what each meaning looks like in the colours of a scheme.
///
/// Without colours the attributes remain; no meaning rests on a colour alone.
package struct Theme: Hashable, Sendable {
  /// The colours; `nil` for none.
  let inks: Inks?
  private let colorCount: Int

  /// The styles for what a terminal can show.
  package init(_ appearance: Appearance) {
    colorCount = appearance.colorCount
    inks = colorCount > 0 ? appearance.colorScheme.inks : nil
  }

  /// Ordinary text.
  package let text = Style()
  /// What must be read first.
  package let strong = Style(attributes: .bold)
  /// Labels, rules and everything that may be overlooked.
  package var quiet: Style { grey(inks?.quiet) }
  /// Titles of panes.
  package let title = Style(attributes: .bold)
  /// The title of the pane that has the keys.
  package var focusedTitle: Style { colored(inks?.warm, [.bold, .underline]) }
  /// Keys in hints and help.
  package var key: Style { colored(inks?.cool, .bold) }
  /// What is under the cursor.
  package let selection = Style(attributes: .reverse)
  /// What is under a cursor that does not have the keys.
  package let mark = Style(attributes: [.bold, .underline])
  /// Something went wrong.
  package var error: Style { colored(inks?.alarm, .bold) }
  /// Something needs a look.
  package var warning: Style { colored(inks?.warm) }
  /// The first character that differs.
  var difference: Style { colored(inks?.alarm, [.bold, .underline]) }
  /// Bars and gauges.
  package var bar: Style { colored(inks?.cool) }
  /// The best epoch.
  package var best: Style { colored(inks?.best, .bold) }
  /// A choice made by hand.
  package var branch: Style { colored(inks?.choice, .bold) }

  /// The digit that stands for a probability: the surer, the calmer.
  package func confidence(_ probability: Double) -> Style {
    switch probability {
    case 0.9...: colored(inks?.sure)
    case 0.5...: colored(inks?.unsure)
    default: colored(inks?.alarm, .bold)
    }
  }

  /// An ink as far as there are colours, with attributes.
  func colored(_ ink: Ink?, _ attributes: Style.Attributes = []) -> Style {
    Style(foreground: ink?.color(among: colorCount) ?? .standard, attributes: attributes)
  }

  /// A grey where there are enough colours to have one; a scheme without it has ordinary text instead.
  func grey(_ number: UInt8?) -> Style {
    if inks != nil, number == nil { return text }
    guard let number, colorCount == 256 else { return Style(attributes: .dim) }
    return Style(foreground: .palette(number))
  }
}

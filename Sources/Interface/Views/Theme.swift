import Terminal

/// The styles of the screen: Okabe and Ito's colours, which colour-blind readers tell apart, as xterm numbers them.
///
/// Without colours the attributes remain; no meaning rests on a colour alone.
package struct Theme: Hashable, Sendable {
  private enum Okabe {
    static let orange = Color.palette(214)
    static let skyBlue = Color.palette(74)
    static let green = Color.palette(36)
    static let yellow = Color.palette(221)
    static let vermilion = Color.palette(166)
    static let purple = Color.palette(175)
    static let grey = Color.palette(244)
  }

  private let hasColors: Bool

  /// The styles for what a terminal can show.
  package init(_ appearance: Appearance) {
    hasColors = appearance.colorCount > 0
  }

  /// Ordinary text.
  package let text = Style()
  /// What must be read first.
  package let strong = Style(attributes: .bold)
  /// Labels, rules and everything that may be overlooked.
  package var quiet: Style { hasColors ? Style(foreground: Okabe.grey) : Style(attributes: .dim) }
  /// Titles of panes.
  package let title = Style(attributes: .bold)
  /// The title of the pane that has the keys.
  package var focusedTitle: Style { colored(Okabe.orange, [.bold, .underline]) }
  /// Keys in hints and help.
  package var key: Style { colored(Okabe.skyBlue, .bold) }
  /// What is under the cursor.
  package let selection = Style(attributes: .reverse)
  /// What is under a cursor that does not have the keys.
  package let mark = Style(attributes: [.bold, .underline])
  /// Something went wrong.
  package var error: Style { colored(Okabe.vermilion, .bold) }
  /// Something needs a look.
  package var warning: Style { colored(Okabe.orange) }
  /// Bars and gauges.
  package var bar: Style { colored(Okabe.skyBlue) }
  /// The best epoch.
  package var best: Style { colored(Okabe.yellow, .bold) }
  /// A choice made by hand.
  package var branch: Style { colored(Okabe.purple, .bold) }

  /// A curve.
  package func curve(_ ink: CurveInk) -> Style {
    switch ink {
    case .batches: hasColors ? Style(foreground: .palette(240)) : Style(attributes: .dim)
    case .smoothed: colored(Okabe.green)
    case .training: colored(Okabe.skyBlue)
    case .validation: colored(Okabe.orange)
    }
  }

  /// The digit that stands for a probability: the surer, the calmer.
  package func confidence(_ probability: Double) -> Style {
    switch probability {
    case 0.9...: colored(Okabe.green)
    case 0.5...: colored(Okabe.yellow)
    default: colored(Okabe.vermilion, .bold)
    }
  }

  private func colored(_ color: Color, _ attributes: Style.Attributes = []) -> Style {
    Style(foreground: hasColors ? color : .standard, attributes: attributes)
  }
}

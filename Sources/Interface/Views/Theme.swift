import Terminal

/// The styles of the screen: what each meaning looks like in the colours of a scheme.
///
/// Without colours the attributes remain; no meaning rests on a colour alone.
package struct Theme: Hashable, Sendable {
  private let inks: Inks?
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
  package var difference: Style { colored(inks?.alarm, [.bold, .underline]) }
  /// Bars and gauges.
  package var bar: Style { colored(inks?.cool) }
  /// The best epoch.
  package var best: Style { colored(inks?.best, .bold) }
  /// A choice made by hand.
  package var branch: Style { colored(inks?.choice, .bold) }

  /// A curve.
  package func curve(_ ink: CurveInk) -> Style {
    switch ink {
    case .batches: grey(inks?.faint)
    case .smoothed: strong
    case .training: colored(inks?.cool)
    case .validation: colored(inks?.warm)
    case .overlayTraining(let slot), .overlayValidation(let slot):
      colored(inks.flatMap { [$0.choice, $0.best, $0.sure, $0.alarm, $0.cool][slot] })
    }
  }

  /// The digit that stands for a probability: the surer, the calmer.
  package func confidence(_ probability: Double) -> Style {
    switch probability {
    case 0.9...: colored(inks?.sure)
    case 0.5...: colored(inks?.unsure)
    default: colored(inks?.alarm, .bold)
    }
  }

  private func colored(_ ink: Ink?, _ attributes: Style.Attributes = []) -> Style {
    Style(foreground: ink?.color(among: colorCount) ?? .standard, attributes: attributes)
  }

  /// A grey where there are enough colours to have one; a scheme without it has ordinary text instead.
  private func grey(_ number: UInt8?) -> Style {
    if inks != nil, number == nil { return text }
    guard let number, colorCount == 256 else { return Style(attributes: .dim) }
    return Style(foreground: .palette(number))
  }
}

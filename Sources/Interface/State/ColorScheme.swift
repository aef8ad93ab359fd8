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

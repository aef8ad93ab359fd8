import Interface
import Terminal
import Testing

@Suite("Themes")
struct ThemeTests {
  private static let depths = [256, 16, 8]
  private static let colorful = ColorScheme.allCases.filter { $0 != .plain }

  private func theme(_ scheme: ColorScheme, _ colors: Int) -> Theme {
    Theme(Appearance(isUnicode: true, colorCount: colors, colorScheme: scheme))
  }

  /// The terminal's own letters and background, as most have them with such a scheme.
  private func ground(_ scheme: ColorScheme) -> (letters: UInt8, background: UInt8) {
    scheme == .light ? (16, 231) : (7, 16)
  }

  /// Meanings that stand side by side; the best epoch, a star upon the curves, is not among them.
  private func groups(_ theme: Theme) -> [String: [Style]] {
    [
      "curves": [.training, .validation, .smoothed, .batches].map(theme.curve),
      "confidence": [1, 0.7, 0.2].map(theme.confidence), "foot": [theme.key, theme.quiet],
      "messages": [theme.error, theme.warning], "titles": [theme.title, theme.focusedTitle],
      "characters": [theme.strong, theme.branch, theme.selection, theme.mark],
    ]
  }

  @Test("The colours of every depth, exactly")
  func mapping() {
    let expected: [ColorScheme: [[UInt8]]] = [
      .dark: [[74, 214, 166, 176, 36, 221, 221], [14, 3, 9, 13, 14, 11, 11], [6, 3, 1, 5, 6, 3, 3]],
      .contrast: [[51, 226, 210, 213, 51, 226, 226], [14, 11, 9, 13, 14, 11, 11], [6, 3, 1, 5, 6, 3, 3]],
    ]
    for (scheme, rows) in expected {
      for (depth, row) in zip(Self.depths, rows) {
        let theme = theme(scheme, depth)
        let styles = [theme.key, theme.warning, theme.error, theme.branch, theme.confidence(1), theme.confidence(0.5)]
        #expect((styles + [theme.best]).map(\.foreground) == row.map { Color.palette($0) })
        #expect(row.allSatisfy { $0 < depth })
      }
    }
    let light: [[UInt8]] = [[25, 130, 124, 90, 25, 130], [4, 5, 1, 5, 4, 5], [4, 5, 1, 5, 4, 5]]
    for (depth, row) in zip(Self.depths, light) {
      let theme = theme(.light, depth)
      let styles = [theme.key, theme.warning, theme.error, theme.branch, theme.confidence(0.5), theme.best]
      #expect(styles.map(\.foreground) == row.map { Color.palette($0) })
      #expect(theme.confidence(1).foreground == .standard)
    }
  }

  @Test("Greys are greys only where there are enough colours; elsewhere they are dimmed, or plain")
  func greys() {
    #expect(theme(.dark, 256).quiet == Style(foreground: .palette(244)))
    #expect(theme(.light, 256).curve(.batches) == Style(foreground: .palette(246)))
    #expect(theme(.dark, 16).quiet == Style(attributes: .dim))
    #expect(theme(.dark, 0).quiet == Style(attributes: .dim))
    for depth in Self.depths { #expect(theme(.contrast, depth).quiet == Style()) }
  }

  @Test("What stands side by side is told apart by eyes of every kind, or by an attribute", arguments: colorful, depths)
  func colorBlindness(_ scheme: ColorScheme, _ depth: Int) {
    let letters = ground(scheme).letters
    for (name, styles) in groups(theme(scheme, depth)) {
      for (index, first) in styles.enumerated() {
        for second in styles.dropFirst(index + 1) where first.attributes == second.attributes {
          for vision in ColorVision.allCases {
            let distance = vision.distance(number(first, letters), number(second, letters))
            #expect(distance > 25, "\(name): \(first) and \(second) for \(vision)")
          }
        }
      }
    }
  }

  @Test("Without colours attributes tell the curves from what lies behind them, and every digit and mark says its own")
  func withoutColors() {
    for theme in [theme(.dark, 0), theme(.plain, 256)] {
      #expect(theme.curve(.batches) != theme.curve(.training))
      #expect(theme.error != theme.warning && theme.title != theme.focusedTitle && theme.key != theme.quiet)
      #expect(groups(theme).values.joined().allSatisfy { $0.foreground == .standard && $0.background == .standard })
    }
    #expect(Set(CurveInk.allCases.map(\.asciiMark)).count == CurveInk.allCases.count)
    #expect(Set(CurveInk.allCases.map(\.brailleSample)).count == CurveInk.allCases.count)
    #expect(Set([1, 0.7, 0.2].map(Figures.confidenceDigit)).count == 3)
  }

  @Test("Everything can be read on its background", arguments: colorful)
  func contrast(_ scheme: ColorScheme) {
    let (letters, background) = ground(scheme)
    let theme = theme(scheme, 256)
    let least = scheme == .contrast ? 7 : 4.5
    for style in groups(theme).values.joined() where style != theme.curve(.batches) {
      #expect(ColorVision.contrast(number(style, letters), background) >= least, "\(style)")
    }
    #expect(ColorVision.contrast(number(theme.curve(.batches), letters), background) >= 3)
  }

  @Test("No curve of an earlier run looks like one of the run at hand, nor like another's", arguments: colorful, depths)
  func overlays(_ scheme: ColorScheme, _ depth: Int) {
    let (theme, letters) = (theme(scheme, depth), ground(scheme).letters)
    let curves = [CurveInk.training, .validation, .smoothed, .batches] + (0..<5).map { .overlayTraining($0) }
    for (index, first) in curves.enumerated() {
      for second in curves.dropFirst(max(index + 1, 4)) {
        let styles = (theme.curve(first), theme.curve(second))
        guard styles.0.attributes == styles.1.attributes else { continue }
        let distance = ColorVision.normal.distance(number(styles.0, letters), number(styles.1, letters))
        #expect(distance > 25, "\(first) and \(second)")
      }
      if depth == 256, index > 3 {
        let (color, background) = (number(theme.curve(first), letters), ground(scheme).background)
        #expect(ColorVision.contrast(color, background) >= (scheme == .contrast ? 7 : 4.5), "\(first)")
      }
    }
  }

  @Test("Without colours an earlier run is dimmed beside its letters")
  func overlaysWithoutColors() {
    for theme in [theme(.dark, 0), theme(.plain, 256)] {
      #expect(theme.curve(.overlayTraining(0)) != theme.curve(.training))
      #expect(theme.curve(.overlayValidation(4)) != theme.curve(.validation))
    }
  }

  private func number(_ style: Style, _ letters: UInt8) -> UInt8 {
    if case .palette(let number) = style.foreground { number } else { letters }
  }

  @Test("A key goes through the themes, a command names one, and the screen changes nothing but its colours")
  func choosing() {
    var state = Fixture.state()
    state.appearance.colorCount = 256
    state.press(.escape)
    let dark = state.draw()
    state.press(.character("T"))
    #expect(state.appearance.colorScheme == .light && state.notice?.text == "Theme: light")
    state.press(.control("x"))
    state.type("theme con")
    state.press(.enter)
    #expect(state.appearance.colorScheme == .contrast)
    state.press(.escape)
    #expect(state.draw() != dark && state.draw().lines == dark.lines)
  }
}

import Terminal

extension WorkbenchState {
  /// The whole screen: a function of the state and nothing else.
  package func draw() -> Canvas { appearance.isUnicode ? drawnFreely : drawnFreely.withLettersOnly }

  /// The screen as views draw it, who choose their marks by the appearance; what a text brings along stays.
  private var drawnFreely: Canvas {
    var canvas = Canvas(size: size)
    guard size.columns >= ScreenLayout.smallest.columns, size.rows >= ScreenLayout.smallest.rows else {
      let times = appearance.isUnicode ? "×" : "x"
      let need = "need \(ScreenLayout.smallest.columns)\(times)\(ScreenLayout.smallest.rows), "
      canvas.write(need + "have \(size.columns)\(times)\(size.rows)", at: Point(column: 0, row: 0))
      return canvas
    }
    let layout = ScreenLayout(size)
    draw(TitleLine(self).draw, in: layout.title, on: &canvas)
    if let help = keys.help {
      draw(HelpView(help, self).draw, in: HelpView.area(of: size), on: &canvas)
      draw(FootLine(self).draw, in: layout.bodyAndFoot, on: &canvas)
      return canvas
    }
    draw(RunLine(training, appearance: appearance).draw, in: layout.run, on: &canvas)
    draw(drawPage, in: layout.body, on: &canvas)
    draw(FootLine(self).draw, in: layout.bodyAndFoot, on: &canvas)
    switch keys.dialog {
    case .palette(let palette):
      draw(PaletteView(palette, self).draw, in: layout.body, on: &canvas)
    case .form: draw(FormView(self).draw, in: layout.body, on: &canvas)
    case .some(let dialog): draw(DialogView(dialog, state: self).draw, in: Rectangle(size: size), on: &canvas)
    case nil: break
    }
    return canvas
  }

  private func drawPage(on canvas: inout Canvas, in area: Rectangle) {
    switch page {
    case .overview: OverviewPage(self).draw(on: &canvas, in: area)
    case .training: TrainingPage(self).draw(on: &canvas, in: area)
    case .translating: TranslatingPage(self).draw(on: &canvas, in: area)
    case .inspecting: InspectingPage(self).draw(on: &canvas, in: area)
    case .evaluating: EvaluatingPage(self).draw(on: &canvas, in: area)
    case .runs: RunsPage(self).draw(on: &canvas, in: area)
    }
  }

  /// Draws a part of the screen, which stays in its rectangle whatever it does.
  private func draw(_ view: (inout Canvas, Rectangle) -> Void, in area: Rectangle, on canvas: inout Canvas) {
    canvas.clipped(to: area) { view(&$0, area) }
  }
}

extension WorkbenchState {
  mutating func perform(_ action: ScreenAction) -> [Effect] {
    switch action {
    case .show(let page):
      show(page)
      return []
    case .nextColorScheme: return use(appearance.colorScheme.next)
    case .use(let colorScheme): return use(colorScheme)
    case .export: return export()
    }
  }

  /// Draws everything in other colours from now on.
  private mutating func use(_ colorScheme: ColorScheme) -> [Effect] {
    appearance.colorScheme = colorScheme
    let hasColors = appearance.colorCount > 0
    notice = Notice("Theme: \(colorScheme.rawValue)" + (hasColors ? "" : ", once there are colours to show it in"))
    return [.keep(colorScheme)]
  }
}

/// What every page has around it.
package struct ScreenLayout: Hashable, Sendable {
  /// The smallest screen that can be used.
  package static let smallest = Size(columns: 40, rows: 10)

  /// The first row: the program, its network and its pages.
  package let title: Rectangle
  /// The second row: how far the training is.
  package let run: Rectangle
  /// The page.
  package let body: Rectangle
  /// The page and the last row, where the keys are; a message spreads from there as far up as it needs.
  let bodyAndFoot: Rectangle

  /// Divides a screen.
  package init(_ size: Size) {
    let (head, rest) = Rectangle(size: size).inset(columns: 1).split(rows: 2)
    (title, run) = head.split(rows: 1)
    body = rest.split(rows: -1).top
    bodyAndFoot = rest
  }
}

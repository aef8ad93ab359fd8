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
    TitleLine(self).draw(on: &canvas, in: layout.title)
    if let helpOffset {
      HelpView(offset: helpOffset, appearance: appearance).draw(on: &canvas, in: HelpView.area(of: size))
      FootLine(self).draw(on: &canvas, in: layout.bodyAndFoot)
      return canvas
    }
    RunLine(training, appearance: appearance).draw(on: &canvas, in: layout.run)
    switch page {
    case .overview: OverviewPage(self).draw(on: &canvas, in: layout.body)
    case .training: TrainingPage(self).draw(on: &canvas, in: layout.body)
    case .translating: TranslatingPage(self).draw(on: &canvas, in: layout.body)
    case .inspecting: InspectingPage(self).draw(on: &canvas, in: layout.body)
    case .evaluating: EvaluatingPage(self).draw(on: &canvas, in: layout.body)
    }
    FootLine(self).draw(on: &canvas, in: layout.bodyAndFoot)
    switch dialog {
    case .palette(let palette): PaletteView(palette, appearance: appearance).draw(on: &canvas, in: layout.body)
    case .some(let dialog): DialogView(dialog, state: self).draw(on: &canvas, in: Rectangle(size: size))
    case nil: break
    }
    return canvas
  }
}

import Terminal

extension WorkbenchState {
  /// The whole screen: a function of the state and nothing else.
  package func draw() -> Canvas {
    var canvas = Canvas(size: size)
    guard size.columns >= Layout.smallest.columns, size.rows >= Layout.smallest.rows else {
      let times = appearance.isUnicode ? "×" : "x"
      let need = "need \(Layout.smallest.columns)\(times)\(Layout.smallest.rows), "
      canvas.write(need + "have \(size.columns)\(times)\(size.rows)", at: Point(column: 0, row: 0))
      return canvas
    }
    let layout = Layout(size, needsSteps: focus != .chart && translations.current != nil)
    TitleLine(self).draw(on: &canvas, in: layout.title)
    FootLine(self).draw(on: &canvas, in: layout.foot)
    if let helpOffset {
      HelpView(offset: helpOffset, appearance: appearance).draw(on: &canvas, in: HelpView.area(of: size))
      return canvas
    }
    RunLine(training, appearance: appearance).draw(on: &canvas, in: layout.run)
    ChartView(training, chart: chart, appearance: appearance, isFocused: focus == .chart)
      .draw(on: &canvas, in: layout.chart)
    NumbersPanel(training, crosshair: chart.crosshair, theme: Theme(appearance)).draw(on: &canvas, in: layout.numbers)
    TranslationView(self).draw(on: &canvas, in: layout.translation)
    if let dialog { DialogView(dialog, state: self).draw(on: &canvas, in: Rectangle(size: size)) }
    return canvas
  }
}

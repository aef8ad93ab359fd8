import Terminal

/// The row above the curves: what they show, and which is which.
package struct ChartLegend {
  private let figure: CurveFigure
  private let appearance: Appearance
  private let isFocused: Bool

  /// The legend of a figure.
  package init(_ figure: CurveFigure, appearance: Appearance, isFocused: Bool) {
    self.figure = figure
    self.appearance = appearance
    self.isFocused = isFocused
  }

  private var theme: Theme { Theme(appearance) }

  /// Writes the row.
  package func draw(on canvas: inout Canvas, in area: Rectangle) {
    var title = figure.chart.metric.title
    if figure.chart.metric.isLoss, !figure.chart.isLogarithmic { title += ", linear" }
    if let span = figure.chart.span { title += ", \(span) epochs" }
    let used = canvas.write(title, at: area.origin, style: isFocused ? theme.focusedTitle : theme.title)
    let rest = area.split(columns: used + 2).right
    StatusLine(own + best + overlays).draw(on: &canvas, in: rest, alignedRight: true)
  }

  private var own: [StatusLine.Segment] {
    var inks: [CurveInk] = figure.best == nil ? [.training] : [.validation, .training]
    if figure.batches.count > 0 { inks += figure.chart.smoothing > 0 ? [.smoothed, .batches] : [.batches] }
    return inks.map { ink in
      let mark = appearance.isUnicode ? ink.brailleSample : String(ink.asciiMark)
      return StatusLine.Segment(
        [(mark + " ", theme.curve(ink)), (ink.title, theme.quiet)], priority: ink.isDotted ? 9 : 5)
    }
  }

  private var best: [StatusLine.Segment] {
    guard figure.best != nil else { return [] }
    return [.init([(appearance.glyphs.star + " ", theme.best), ("best", theme.quiet)], priority: 3)]
  }

  /// The earlier runs by their letters: capital for training, small for validation.
  private var overlays: [StatusLine.Segment] {
    figure.overlays.map { overlay in
      let inks = [CurveInk.overlayTraining(overlay.slot), .overlayValidation(overlay.slot)]
      let letters = inks.map(\.brailleSample).joined()
      let name = appearance.glyphs.fitted(overlay.name, to: 24)
      return .init([(letters + " ", theme.curve(inks[0])), (name, theme.quiet)], priority: 4)
    }
  }
}

import Model

/// The epochs of all runs on a chart, of which a window is drawn.
struct ChartExtent: Hashable, Sendable {
  /// From before the first epoch to behind the last one of any run: whole epochs.
  let epochs: ClosedRange<Double>
  /// Behind the last epoch of the run at hand.
  private let newest: Double

  /// The epochs of a state's run and of those beside it.
  init(_ state: WorkbenchState) {
    let history = state.training.history
    let batches = state.training.batches.positions.map { [$0.lowerBound, $0.upperBound] } ?? []
    let own = [history.first, history.last].compactMap { $0.map { Double($0.epoch) } } + batches
    let all = own + (state.chart.overlays.epochs.map { [Double($0.lowerBound), Double($0.upperBound)] } ?? [])
    let last = max(1, Self.whole(all.max() ?? 1, .up))
    epochs = min(Self.whole((all.min() ?? 1) - 1, .down), last - 1)...last
    newest = own.max().map { max(1, Self.whole($0, .up)) } ?? last
  }

  /// Epochs from a file may be anything; beyond a thousand million they would not be told apart.
  private static func whole(_ position: Double, _ rule: FloatingPointRoundingRule) -> Double {
    min(1e9, max(0, position.rounded(rule)))
  }

  /// The epochs drawn: all, or so many from a start; without a start the last ones of the run at hand.
  func window(_ chart: ChartState) -> ClosedRange<Double> {
    guard let span = chart.span.map(Double.init), span < length else { return epochs }
    let low = start(chart.start.map(Double.init) ?? newest - span, span)
    return low...low + span
  }

  /// How many epochs there are.
  var length: Double { epochs.upperBound - epochs.lowerBound }

  /// A start of so many epochs, moved so far that all of them are there.
  func start(_ wanted: Double, _ span: Double) -> Double {
    max(epochs.lowerBound, min(epochs.upperBound - span, wanted.rounded()))
  }

  /// Whether the last epochs of the run at hand are those that begin there.
  func isNewest(_ start: Double, _ span: Double) -> Bool { start == self.start(newest - span, span) }
}

extension WorkbenchState {
  /// Draws the next fewer or more epochs, around the crosshair where there is one.
  mutating func zoom(in inward: Bool) {
    let extent = ChartExtent(self)
    guard knownEpochs != nil || training.batches.count > 0 else { return sayThereAreNoEpochs() }
    let spans = ChartState.spans.filter { Double($0) < extent.length }
    let before = extent.window(chart)
    let shown = before.upperBound - before.lowerBound
    let span = inward ? spans.last { Double($0) < shown } : spans.first { Double($0) > shown }
    if inward, span == nil {
      notice = Notice(shown == 1 ? "One epoch is the fewest that is drawn" : "There is nothing more to zoom in on")
    } else if !inward, shown >= extent.length {
      notice = Notice("All epochs are shown")
    } else {
      draw(span: span, of: extent)
    }
  }

  /// Draws so many epochs, or all.
  mutating func setSpan(_ span: Int?) {
    let extent = ChartExtent(self)
    guard let span, Double(span) < extent.length else {
      draw(span: nil, of: extent)
      notice = Notice("All epochs are shown")
      return
    }
    draw(span: span, of: extent)
  }

  /// Draws so many epochs, the crosshair at the same place of the chart, or else what was in its middle; who follows the
  /// newest epoch goes on with that.
  private mutating func draw(span: Int?, of extent: ChartExtent) {
    let before = extent.window(chart)
    let isFollowing = chart.start == nil && chart.crosshair == nil
    chart.span = span
    guard let span, !isFollowing else {
      chart.start = nil
      return
    }
    let crosshair = chart.crosshair.map(Double.init)
    let center = crosshair ?? (before.lowerBound + before.upperBound) / 2
    let share = max(0, min(1, (center - before.lowerBound) / (before.upperBound - before.lowerBound)))
    chart.start = Int(extent.start(center - share * Double(span), Double(span)))
    keepCrosshairInside(of: extent)
  }

  /// Draws earlier or later epochs: a quarter of those that are drawn further on.
  mutating func pan(by direction: Int) {
    let extent = ChartExtent(self)
    let before = extent.window(chart)
    guard let span = chart.span, Double(span) < extent.length else {
      let key = key(for: .chart(.zoom(in: true)))
      notice = Notice("All epochs are shown; \(key) zooms in, and then there are others to pan to")
      return
    }
    let low = extent.start(before.lowerBound + Double(direction * max(1, span / 4)), Double(span))
    guard low != before.lowerBound else { return sayItEnds(direction < 0, "epoch") }
    chart.start = chart.crosshair == nil && extent.isNewest(low, Double(span)) ? nil : Int(low)
    // The crosshair goes along, so that its numbers are those of a place that is seen.
    guard let crosshair = chart.crosshair, let known = knownEpochs else { return }
    let inside = max(Int(low) + 1, min(Int(low) + span, crosshair))
    chart.crosshair = max(known.lowerBound, min(known.upperBound, inside))
  }

  /// Moves the window so far that the crosshair is in it, and holds it there.
  mutating func keepCrosshairInside(of extent: ChartExtent) {
    guard let crosshair = chart.crosshair.map(Double.init), let span = chart.span.map(Double.init),
      span < extent.length
    else { return }
    let low = extent.window(chart).lowerBound
    chart.start = Int(extent.start(max(crosshair - span, min(crosshair - 1, low)), span))
  }
}

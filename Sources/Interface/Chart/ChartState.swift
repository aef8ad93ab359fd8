import Model

/// How the curves are drawn.
package struct ChartState: Hashable, Sendable {
  /// What is drawn over the epochs.
  package var metric: Metric = .loss
  /// Whether a loss is drawn on a logarithmic axis.
  package var isLogarithmic = true
  /// How many epochs are drawn; `nil` for all.
  package var span: Int?
  /// The epoch before the first of these, where a reader chose them; `nil` for the last epochs of the run at hand.
  package var start: Int?
  /// The epoch under the crosshair; without one the newest epoch is followed.
  package var crosshair: Int? { didSet { if crosshair == nil { start = nil } } }
  /// The batches a smoothed curve looks back on, roughly; 0 draws none.
  package var smoothing = 0
  /// The earlier runs whose curves are drawn beside those of the run at hand.
  package var overlays: [Overlay] = []

  /// The whole history, logarithmic.
  package init() {}

  /// The spans the zoom steps through, in epochs.
  static let spans = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]
  /// What the batches can be smoothed over.
  static let smoothings = [0, 10, 50, 200]
  /// The most that can be asked for.
  static let mostSmoothing = 10_000
}

extension Metric {
  /// The next one, the first behind the last.
  package var next: Metric { Metric(rawValue: (rawValue + 1) % Self.allCases.count) ?? .loss }
}

extension WorkbenchState {
  mutating func perform(_ action: ChartAction) -> [Effect] {
    switch action {
    case .moveCrosshair(let distance): moveCrosshair(by: distance)
    case .hideCrosshair:
      if chart.crosshair == nil, chart.start == nil { notice = Notice("The newest epoch is followed already") }
      chart.crosshair = nil
    case .nextMetric: chart.metric = chart.metric.next
    case .toggleLogarithmic: toggleLogarithmic()
    case .zoom(let inward): zoom(in: inward)
    case .setSpan(let span): setSpan(span)
    case .pan(let direction): pan(by: direction)
    case .smooth: smooth(over: ChartState.smoothings.first { $0 > chart.smoothing } ?? 0)
    case .setSmoothing(let count): smooth(over: count)
    case .compare(let path): return [.readRun(path: path)]
    case .stopComparing(let letter): stopComparing(letter)
    case .toggleBefore: toggleBefore()
    }
    return []
  }

  private mutating func toggleLogarithmic() {
    guard chart.metric.isLoss else {
      notice = Notice("An accuracy has a linear axis; \(key(for: .chart(.nextMetric))) shows a loss")
      return
    }
    chart.isLogarithmic.toggle()
  }

  private mutating func smooth(over count: Int) {
    guard training.batches.count > 0 else {
      let key = key(for: .training(.toggle))
      notice = Notice("There are no batches to smooth: they are drawn of what is trained here, and \(key) does that")
      return
    }
    chart.smoothing = count
    notice = Notice(count == 0 ? "Batches as they are" : "Batches smoothed over about \(count)")
  }

  /// Says why there is nothing to move over or to zoom in on.
  mutating func sayThereAreNoEpochs() {
    notice = Notice("No epoch is trained yet; \(key(for: .training(.toggle))) starts training")
  }

  private mutating func moveCrosshair(by distance: Int) {
    guard let epochs = knownEpochs else { return sayThereAreNoEpochs() }
    guard distance != .min, let current = chart.crosshair else {
      let newest = training.history.last?.epoch ?? epochs.upperBound
      chart.crosshair = distance == .min ? epochs.lowerBound : newest
      keepCrosshairInside(of: ChartExtent(self))
      return
    }
    let moved = current.addingReportingOverflow(distance).partialValue
    chart.crosshair = max(epochs.lowerBound, min(epochs.upperBound, moved))
    keepCrosshairInside(of: ChartExtent(self))
    if chart.crosshair == current { sayItEnds(distance < 0, "epoch") }
  }

  /// The first and the last epoch that any run has; `nil` without any.
  var knownEpochs: ClosedRange<Int>? {
    let own = [training.history.first, training.history.last].compactMap { $0?.epoch }
    let all = own + (chart.overlays.epochs.map { [$0.lowerBound, $0.upperBound] } ?? [])
    return all.min().flatMap { first in all.max().map { first...$0 } }
  }
}

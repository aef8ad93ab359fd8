extension WorkbenchState {
  mutating func performOnChart(_ action: Action) {
    switch action {
    case .moveCrosshair(let distance): moveCrosshair(by: distance)
    case .hideCrosshair: chart.crosshair = nil
    case .nextMetric: chart.metric = chart.metric.next
    case .toggleLogarithmic: chart.isLogarithmic.toggle()
    case .zoom(let inward): zoom(in: inward)
    case .smooth:
      let steps = [0, 10, 50, 200]
      chart.smoothing = steps.first { $0 > chart.smoothing } ?? 0
    default: break
    }
  }

  private mutating func moveCrosshair(by distance: Int) {
    guard let first = training.history.first?.epoch, let last = training.history.last?.epoch else { return }
    guard distance != .min, let current = chart.crosshair else {
      chart.crosshair = distance == .min ? first : last
      return
    }
    chart.crosshair = max(min(first, last), min(last, current.addingReportingOverflow(distance).partialValue))
  }

  private mutating func zoom(in inward: Bool) {
    let available = training.history.last?.epoch ?? 0
    let spans = ChartState.spans.filter { $0 < available }
    if inward {
      chart.span = spans.last { $0 < chart.span ?? .max } ?? chart.span
    } else {
      chart.span = chart.span.flatMap { current in spans.first { $0 > current } }
    }
  }
}

import Model

/// What a curve shows.
package enum Metric: Int, CaseIterable, Hashable, Sendable {
  case loss
  case accuracy
  case characterLoss
  case characterAccuracy

  /// What the chart is called.
  package var title: String {
    switch self {
    case .loss: "loss"
    case .accuracy: "accuracy"
    case .characterLoss: "loss of real characters"
    case .characterAccuracy: "accuracy of real characters"
    }
  }

  /// Whether smaller is better, and a logarithmic axis makes sense.
  package var isLoss: Bool { self == .loss || self == .characterLoss }

  /// The next one, the first behind the last.
  package var next: Metric { Metric(rawValue: (rawValue + 1) % Self.allCases.count) ?? .loss }

  /// Its value among the four of an epoch or a batch.
  package func value(of metrics: EpochMetrics) -> Double {
    switch self {
    case .loss: metrics.loss
    case .accuracy: metrics.accuracy
    case .characterLoss: metrics.characterLoss
    case .characterAccuracy: metrics.characterAccuracy
    }
  }
}

/// One of the numbers that tell how well a network does; everything that shows, writes or reads metrics goes through them all.
///
/// Another one is a case with its words here, a property of `Metrics`, and a sum in `MetricSums`.
package enum Metric: Int, CaseIterable, Hashable, Sendable {
  /// Mean −ln p over all B · Td positions that are not masked, in nats, as Keras has it.
  case loss
  /// Hits per position, padding included, as Keras has it.
  case accuracy
  /// Mean −ln p over the real characters, in nats.
  case characterLoss
  /// Hits per real character.
  case characterAccuracy

  /// What a metric is taken over.
  package enum Scope: CaseIterable, Hashable, Sendable {
    /// All positions, padding included.
    case positions
    /// The real characters alone, up to and including LF.
    case characters

    /// What stands above its metrics in a table; nil for those that need no heading.
    package var heading: String? {
      switch self {
      case .positions: nil
      case .characters: "real characters"
      }
    }

    /// Its metrics, in their order.
    package var metrics: [Metric] { Metric.allCases.filter { $0.scope == self } }
  }

  /// The key in a record; with `val_` before it, that of the held-out pairs.
  package var key: String {
    switch self {
    case .loss: "loss"
    case .accuracy: "accuracy"
    case .characterLoss: "character_loss"
    case .characterAccuracy: "character_accuracy"
    }
  }

  /// What it is taken over.
  package var scope: Scope {
    switch self {
    case .loss, .accuracy: .positions
    case .characterLoss, .characterAccuracy: .characters
    }
  }

  /// Its name within its scope.
  package var name: String { isLoss ? "loss" : "accuracy" }

  /// Its name where it stands alone.
  package var title: String { scope.heading.map { "\(name) of \($0)" } ?? name }

  /// Whether less is better, and a logarithmic axis makes sense; otherwise it is a share, of which more is better.
  package var isLoss: Bool {
    switch self {
    case .loss, .characterLoss: true
    case .accuracy, .characterAccuracy: false
    }
  }

  /// The rows of a table of them: each one's name, indented beneath the heading of its scope, which is no metric.
  package static let rows: [(name: String, metric: Metric?)] = Scope.allCases.flatMap { scope in
    let metrics = scope.metrics.map { (name: (scope.heading == nil ? "" : "  ") + $0.name, metric: Optional($0)) }
    return (scope.heading.map { [(name: $0, metric: nil)] } ?? []) + metrics
  }

  /// Where `Metrics` keeps it.
  fileprivate var place: KeyPath<Metrics, Double> & Sendable {
    switch self {
    case .loss: \.loss
    case .accuracy: \.accuracy
    case .characterLoss: \.characterLoss
    case .characterAccuracy: \.characterAccuracy
    }
  }

  /// Its value among the others.
  package func value(of metrics: Metrics) -> Double { metrics[keyPath: place] }
}

/// A value of every `Metric`: of an epoch, of a batch, or of some pairs.
package struct Metrics: Hashable, Sendable {
  /// See `Metric.loss`.
  package let loss: Double
  /// See `Metric.accuracy`.
  package let accuracy: Double
  /// See `Metric.characterLoss`.
  package let characterLoss: Double
  /// See `Metric.characterAccuracy`.
  package let characterAccuracy: Double

  /// The four numbers.
  package init(loss: Double, accuracy: Double, characterLoss: Double, characterAccuracy: Double) {
    self.loss = loss
    self.accuracy = accuracy
    self.characterLoss = characterLoss
    self.characterAccuracy = characterAccuracy
  }

  /// The numbers that `value` has for each metric.
  package init<Failure>(_ value: (Metric) throws(Failure) -> Double) throws(Failure) {
    self.init(
      loss: try value(.loss), accuracy: try value(.accuracy), characterLoss: try value(.characterLoss),
      characterAccuracy: try value(.characterAccuracy))
  }
}

/// Where the keys go.
package enum Focus: Hashable, Sendable {
  /// Every printable key is typed.
  case prompt
  /// Arrow keys walk the decode's steps.
  case steps
  /// Arrow keys choose among the hypotheses of the beam search.
  case beam
  /// Arrow keys move the crosshair over the curves.
  case chart
  /// Arrow keys walk the pinned sentences and their epochs.
  case pins
  /// Arrow keys choose a part of the data and scroll its sentences.
  case evaluation

  /// The keys that work in this pane alone.
  package var keyContext: KeyContext {
    switch self {
    case .prompt: .prompt
    case .steps: .steps
    case .beam: .beam
    case .chart: .chart
    case .pins: .pins
    case .evaluation: .evaluation
    }
  }
}

import Model

/// The parts of the data that an evaluation tells apart.
package enum EvaluatedPart: Int, CaseIterable, Hashable, Sendable {
  /// What the network was trained on.
  case training
  /// What it was not.
  case heldOut
  /// Held out, but training has the same English.
  case leaked
  /// Held out, and all its English is new.
  case unseen

  /// Its name in the table.
  package var title: String {
    switch self {
    case .training: "training"
    case .heldOut: "held out"
    case .leaked: "leaked"
    case .unseen: "unseen"
    }
  }
}

extension Evaluation {
  /// A part of it.
  package subscript(part: EvaluatedPart) -> EvaluationPart {
    switch part {
    case .training: training
    case .heldOut: heldOut
    case .leaked: leaked
    case .unseen: unseen
    }
  }

  /// The part whose sentences tell most: the unseen, or what there is instead.
  package var mostTelling: EvaluatedPart {
    unseen.pairCount > 0 ? .unseen : leaked.pairCount > 0 ? .leaked : .training
  }
}

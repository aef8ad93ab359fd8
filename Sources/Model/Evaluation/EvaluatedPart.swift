/// A part of the data that an evaluation tells apart; whatever shows, writes or counts parts goes through them all.
package enum EvaluatedPart: Int, CaseIterable, Hashable, Sendable {
  /// The pairs trained on.
  case training
  /// The pairs held out.
  case heldOut
  /// The held-out pairs whose English also occurs in training.
  case leaked
  /// The other held-out pairs.
  case unseen

  /// Its key in the JSON of an evaluation.
  package var key: String { self == .heldOut ? "held_out" : title }

  /// Its name in a table.
  package var title: String {
    switch self {
    case .training: "training"
    case .heldOut: "held out"
    case .leaked: "leaked"
    case .unseen: "unseen"
    }
  }

  /// What a reader of a table may not know of it, behind its name.
  package var note: String? {
    switch self {
    case .leaked: "leaked: held out, but training has the same English with another translation"
    case .training, .heldOut, .unseen: nil
    }
  }
}

/// Which pairs belong to each part, as training splits them; a pair is its place in the data.
struct EvaluationSplit {
  private let members: [[Int]]

  /// Splits `pairs`; where they are too few to train on, all are held out.
  init(_ pairs: [SentencePair], _ hyperparameters: Hyperparameters) {
    let split = try? DataSplit(pairs, hyperparameters)
    let (training, heldOut) = (split?.training ?? [], split?.heldOut ?? Array(pairs.indices))
    let seen = Set(training.map { pairs[$0].english })
    members = EvaluatedPart.allCases.map { part in
      switch part {
      case .training: training
      case .heldOut: heldOut
      case .leaked: heldOut.filter { seen.contains(pairs[$0].english) }
      case .unseen: heldOut.filter { !seen.contains(pairs[$0].english) }
      }
    }
  }

  /// The pairs of a part.
  subscript(part: EvaluatedPart) -> [Int] { members[part.rawValue] }
}

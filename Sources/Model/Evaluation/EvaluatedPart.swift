/// A part of the data that an evaluation tells apart; whatever shows, writes or counts parts goes through them all.
package enum EvaluatedPart: Int, CaseIterable, Hashable, Sendable {
  /// The pairs trained on: the first.
  case training
  /// The pairs held out: the last.
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
  init(_ pairs: [SentencePair], validationSplit: Double) {
    let count = (try? Trainer.trainingCount(pairs: pairs.count, validationSplit: validationSplit)) ?? 0
    let seen = Set(pairs[..<count].map(\.english))
    members = EvaluatedPart.allCases.map { part in
      pairs.indices.filter { pair in
        switch part {
        case .training: pair < count
        case .heldOut: pair >= count
        case .leaked: pair >= count && seen.contains(pairs[pair].english)
        case .unseen: pair >= count && !seen.contains(pairs[pair].english)
        }
      }
    }
  }

  /// The pairs of a part.
  subscript(part: EvaluatedPart) -> [Int] { members[part.rawValue] }
}

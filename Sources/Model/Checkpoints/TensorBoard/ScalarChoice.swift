/// What a series can be in the history of a run.
package enum ScalarRole: Hashable, Sendable {
  /// A metric of the training pairs, once an epoch.
  case training(Metric)
  /// A metric of the held-out pairs.
  case validation(Metric)
  /// The loss of each batch.
  case batchLoss
  /// The learning rate.
  case learningRate
  /// The epoch that a step belongs to, as Lightning and Transformers log it beside numbers whose steps are batches.
  case epoch

  /// Every role.
  package static let all: [ScalarRole] =
    Metric.allCases.map { .training($0) } + Metric.allCases.map { .validation($0) }
    + [.batchLoss, .learningRate, .epoch]
}

/// Which series of those logged is taken for what; another than the likely one can be set.
package struct ScalarChoice: Hashable, Sendable {
  /// The names by what they are taken for.
  package var names: [ScalarRole: String] = [:]

  /// The likely series: told by the words of its name, then by how many numbers it has, then by the alphabet.
  package init(likelyIn scalars: LoggedScalars) {
    let candidates = scalars.names.map { (name: $0, words: ScalarName($0), count: scalars[$0].count) }
    for role in ScalarRole.all {
      let scored = candidates.compactMap { candidate in
        candidate.words.score(as: role).map { (name: candidate.name, score: $0, count: candidate.count) }
      }
      names[role] = scored.max { ($0.score, $0.count, $1.name) < ($1.score, $1.count, $0.name) }?.name
    }
  }
}

/// The words of a series' name, as `epoch`, `loss`, `train` of `train/epoch_loss`.
struct ScalarName {
  private static let validation: Set<String> = [
    "val", "valid", "validation", "eval", "evaluation", "dev", "test", "testing", "heldout", "holdout",
  ]
  private static let training: Set<String> = ["train", "training"]
  private static let losses: Set<String> = ["loss", "losses", "nll", "cost"]
  private static let accuracies: Set<String> = ["accuracy", "acc"]
  private static let characters: Set<String> = ["character", "characters", "char", "chars"]
  private static let batches: Set<String> = ["batch", "step", "iter", "iteration", "iterations"]
  private static let epochs: Set<String> = ["epoch", "epochs"]
  /// Words that take nothing away from what the others say.
  private static let fillers: Set<String> = ["vs", "categorical", "binary", "sparse", "total", "mean", "average"]

  private let words: Set<String>

  /// Takes a name apart at what is no letter or digit, and where a capital follows a small letter.
  init(_ name: String) {
    var words: Set<String> = []
    var word = ""
    for character in name + "/" {
      let isBreak = !character.isLetter && !character.isNumber
      if isBreak || character.isUppercase && word.last?.isLowercase == true {
        if !word.isEmpty { words.insert(word.lowercased()) }
        word = ""
      }
      if !isBreak { word.append(character) }
    }
    self.words = words
  }

  /// Whether it says that its steps are epochs.
  var isPerEpoch: Bool { has(Self.epochs) }

  /// Whether it says that its steps are batches.
  var isPerBatch: Bool { has(Self.batches) && !isPerEpoch }

  private func has(_ some: Set<String>) -> Bool { !words.isDisjoint(with: some) }

  /// How well it fits a role, more being better; nil if it does not.
  func score(as role: ScalarRole) -> Int? {
    let rate: Set<String> = ["learning", "rate"]
    switch role {
    case .training(let metric):
      guard !has(Self.validation), fits(metric) else { return nil }
      return score(known: Self.training) - (has(Self.batches) ? 50 : 0)
    case .validation(let metric):
      guard has(Self.validation), fits(metric) else { return nil }
      // Where there are both, the test part is what was kept for the end.
      return score(known: Self.validation.union(Self.training)) - (has(Self.batches) ? 50 : 0)
        - (has(["test", "testing"]) ? 5 : 0)
    case .batchLoss:
      guard !has(Self.validation), fits(.loss), isPerBatch else { return nil }
      return score(known: Self.training.union(Self.batches))
    case .learningRate:
      guard words.contains("lr") || rate.isSubset(of: words) else { return nil }
      return score(known: Self.training.union(rate).union(["lr"]))
    case .epoch:
      return isPerEpoch && words.isSubset(of: Self.epochs.union(Self.training)) ? 0 : nil
    }
  }

  private func fits(_ metric: Metric) -> Bool {
    has(metric.isLoss ? Self.losses : Self.accuracies) && !has(metric.isLoss ? Self.accuracies : Self.losses)
      && has(Self.characters) == (metric.scope == .characters)
  }

  /// Less for every word that makes it something else, as `regularization` does; a little more for being an epoch's.
  private func score(known: Set<String>) -> Int {
    let all = known.union(Self.losses).union(Self.accuracies).union(Self.characters).union(Self.epochs)
      .union(Self.batches).union(Self.fillers)
    return (has(Self.epochs) ? 2 : 0) - 10 * words.subtracting(all).count
  }
}

/// Why training cannot start or go on.
package enum TrainingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The validation split leaves nothing to train on.
  case noTrainingPairs(pairs: Int, split: Double)

  /// What was found, what was expected, and what to do.
  package var description: String {
    switch self {
    case .noTrainingPairs(let pairs, let split):
      return """
        \(pairs) \(pairs == 1 ? "pair" : "pairs") with a validation split of \(split) leave none to train on; expected at \
        least one. Lower --validation-split, or give more data.
        """
    }
  }
}

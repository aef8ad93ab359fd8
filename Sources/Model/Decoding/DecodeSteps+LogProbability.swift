extension Collection where Element == DecodeStep {
  /// Σ ln p of the characters, in nats: the logarithm of the probability of all of them together.
  package var logProbability: Double { reduce(0) { $0 + $1.logProbability } }

  /// The same per character, so that it does not favour short texts; 0 without steps.
  package var meanLogProbability: Double { isEmpty ? 0 : logProbability / Double(count) }
}

/// Keras's loss and accuracy, and the same over real characters alone.
package struct EpochMetrics: Hashable, Sendable {
  /// Mean −ln p over all B · Td positions, in nats.
  package let loss: Double
  /// Hits per position, padding included.
  package let accuracy: Double
  /// Mean −ln p over the real characters, in nats.
  package let characterLoss: Double
  /// Hits per real character.
  package let characterAccuracy: Double

  /// The four numbers.
  package init(loss: Double, accuracy: Double, characterLoss: Double, characterAccuracy: Double) {
    self.loss = loss
    self.accuracy = accuracy
    self.characterLoss = characterLoss
    self.characterAccuracy = characterAccuracy
  }
}

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

/// What is known of one finished epoch: a line of `--log`, an element of a checkpoint's history.
package struct EpochRecord: Hashable, Sendable {
  /// The epoch, from 1.
  package let epoch: Int
  /// Metrics of the training pairs, taken while the weights moved.
  package let training: EpochMetrics
  /// Metrics of the held-out pairs after the epoch, or nil without any.
  package let validation: EpochMetrics?
  /// The learning rate at the epoch's last step, decay applied.
  package let learningRate: Double
  /// Training and validation together, without pauses and saves.
  package let seconds: Double

  /// The record of one epoch.
  package init(epoch: Int, training: EpochMetrics, validation: EpochMetrics?, learningRate: Double, seconds: Double) {
    self.epoch = epoch
    self.training = training
    self.validation = validation
    self.learningRate = learningRate
    self.seconds = seconds
  }
}

extension EpochRecord: Codable {
  private enum CodingKeys: String, CodingKey {
    case epoch, loss, accuracy
    case valLoss = "val_loss"
    case valAccuracy = "val_accuracy"
    case characterLoss = "character_loss"
    case characterAccuracy = "character_accuracy"
    case valCharacterLoss = "val_character_loss"
    case valCharacterAccuracy = "val_character_accuracy"
    case learningRate = "learning_rate"
    case seconds
  }

  /// Reads a record; null stands for a number that is not finite.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    epoch = try values.decode(Int.self, forKey: .epoch)
    training = EpochMetrics(
      loss: try values.decodeNumberOrNull(forKey: .loss), accuracy: try values.decodeNumberOrNull(forKey: .accuracy),
      characterLoss: try values.decodeNumberOrNull(forKey: .characterLoss),
      characterAccuracy: try values.decodeNumberOrNull(forKey: .characterAccuracy))
    validation =
      !values.contains(.valLoss)
      ? nil
      : EpochMetrics(
        loss: try values.decodeNumberOrNull(forKey: .valLoss),
        accuracy: try values.decodeNumberOrNull(forKey: .valAccuracy),
        characterLoss: try values.decodeNumberOrNull(forKey: .valCharacterLoss),
        characterAccuracy: try values.decodeNumberOrNull(forKey: .valCharacterAccuracy))
    learningRate = try values.decodeNumberOrNull(forKey: .learningRate)
    seconds = try values.decodeNumberOrNull(forKey: .seconds)
  }

  /// Writes a record; without held-out pairs every `val_` key is left out.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(epoch, forKey: .epoch)
    try values.encodeNumberOrNull(training.loss, forKey: .loss)
    try values.encodeNumberOrNull(training.accuracy, forKey: .accuracy)
    try values.encodeNumberOrNull(training.characterLoss, forKey: .characterLoss)
    try values.encodeNumberOrNull(training.characterAccuracy, forKey: .characterAccuracy)
    if let validation {
      try values.encodeNumberOrNull(validation.loss, forKey: .valLoss)
      try values.encodeNumberOrNull(validation.accuracy, forKey: .valAccuracy)
      try values.encodeNumberOrNull(validation.characterLoss, forKey: .valCharacterLoss)
      try values.encodeNumberOrNull(validation.characterAccuracy, forKey: .valCharacterAccuracy)
    }
    try values.encodeNumberOrNull(learningRate, forKey: .learningRate)
    try values.encodeNumberOrNull(seconds, forKey: .seconds)
  }
}

/// What is known of one finished batch.
package struct BatchRecord: Hashable, Sendable {
  /// The epoch it belongs to, from 1.
  package let epoch: Int
  /// Its place in the epoch, from 1.
  package let batch: Int
  /// Metrics of this batch alone.
  package let metrics: EpochMetrics
  /// How long it took.
  package let seconds: Double

  /// The record of one batch.
  package init(epoch: Int, batch: Int, metrics: EpochMetrics, seconds: Double) {
    self.epoch = epoch
    self.batch = batch
    self.metrics = metrics
    self.seconds = seconds
  }
}

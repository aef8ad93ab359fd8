/// What is known of one finished epoch: a line of a log, an element of a checkpoint's history.
package struct EpochRecord: Hashable, Sendable {
  /// The epoch, from 1.
  package let epoch: Int
  /// Metrics of the training pairs, taken while the weights moved.
  package let training: Metrics
  /// Metrics of the held-out pairs after the epoch, or nil without any.
  package let validation: Metrics?
  /// The learning rate at the epoch's last step, decay applied.
  package let learningRate: Double
  /// Training and validation together, without pauses and saves.
  package let seconds: Double

  /// The record of one epoch.
  package init(epoch: Int, training: Metrics, validation: Metrics?, learningRate: Double, seconds: Double) {
    self.epoch = epoch
    self.training = training
    self.validation = validation
    self.learningRate = learningRate
    self.seconds = seconds
  }
}

/// What is known of one finished batch.
package struct BatchRecord: Hashable, Sendable {
  /// The epoch it belongs to, from 1.
  package let epoch: Int
  /// Its place in the epoch, from 1.
  package let batch: Int
  /// Metrics of this batch alone.
  package let metrics: Metrics
  /// How long it took.
  package let seconds: Double

  /// The record of one batch.
  package init(epoch: Int, batch: Int, metrics: Metrics, seconds: Double) {
    self.epoch = epoch
    self.batch = batch
    self.metrics = metrics
    self.seconds = seconds
  }
}

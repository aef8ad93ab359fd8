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

/// A point of a training run.
package struct TrainingPoint: Hashable, Sendable {
  /// Complete epochs.
  package let epoch: Int
  /// Batches done of the next.
  package let batch: Int

  /// The point after so many epochs and batches.
  package init(epoch: Int, batch: Int) {
    self.epoch = epoch
    self.batch = batch
  }
}

extension TrainingState {
  /// The point that the weights have come to.
  package var point: TrainingPoint { TrainingPoint(epoch: epoch, batch: batch) }
}

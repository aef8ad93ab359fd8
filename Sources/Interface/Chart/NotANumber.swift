/// The first step of a run whose loss was not a number.
package struct NotANumber: Hashable, Sendable {
  /// The epoch, from 1.
  package let epoch: Int
  /// The batch in it, where known.
  package let batch: Int?
  /// Where the step lies, in epochs.
  package let position: Double

  /// `epoch 2, batch 50`.
  package var words: String { "epoch \(epoch)" + (batch.map { ", batch \($0)" } ?? "") }
}

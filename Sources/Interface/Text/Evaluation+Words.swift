import Model

extension Evaluation {
  /// What the data has to do with the network, where training recorded a held-out loss of these weights.
  package func originWords(recordedLoss: Double?) -> String? {
    guard let isDataOfTraining, let recordedLoss else { return nil }
    return isDataOfTraining
      ? "the data it was trained on: training recorded this held-out loss"
      : "not what it was trained on: training recorded a held-out loss of \(Figures.loss(recordedLoss))"
  }

  /// How many pairs are without a loss, and why; nil where all have one.
  package var misfitWords: String? {
    let count = training.misfitCount + heldOut.misfitCount
    guard count > 0 else { return nil }
    return (count == 1 ? "1 pair is" : "\(count) pairs are") + " without a loss: " + misfits.joined(separator: "; ")
  }
}

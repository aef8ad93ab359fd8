import Model

extension Evaluation {
  /// The part whose sentences tell most: the unseen, or what there is instead.
  package var mostTelling: EvaluatedPart {
    [.unseen, .leaked].first { self[$0].pairCount > 0 } ?? .training
  }

  /// What the data has to do with the network, where training recorded a held-out loss of these weights.
  package func originWords(recordedLoss: Double?) -> String? {
    guard let isDataOfTraining, let recordedLoss else { return nil }
    return isDataOfTraining
      ? "the data it was trained on: training recorded this held-out loss"
      : "not what it was trained on: training recorded a held-out loss of \(Figures.loss(recordedLoss))"
  }

  /// How the sentences were translated, where that was not greedily.
  package var beamWords: String? {
    beam.map {
      "decoded with a beam of \($0.width)"
        + ($0.lengthPenalty == 0 ? "" : ", length penalty " + Figures.short($0.lengthPenalty))
    }
  }

  /// How many pairs are without a loss, and why; nil where all have one.
  package var misfitWords: String? {
    let count = self[.training].misfitCount + self[.heldOut].misfitCount
    guard count > 0 else { return nil }
    return (count == 1 ? "1 pair is" : "\(count) pairs are") + " without a loss: " + misfits.joined(separator: "; ")
  }
}

/// An evaluation as `evaluate --json` prints it and the workbench exports it.
package struct EvaluationReport: Encodable {
  private let evaluation: Evaluation
  private let checkpoint: String
  private let point: TrainingPoint
  private let data: String

  /// The report of an evaluation: of the network in some file, trained up to a point, on the data of another file.
  package init(_ evaluation: Evaluation, checkpoint: String, point: TrainingPoint, data: String) {
    self.evaluation = evaluation
    self.checkpoint = checkpoint
    self.point = point
    self.data = data
  }

  private enum CodingKeys: CodingKey {
    case checkpoint, epoch, batch, data
  }

  /// Writes what was evaluated on what, and then the evaluation, as one object.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(checkpoint, forKey: .checkpoint)
    try values.encode(point.epoch, forKey: .epoch)
    try values.encode(point.batch, forKey: .batch)
    try values.encode(data, forKey: .data)
    try evaluation.encode(to: encoder)
  }

  /// The report as one line of JSON.
  package var json: String { JSONText.line(of: self) }
}

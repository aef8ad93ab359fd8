import Foundation
import Model

/// The parts of the data that an evaluation tells apart.
package enum EvaluatedPart: Int, CaseIterable, Hashable, Sendable {
  /// What the network was trained on.
  case training
  /// What it was not.
  case heldOut
  /// Held out, but training has the same English.
  case leaked
  /// Held out, and all its English is new.
  case unseen

  /// Its name in the table.
  package var title: String {
    switch self {
    case .training: "training"
    case .heldOut: "held out"
    case .leaked: "leaked"
    case .unseen: "unseen"
    }
  }
}

extension Evaluation {
  /// A part of it.
  package subscript(part: EvaluatedPart) -> EvaluationPart {
    switch part {
    case .training: training
    case .heldOut: heldOut
    case .leaked: leaked
    case .unseen: unseen
    }
  }

  /// The part whose sentences tell most: the unseen, or what there is instead.
  package var mostTelling: EvaluatedPart {
    unseen.pairCount > 0 ? .unseen : leaked.pairCount > 0 ? .leaked : .training
  }
}

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

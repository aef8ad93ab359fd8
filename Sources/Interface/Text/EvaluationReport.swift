import Foundation
import Model

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
  package var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}

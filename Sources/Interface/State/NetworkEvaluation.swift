import Model

/// What an evaluation found, and of which network.
package struct NetworkEvaluation: Sendable {
  /// What was asked for.
  package let request: EvaluationRequest
  /// What was found.
  package let evaluation: Evaluation
  /// How far the network was trained.
  package let point: TrainingPoint
  /// The loss of the held-out pairs that training recorded for these weights; nil where it recorded none.
  package let recordedLoss: Double?
  /// For every part, how many of its sentences have a chrF below 10, from 10 to below 20, and so on.
  private let spreads: [[Int]]

  /// The evaluation of a checkpoint's network.
  package init(_ evaluation: Evaluation, of checkpoint: Checkpoint, for request: EvaluationRequest) {
    self.request = request
    self.evaluation = evaluation
    point = checkpoint.state.point
    recordedLoss = checkpoint.recordedValidationLoss
    spreads = EvaluatedPart.allCases.map { part in
      evaluation[part].sentences.reduce(into: [Int](repeating: 0, count: 10)) { $0[min(9, Int($1.chrF / 10))] += 1 }
    }
  }

  /// How many sentences of a part have a chrF below 10, from 10 to below 20, and so on up to 100.
  package func spread(of part: EvaluatedPart) -> [Int] { spreads[part.rawValue] }

  /// The report that is exported.
  package var report: EvaluationReport {
    EvaluationReport(evaluation, checkpoint: request.checkpoint, point: point, data: request.dataPath)
  }

  /// How much further the network has been trained, in words; nil where it stands where it stood.
  package func age(at now: TrainingPoint) -> String? {
    guard now != point else { return nil }
    let epochs = now.epoch - point.epoch - (now.batch < point.batch ? 1 : 0)
    return epochs < 1 ? "less than an epoch" : epochs == 1 ? "1 epoch" : "\(epochs) epochs"
  }
}

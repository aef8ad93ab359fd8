import Essentials

/// What a log with batches begins with, and goes on with where the run is resumed: which training it tells of.
package struct LogHeading: Hashable, Sendable {
  /// The name of the checkpoint that the run saves, without its folder; `nil` where it saves none.
  package let checkpoint: String?
  /// The pairs it is trained on; `nil` where nobody says.
  package let data: TrainingData?
  /// How it is trained.
  package let hyperparameters: Hyperparameters

  /// The heading of a run that saves in a file, or nowhere.
  package init(checkpoint path: String?, data: TrainingData?, hyperparameters: Hyperparameters) {
    checkpoint = path?.split(separator: "/").last.map(String.init)
    self.data = data
    self.hyperparameters = hyperparameters
  }
}

extension LogHeading: Codable {
  /// The key that tells it from every other line.
  static let mark = "hyperparameters"

  /// The heading as one line of JSON.
  package var jsonLine: String { JSONText.line(of: self) }

  /// Reads a line; `nil` for anything that is no heading.
  package init?(jsonLine: String) {
    guard JSONNesting.isShallow(jsonLine),
      let heading = try? JSONDecoder().decode(LogHeading.self, from: Data(jsonLine.utf8)),
      heading.hyperparameters.defect == nil
    else { return nil }
    // Its own reader knows what a record of data may be.
    self.init(
      checkpoint: heading.checkpoint, data: heading.data.flatMap { TrainingData(json: $0.json) },
      hyperparameters: heading.hyperparameters)
  }
}

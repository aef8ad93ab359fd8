import Essentials

/// What this program's exports carry beside the weights, so that they come back whole: no file of Keras's own has it.
package struct KerasEnclosure: Hashable, Sendable {
  /// What it is called in a file's metadata.
  static let name = "seq2seq"

  /// The characters and lengths.
  package let configuration: NetworkConfiguration
  /// How the network was trained.
  package let hyperparameters: Hyperparameters
  /// How far it has come.
  package let state: TrainingState
  /// The checkpoint's other metadata.
  package let metadata: [String: String]

  /// What belongs to a checkpoint.
  init(_ checkpoint: Checkpoint) {
    configuration = checkpoint.network.configuration
    hyperparameters = checkpoint.hyperparameters
    state = checkpoint.state
    metadata = checkpoint.metadata
  }

  /// Reads it back, or gives nil if it is not what was written.
  init?(_ tree: JSONTree) {
    guard let config = tree["config"].string, JSONNesting.isShallow(config),
      let description = try? JSONDecoder().decode(NetworkDescription.self, from: Data(config.utf8)),
      description.hyperparameters.defect == nil, let configuration = try? description.configuration(path: ""),
      let training = tree["training"].string, JSONNesting.isShallow(training),
      let state = try? TrainingState(json: training), case .object(let members) = tree["metadata"]
    else { return nil }
    self.configuration = configuration
    self.hyperparameters = description.hyperparameters
    self.state = state
    metadata = members.compactMapValues(\.string)
  }

  /// The JSON to write into a file: the texts of a checkpoint's own metadata, as texts, so that no digit is lost.
  ///
  /// The hyperparameters have no defect.
  var tree: JSONTree {
    [
      "version": "1",
      "config": .string(JSONText.line(of: NetworkDescription(configuration, hyperparameters))),
      "training": .string(state.json),
      "metadata": .object(metadata.mapValues { .string($0) }),
    ]
  }
}

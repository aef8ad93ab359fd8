import Foundation

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
    guard let description = Self.decode(NetworkDescription.self, tree["config"]),
      description.hyperparameters.defect == nil, let configuration = try? description.configuration(path: ""),
      let state = Self.decode(TrainingState.self, tree["training"]), case .object(let members) = tree["metadata"]
    else { return nil }
    self.configuration = configuration
    self.hyperparameters = description.hyperparameters
    self.state = state
    metadata = members.compactMapValues(\.string)
  }

  /// The JSON to write into a file: the texts of a checkpoint's own metadata, as texts, so that no digit is lost.
  func tree() throws -> JSONTree {
    [
      "version": "1",
      "config": .string(try Self.encode(NetworkDescription(configuration, hyperparameters))),
      "training": .string(try Self.encode(state)),
      "metadata": .object(metadata.mapValues { .string($0) }),
    ]
  }

  private static func decode<Value: Decodable>(_ type: Value.Type, _ tree: JSONTree) -> Value? {
    guard let text = tree.string, JSONNesting.isShallow(text) else { return nil }
    return try? JSONDecoder().decode(type, from: Data(text.utf8))
  }

  private static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

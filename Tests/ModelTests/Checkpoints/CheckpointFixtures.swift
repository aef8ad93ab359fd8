import Foundation
import Model
import Testing

/// A checkpoint's file as its parts, so that a test can spoil one of them.
struct CheckpointParts {
  struct Tensor: Sendable {
    let name: String
    var shape: [Int]
    var values: [Float]
  }

  var metadata: [String: String]
  var config: [String: Any]
  var training: [String: Any]
  var tensors: [Tensor]

  /// The file of a small network that has trained for an epoch and two batches.
  init() throws {
    (metadata, tensors) = try Self.whole.get()
    config = try Self.object(metadata["config"])
    training = try Self.object(metadata["training"])
  }

  /// Trained and written once for all tests.
  private static let whole = Result {
    let scratch = try ScratchDirectory()
    let path = scratch.path + "/whole.safetensors"
    try checkpoint().write(to: path)
    let file = try SafetensorsFile(contentsOf: path)
    let tensors = try file.tensors.sorted { $0.key < $1.key }.map { name, tensor in
      Tensor(name: name, shape: tensor.shape, values: try file.floats(name, shape: tensor.shape))
    }
    return (file.metadata, tensors)
  }

  /// A small network in the middle of its second epoch.
  static func checkpoint() throws -> Checkpoint {
    var (start, dataset) = Fixture.start { $0.latentDimension = 3 }
    start.metadata = ["attribution": "seq2seq's tests", "license": "CC0"]
    let trainer = try Trainer(start, dataset: dataset, threads: 1)
    trainer.train { event in
      if case .batch(let record) = event { return (record.epoch, record.batch) != (2, 2) }
      return true
    }
    return trainer.checkpoint()
  }

  private static func object(_ text: String?) throws -> [String: Any] {
    let text = try #require(text)
    return try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// The hyperparameters inside the config.
  var hyperparameters: [String: Any] {
    get { config["hyperparameters"] as? [String: Any] ?? [:] }
    set { config["hyperparameters"] = newValue }
  }

  /// Removes the tensors whose names begin with `prefix`.
  mutating func remove(_ prefix: String) { tensors.removeAll { $0.name.hasPrefix(prefix) } }

  /// Gives a tensor another shape, and as many numbers.
  mutating func reshape(_ name: String, _ shape: [Int]) {
    for index in tensors.indices where tensors[index].name == name {
      tensors[index].shape = shape
      tensors[index].values = [Float](repeating: 0, count: shape.reduce(1, *))
    }
  }

  /// Writes the parts; `text` replaces a metadata value as it is, without being JSON.
  func write(to path: String, replacing text: [String: String?] = [:]) throws {
    var writer = SafetensorsWriter(metadata: metadata)
    for (key, object) in [("config", config), ("training", training)] where metadata[key] != nil {
      writer.metadata[key] = String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    }
    for (key, value) in text { writer.metadata[key] = value }
    for tensor in tensors { writer.add(tensor.name, shape: tensor.shape, tensor.values) }
    try writer.write(to: path)
  }
}

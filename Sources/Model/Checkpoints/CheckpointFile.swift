import Foundation

// The file of a checkpoint: one safetensors file, version 1.
extension Checkpoint {
  private static let reserved: Set<String> = ["format", "version", "config", "training"]

  /// Reads a checkpoint, trusting nothing of the file.
  ///
  /// - Throws: `SafetensorsError` naming the file, what was found, what was expected and what to do.
  package init(contentsOf path: String) throws(SafetensorsError) {
    let file = try SafetensorsFile(contentsOf: path)
    guard file.metadata["format"] == "seq2seq" else {
      let found =
        file.metadata["format"].map { "the format \($0.debugDescription)" } ?? "a safetensors file of no format"
      throw .damaged(path: path, found: found, expected: "\"seq2seq\" as the format in its metadata")
    }
    guard file.metadata["version"] == "1" else {
      let found = file.metadata["version"].map { "version \($0.debugDescription)" } ?? "no version"
      throw .damaged(path: path, found: found, expected: "version \"1\", the one this program reads")
    }
    let description = try Self.decode(NetworkDescription.self, from: file, key: "config")
    hyperparameters = description.hyperparameters
    if let defect = hyperparameters.defect {
      throw .damaged(path: path, found: defect.found, expected: defect.expected)
    }
    let configuration = try description.configuration(path: path)
    state =
      file.metadata["training"] == nil
      ? TrainingState() : try Self.decode(TrainingState.self, from: file, key: "training")
    network = Network(configuration: configuration, parameters: try Self.parameters("", configuration, file))
    slots = OptimizerSlots(
      meanSquare: try Self.slot("rms/", configuration, file), momentum: try Self.slot("momentum/", configuration, file),
      meanGradient: try Self.slot("mean_gradient/", configuration, file))
    metadata = file.metadata.filter { !Self.reserved.contains($0.key) }
  }

  /// Writes the checkpoint in the place of `path`, at once or not at all.
  ///
  /// - Throws: `SafetensorsError.unwritable`; then what was there is as it was.
  package func write(to path: String) throws(SafetensorsError) {
    var writer = SafetensorsWriter(metadata: metadata)
    writer.metadata["format"] = "seq2seq"
    writer.metadata["version"] = "1"
    let description = NetworkDescription(network.configuration, hyperparameters)
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      writer.metadata["config"] = String(decoding: try encoder.encode(description), as: UTF8.self)
      writer.metadata["training"] = String(decoding: try encoder.encode(state), as: UTF8.self)
    } catch {
      throw .unwritable(path: path, found: "numbers that JSON cannot hold (\(error))")
    }
    let configuration = network.configuration
    let groups: [(String, Parameters?)] = [
      ("", network.parameters), ("rms/", slots.meanSquare), ("momentum/", slots.momentum),
      ("mean_gradient/", slots.meanGradient),
    ]
    for case (let prefix, let parameters?) in groups {
      for tensor in ParameterTensor.allCases {
        writer.add(prefix + tensor.name, shape: tensor.shape(in: configuration), parameters[tensor])
      }
    }
    try writer.write(to: path)
  }

  private static func decode<Value: Decodable>(
    _ type: Value.Type, from file: SafetensorsFile, key: String
  ) throws(SafetensorsError) -> Value {
    guard let text = file.metadata[key] else {
      throw .damaged(path: file.path, found: "no \(key) in the metadata", expected: "it as JSON")
    }
    guard JSONNesting.isShallow(text) else {
      throw .damaged(
        path: file.path, found: "a \(key) in the metadata that is nested too deep", expected: "what version 1 says")
    }
    do {
      return try JSONDecoder().decode(type, from: Data(text.utf8))
    } catch let error as DecodingError {
      throw .damaged(
        path: file.path, found: "a \(key) in the metadata with \(error.summary)", expected: "what version 1 says")
    } catch {
      throw .damaged(path: file.path, found: "a \(key) in the metadata that is no JSON", expected: "JSON")
    }
  }

  private static func parameters(
    _ prefix: String, _ configuration: NetworkConfiguration, _ file: SafetensorsFile
  ) throws(SafetensorsError) -> Parameters {
    // Every shape is compared with the file before memory is taken for any of them.
    for tensor in ParameterTensor.allCases {
      let shape = tensor.shape(in: configuration)
      guard let found = file.tensors[prefix + tensor.name] else {
        throw .damaged(path: file.path, found: "no tensor \(prefix)\(tensor.name)", expected: "F32 \(shape)")
      }
      guard found.type == .float32, found.shape == shape else {
        throw .damaged(
          path: file.path, found: "\(prefix)\(tensor.name) as \(found.type.rawValue) \(found.shape)",
          expected: "F32 \(shape)")
      }
    }
    var parameters = Parameters(zerosFor: configuration)
    for tensor in ParameterTensor.allCases {
      parameters[tensor] = try file.floats(prefix + tensor.name, shape: tensor.shape(in: configuration))
    }
    return parameters
  }

  /// A slot, or nil if none of its tensors is there.
  private static func slot(
    _ prefix: String, _ configuration: NetworkConfiguration, _ file: SafetensorsFile
  ) throws(SafetensorsError) -> Parameters? {
    let isThere = ParameterTensor.allCases.contains { file.tensors[prefix + $0.name] != nil }
    return isThere ? try parameters(prefix, configuration, file) : nil
  }
}

extension DecodingError {
  /// What JSON has in place of what it should have, and where.
  fileprivate var summary: String {
    let (what, context) =
      switch self {
      case .keyNotFound(let key, let context): ("no \(key.stringValue)", context)
      case .valueNotFound(_, let context): ("a null", context)
      case .typeMismatch(let type, let context): ("no \(type)", context)
      // Foundation says no more of a number that is not whole, or too great.
      case .dataCorrupted(let context) where context.codingPath.isEmpty:
        ("what is no JSON, or a number that does not fit", context)
      case .dataCorrupted(let context): (context.debugDescription, context)
      @unknown default: ("an error", DecodingError.Context(codingPath: [], debugDescription: ""))
      }
    let place = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    return place.isEmpty ? what : "\(what) at \(place)"
  }
}

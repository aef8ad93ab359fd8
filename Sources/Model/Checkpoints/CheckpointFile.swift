import Essentials

extension RunFormat {
  /// A checkpoint as this program writes it.
  static let safetensors = RunFormat(
    title: "a checkpoint (.safetensors)", suffixes: [".safetensors"],
    // The length that the file begins with has zeros in its upper bytes, which a text has not; then comes JSON.
    recognizes: { content in
      content.beginning.count > 8 && content.beginning[5..<8].allSatisfy { $0 == 0 }
        && content.beginning[8] == UInt8(ascii: "{")
    },
    checkpoint: { (path, _, _) throws(CheckpointError) in try Checkpoint(safetensors: path) },
    run: { (path) throws(CheckpointError) in try RecordedRun(path: path, of: Checkpoint(safetensors: path)) })
}

// The file of a checkpoint: one safetensors file, version 1.
extension Checkpoint {
  private static let reserved: Set<String> = ["format", "version", "config", "training"]

  /// Reads a checkpoint, trusting nothing of the file.
  fileprivate init(safetensors path: String) throws(CheckpointError) {
    let file = try SafetensorsFile(contentsOf: path)
    let header = try Header(file)
    (hyperparameters, state) = (header.description.hyperparameters, header.state)
    let configuration = header.configuration
    network = Network(configuration: configuration, parameters: try Self.parameters("", configuration, file))
    slots = OptimizerSlots(
      meanSquare: try Self.slot("rms/", configuration, file), momentum: try Self.slot("momentum/", configuration, file),
      meanGradient: try Self.slot("mean_gradient/", configuration, file))
    metadata = file.metadata.filter { !Self.reserved.contains($0.key) }
  }

  /// What the metadata tells, checked.
  private struct Header {
    let description: NetworkDescription
    let configuration: NetworkConfiguration
    let state: TrainingState

    init(_ file: SafetensorsFile) throws(CheckpointError) {
      let path = file.path
      guard file.metadata["format"] == "seq2seq" else {
        let found =
          file.metadata["format"].map { "the format \($0.quoted)" } ?? "a safetensors file of no format"
        throw .damaged(path: path, found: found, expected: "\"seq2seq\" as the format in its metadata")
      }
      guard file.metadata["version"] == "1" else {
        let found = file.metadata["version"].map { "version \($0.quoted)" } ?? "no version"
        throw .damaged(path: path, found: found, expected: "version \"1\", the one this program reads")
      }
      guard let config = file.metadata["config"] else {
        throw .damaged(path: path, found: "no config in the metadata", expected: "it as JSON")
      }
      description = try Checkpoint.decoded("config", config, path: path) {
        try JSONDecoder().decode(NetworkDescription.self, from: Data($0.utf8))
      }
      if let defect = description.hyperparameters.defect {
        throw .damaged(path: path, found: defect.found, expected: defect.expected)
      }
      configuration = try description.configuration(path: path)
      state =
        try file.metadata["training"].map { (text) throws(CheckpointError) in
          try Checkpoint.decoded("training", text, path: path, TrainingState.init(json:))
        } ?? TrainingState()
    }
  }

  /// Writes the checkpoint in the place of `path`, at once or not at all.
  ///
  /// What is about to take the place is read back first: nothing is written that could not be read again.
  /// - Throws: `CheckpointError.unwritable`; then what was there is as it was.
  package func write(to path: String) throws(CheckpointError) {
    var history = EncodedHistory()
    try write(to: path, encoding: &history)
  }

  /// The same for a run that is saved again and again: `history` holds what is encoded of its records already.
  func write(to path: String, encoding history: inout EncodedHistory) throws(CheckpointError) {
    history.extend(to: state.history[...])
    var writer = SafetensorsWriter(metadata: metadata)
    writer.metadata["format"] = "seq2seq"
    writer.metadata["version"] = "1"
    // Nothing else in it can be what JSON has no word for.
    if let defect = hyperparameters.defect { throw .unwritable(path: path, found: defect.found) }
    writer.metadata["config"] = JSONText.line(of: NetworkDescription(network.configuration, hyperparameters))
    writer.escapedMetadata["training"] = state.json(history)
    let configuration = network.configuration
    let groups: [(String, Parameters?)] = [
      ("", network.parameters), ("rms/", slots.meanSquare), ("momentum/", slots.momentum),
      ("mean_gradient/", slots.meanGradient),
    ]
    for case (let prefix, let parameters?) in groups {
      for tensor in ParameterTensor.all(in: configuration) {
        writer.add(prefix + tensor.name, shape: tensor.shape(in: configuration), parameters[tensor])
      }
    }
    try writer.write(to: path) { (temporary) throws(CheckpointError) in
      // The shapes are as they are in memory, and the header's layout is checked on opening.
      _ = try Header(SafetensorsFile(contentsOf: temporary))
    }
  }

  /// Reads the JSON under a key of the metadata.
  private static func decoded<Value>(
    _ key: String, _ text: String, path: String, _ decode: (String) throws -> Value
  ) throws(CheckpointError) -> Value {
    func damaged(_ found: String) -> CheckpointError {
      .damaged(path: path, found: "a \(key) in the metadata \(found)", expected: "what version 1 says")
    }
    // The state's reader does not recurse beyond its own limit, and may have much to read: it is asked first.
    guard key == "training" || JSONNesting.isShallow(text) else { throw damaged("that is nested too deep") }
    do {
      return try decode(text)
    } catch {
      guard JSONNesting.isShallow(text) else { throw damaged("that is nested too deep") }
      throw damaged(
        "with "
          + ((error as? TrainingState.Defect)?.found ?? (error as? DecodingError)?.summary ?? "what is no JSON"))
    }
  }

  private static func parameters(
    _ prefix: String, _ configuration: NetworkConfiguration, _ file: SafetensorsFile
  ) throws(CheckpointError) -> Parameters {
    // Every shape is compared with the file before memory is taken for any of them.
    for tensor in ParameterTensor.all(in: configuration) {
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
    for tensor in ParameterTensor.all(in: configuration) {
      parameters[tensor] = try file.floats(prefix + tensor.name, shape: tensor.shape(in: configuration))
    }
    return parameters
  }

  /// A slot, or nil if none of its tensors is there.
  private static func slot(
    _ prefix: String, _ configuration: NetworkConfiguration, _ file: SafetensorsFile
  ) throws(CheckpointError) -> Parameters? {
    let isThere = ParameterTensor.all(in: configuration).contains { file.tensors[prefix + $0.name] != nil }
    return isThere ? try parameters(prefix, configuration, file) : nil
  }
}

extension DecodingError {
  /// What JSON has in place of what it should have, and where.
  fileprivate var summary: String {
    let (what, context) =
      switch self {
      case .keyNotFound(let key, let context): ("no \(key.stringValue.visible)", context)
      case .valueNotFound(_, let context): ("a null", context)
      case .typeMismatch(let type, let context): ("no \(type)", context)
      // Foundation says no more of a number that is not whole, or too great.
      case .dataCorrupted(let context) where context.codingPath.isEmpty:
        ("what is no JSON, or a number that does not fit", context)
      case .dataCorrupted(let context): (context.debugDescription.visible, context)
      @unknown default: ("an error", DecodingError.Context(codingPath: [], debugDescription: ""))
      }
    let place = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue.visible }.joined(separator: ".")
    return place.isEmpty ? what : "\(what) at \(place)"
  }
}

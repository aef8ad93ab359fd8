/// What each format keeps in its own place: the architecture, the numbers, the optimizer's settings.
struct KerasParts {
  /// The format and who wrote it.
  let title: String
  /// Which layers are our network.
  let architecture: KerasArchitecture
  /// The numbers.
  let contents: KerasContents
  /// The optimizer's settings.
  let optimizer: KerasOptimizerConfig
  /// Where the optimizer's epsilon stands.
  let rule: RMSpropVariant
  /// What this program's export put beside the weights, as JSON.
  let enclosure: JSONTree?

  /// Reads a `.keras`: a zip of `metadata.json`, `config.json` and `model.weights.h5`.
  init(archive path: String) throws(CheckpointError) {
    let bytes = try KerasSource.bytes(path, limit: KerasSource.byteLimit)
    let archive: ZipArchive
    do {
      archive = try ZipArchive(bytes)
    } catch {
      throw .broken(path: path, found: error.found, expected: error.expected)
    }
    try self.init(membersOf: path, kind: ".keras") { (name) throws(CheckpointError) -> [UInt8]? in
      let members = archive.members.filter { $0.name == name }
      guard let member = members.first else { return nil }
      guard members.count == 1 else { throw .broken(path: path, found: "\(name) twice", expected: "it once") }
      do throws(ZipArchive.Defect) {
        return try archive.contents(of: member, limit: KerasSource.byteLimit)
      } catch {
        throw .broken(path: path, found: error.found, expected: error.expected)
      }
    } names: {
      archive.members.map(\.name)
    }
  }

  /// Reads a folder that holds the members of a `.keras`.
  init(folder path: String) throws(CheckpointError) {
    try self.init(membersOf: path, kind: "folder") { (name) throws(CheckpointError) -> [UInt8]? in
      do throws(CheckpointError) {
        return try KerasSource.bytes("\(path)/\(name)", limit: KerasSource.byteLimit)
      } catch {
        if case .noInput = error { return nil }
        throw error
      }
    } names: {
      []
    }
  }

  private init(
    membersOf path: String, kind: String, _ member: (String) throws(CheckpointError) -> [UInt8]?,
    names: () -> [String]
  ) throws(CheckpointError) {
    guard let configBytes = try member("config.json") else {
      throw .broken(path: path, found: "no config.json", expected: "a model that Keras saved whole")
    }
    let config = try Self.json(configBytes, "config.json", path)
    let metadata = try member("metadata.json").map { (bytes) throws(CheckpointError) in
      try Self.json(bytes, "metadata.json", path)
    }
    let version = metadata?["keras_version"].string
    let module = config["module"].string ?? ""
    let isKeras3 = version.map { Self.isKeras3($0) } ?? !module.hasPrefix("tf_keras")
    architecture = try KerasArchitecture(try KerasGraph(config, path: path), isKeras3: isKeras3, path: path)
    guard let weights = try member("model.weights.h5") else {
      let others = names().filter { $0.contains("weights") }.sorted().prefix(3)
      throw .refused(
        path: path, found: others.isEmpty ? "no model.weights.h5" : others.joined(separator: ", "),
        expected: "the weights in one model.weights.h5",
        remedy: "Save the model again with Keras, in one piece and not as .npz.")
    }
    let file = try HDF5File(weights, path: "\(path), model.weights.h5")
    contents = try KerasContents(newWeights: file, architecture)
    let optimizer = config["compile_config"]["optimizer"]
    self.optimizer = KerasOptimizerConfig(optimizer)
    let isLegacy = optimizer["module"].string?.contains("legacy") ?? false
    rule = isLegacy ? .optimizerV2 : .keras3
    title = "\(kind) of " + Self.writer(version, isKeras3: isKeras3)
    let ours = metadata?[KerasEnclosure.name] ?? .null
    enclosure = ours.isNull ? nil : ours
  }

  /// Reads an HDF5 file: a whole model, or weights of either layout.
  init(hdf5 path: String) throws(CheckpointError) {
    let file = try HDF5File(try KerasSource.bytes(path, limit: KerasSource.byteLimit), path: path)
    let root = file.root
    if let text = root.text("model_config") {
      let config = try Self.json(Array(text.utf8), "model_config", path)
      let training = try root.text("training_config").map { (text) throws(CheckpointError) in
        try Self.json(Array(text.utf8), "training_config", path)
      }
      let version = root.text("keras_version") ?? root.group("model_weights")?.text("keras_version")
      let isKeras3 = version.map { Self.isKeras3($0) } ?? false
      architecture = try KerasArchitecture(try KerasGraph(config, path: path), isKeras3: isKeras3, path: path)
      contents = try KerasContents(oldWeights: file, architecture)
      optimizer = KerasOptimizerConfig(training?["optimizer_config"] ?? .null)
      rule = Self.rule(optimizer, isKeras3: isKeras3)
      title = ".h5 of " + Self.writer(version, isKeras3: isKeras3)
    } else if root.list("layer_names") != nil {
      let version = root.text("keras_version")
      let isKeras3 = version.map { Self.isKeras3($0) } ?? false
      architecture = Self.architecture(version)
      contents = try KerasContents(oldWeights: file, architecture)
      optimizer = KerasOptimizerConfig(.null)
      rule = isKeras3 ? .keras3 : .optimizerV2
      title = "weights of " + Self.writer(version, isKeras3: isKeras3)
    } else if root.group("layers") != nil || root.group("_layer_checkpoint_dependencies") != nil {
      architecture = Self.architecture(nil)
      contents = try KerasContents(newWeights: file, architecture)
      optimizer = KerasOptimizerConfig(.null)
      rule = .keras3
      title = "weights of " + (contents.optimizer?.learningRate == nil ? "Keras" : "Keras 3")
    } else {
      throw .refused(
        path: path, found: "HDF5 with " + root.groups.keys.sorted().prefix(5).joined(separator: ", "),
        expected: "a model's config or layers", remedy: "Give a file that Keras saved.")
    }
    enclosure = try root.datasets[KerasEnclosure.name].flatMap { file.text($0) }.map {
      (bytes) throws(CheckpointError) in
      try Self.json(bytes, KerasEnclosure.name, path)
    }
  }

  /// Reads a SavedModel folder: Keras's metadata and the variables.
  init(savedModel path: String) throws(CheckpointError) {
    let file = path + "/keras_metadata.pb"
    let bytes = try KerasSource.bytes(file, limit: JSONTree.byteLimit)
    guard let nodes = ProtobufMessage(bytes[...])?.messages(1),
      let root = nodes.first(where: { $0.text(3) == "root" })?.bytes(5)
    else {
      throw .broken(path: file, found: "no description of a model", expected: "Keras's metadata of the path root")
    }
    let metadata = try Self.json(Array(root), "the model's description", file)
    architecture = try KerasArchitecture(try KerasGraph(metadata, path: path), isKeras3: false, path: path)
    let bundle = try TensorBundle(prefix: path + "/variables/variables")
    contents = try KerasContents(bundle, architecture)
    optimizer = KerasOptimizerConfig(metadata["training_config"]["optimizer_config"])
    let isNewer = bundle.graph.node("optimizer", "_variables") != nil
    rule = isNewer ? .keras3 : Self.rule(optimizer, isKeras3: false)
    title = "SavedModel of " + Self.writer(metadata["keras_version"].string, isKeras3: false)
    enclosure = nil
  }

  /// Reads a TensorFlow checkpoint, which has no config.
  init(checkpoint prefix: String) throws(CheckpointError) {
    let bundle = try TensorBundle(prefix: prefix)
    architecture = Self.architecture(nil)
    contents = try KerasContents(bundle, architecture)
    optimizer = KerasOptimizerConfig(.null)
    let isNewer =
      bundle.graph.node("optimizer", "_variables") ?? bundle.graph.node("model", "optimizer", "_variables")
    rule = isNewer == nil ? .optimizerV2 : .keras3
    title = "TensorFlow checkpoint"
    enclosure = nil
  }

  private static func json(_ bytes: [UInt8], _ name: String, _ path: String) throws(CheckpointError) -> JSONTree {
    do {
      return try JSONTree.read(bytes)
    } catch {
      throw .broken(path: path, found: "\(name) is \(error.found)", expected: "JSON as Keras writes it")
    }
  }

  /// Whether a version such as 3.15.1 is Keras 3's.
  private static func isKeras3(_ version: String) -> Bool { (Int(version.prefix { $0.isNumber }) ?? 2) >= 3 }

  private static func writer(_ version: String?, isKeras3: Bool) -> String {
    guard let version else { return isKeras3 ? "Keras 3" : "Keras" }
    let parts = version.split(separator: ".").compactMap { Int($0) }
    // Since 2.4 Keras is TensorFlow's; from 2.16 on that one is called TF-Keras.
    let isTensorFlow = !isKeras3 && parts.count > 1 && parts[1] >= 16
    return (isTensorFlow ? "TF-Keras " : "Keras ") + String(version.prefix(20))
  }

  /// The network that weights alone are taken for, and what cannot be checked.
  private static func architecture(_ version: String?) -> KerasArchitecture {
    let parts = version?.split(separator: ".").prefix(2).compactMap { Int($0) } ?? []
    let isOld = parts.count == 2 && (parts[0], parts[1]) < (2, 3) && version?.hasSuffix("-tf") == false
    let isEither = version == "2.2.4-tf"
    let gates =
      isOld
      ? "hard_sigmoid, the default of Keras \(version ?? ""), for the gates"
      : "the activations could not be checked" + (isEither ? "; TensorFlow 1 would have used hard_sigmoid" : "")
    return KerasArchitecture(
      withoutConfigAnd: isOld ? .hardSigmoid : .sigmoid,
      notes: ["there is no config beside the weights: the first LSTM is taken for the encoder, and \(gates)"])
  }

  private static func rule(_ config: KerasOptimizerConfig, isKeras3: Bool) -> RMSpropVariant {
    isKeras3 || config.settings["is_legacy_optimizer"].bool == false ? .keras3 : .optimizerV2
  }
}

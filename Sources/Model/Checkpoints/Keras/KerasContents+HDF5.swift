extension KerasContents {
  /// Reads the groups that Keras names after its classes: a `.weights.h5`, or the member of a `.keras`.
  init(newWeights file: HDF5File, _ architecture: KerasArchitecture) throws(CheckpointError) {
    guard let layers = file.root.group("layers") ?? file.root.group("_layer_checkpoint_dependencies") else {
      throw .broken(path: file.path, found: "no group of layers", expected: "/layers with the weights")
    }
    let cells = Self.groups(of: "lstm", in: layers)
    let dense = Self.groups(of: architecture.isOutputWrapped ? "time_distributed" : "dense", in: layers)
    let wrapped = architecture.names.isEmpty && dense.isEmpty
    let outputs = wrapped ? Self.groups(of: "time_distributed", in: layers) : dense
    guard cells.count == 2, outputs.count == 1 else {
      throw KerasArchitecture.foreign(
        file.path,
        "\(cells.count) LSTMs and \(outputs.count) dense layers among "
          + layers.groups.keys.sorted().prefix(8).joined(separator: ", "))
    }
    let order = architecture.order.filter { $0 != .output }
    for (part, group) in zip(order, cells) {
      weights[part] = try Self.arrays(group.group("cell/vars"), 3, "\(part)", file)
    }
    let inner = architecture.isOutputWrapped || wrapped ? outputs[0].group("layer/vars") : outputs[0].group("vars")
    weights[.output] = try Self.arrays(inner, 2, "output", file)
    if let group = file.root.group("optimizer/inner_optimizer/vars") ?? file.root.group("optimizer/vars") {
      optimizer = try Self.optimizer(group.numbered, file)
    }
    validation = try Self.validation(file)
  }

  /// The groups of one class, `lstm`, `lstm_1`, …, in the order of their numbers, which may have gaps.
  private static func groups(of kind: String, in layers: HDF5Group) -> [HDF5Group] {
    layers.groups.compactMap { name, group -> (Int, HDF5Group)? in
      if name == kind { return (0, group) }
      guard name.hasPrefix(kind + "_"), let number = Int(name.dropFirst(kind.count + 1)), number > 0 else { return nil }
      return (number, group)
    }
    .sorted { $0.0 < $1.0 }.map(\.1)
  }

  private static func arrays(
    _ group: HDF5Group?, _ count: Int, _ title: String, _ file: HDF5File
  ) throws(CheckpointError) -> [KerasArray] {
    let datasets = group?.numbered ?? []
    guard datasets.count == count, group?.datasets.count == count else {
      throw .broken(
        path: file.path, found: "\(group?.datasets.count ?? 0) arrays of the \(title)",
        expected: count == 3 ? "kernel, recurrent kernel and bias" : "kernel and bias")
    }
    return try arrays(datasets, file)
  }

  /// The numbers of arrays.
  static func arrays(_ datasets: [HDF5Dataset], _ file: HDF5File) throws(CheckpointError) -> [KerasArray] {
    var arrays: [KerasArray] = []
    for dataset in datasets {
      arrays.append(
        KerasArray(
          name: dataset.name, shape: dataset.shape, type: dataset.type, values: try file.floats(dataset)))
    }
    return arrays
  }

  /// An optimizer's variables.
  ///
  /// Scalars are first: iterations, then perhaps the learning rate; all others are slots.
  static func optimizer(_ datasets: [HDF5Dataset], _ file: HDF5File) throws(CheckpointError) -> Optimizer {
    let scalars = datasets.prefix { $0.shape.isEmpty }
    var optimizer = Optimizer()
    let counts = scalars.filter { ["iterations", "iteration", "iter"].contains($0.plainName) }
    optimizer.iterations = (counts.last ?? scalars.first).flatMap { file.integer($0) }
    for scalar in scalars where scalar.type == .float32 {
      optimizer.learningRate = try file.floats(scalar).first.map(\.shortestDouble)
    }
    // More than any RMSprop has is no RMSprop; those numbers need not be read.
    let slots = datasets.dropFirst(scalars.count).filter { $0.type != .variableText }
    optimizer.slots = slots.count <= 24 ? try arrays(Array(slots), file) : []
    return optimizer
  }

  private static func validation(_ file: HDF5File) throws(CheckpointError) -> KerasValidation? {
    func sums(_ name: String) throws(CheckpointError) -> [Float] {
      let datasets = file.root.group("metrics/\(name)/vars")?.numbered ?? []
      var values: [Float] = []
      for dataset in datasets where dataset.shape.isEmpty && dataset.type == .float32 {
        values += try file.floats(dataset)
      }
      return values
    }
    let (loss, accuracy) = (try sums("mean"), try sums("mean_metric_wrapper"))
    guard loss.count == 2 else { return nil }
    return KerasValidation(total: loss[0], count: loss[1], positions: accuracy.count == 2 ? accuracy[1] : nil)
  }
}

extension KerasContents {
  /// Reads the layout of Keras 2: a whole `.h5`, or one of weights alone.
  init(oldWeights file: HDF5File, _ architecture: KerasArchitecture) throws(CheckpointError) {
    let root = file.root.texts["model_config"] == nil ? file.root : file.root.group("model_weights")
    guard let root, let names = root.list("layer_names") else {
      throw .broken(path: file.path, found: "no list of layers", expected: "layer_names beside the weights")
    }
    var withWeights: [[HDF5Dataset]] = []
    var byName: [String: [HDF5Dataset]] = [:]
    for name in names {
      guard let group = root.group(name), let weights = group.list("weight_names") else {
        throw .broken(path: file.path, found: "no weights of the layer \(name)", expected: "its weight_names")
      }
      let datasets = try Self.datasets(weights, in: group, file)
      if !datasets.isEmpty { withWeights.append(datasets) }
      byName[name] = datasets
    }
    guard withWeights.map(\.count).sorted() == [2, 3, 3] else {
      throw KerasArchitecture.foreign(
        file.path, "layers with \(withWeights.map { String($0.count) }.joined(separator: ", ")) arrays of weights")
    }
    // By the config's names; without one the LSTMs stand in the order of the data.
    var cells = withWeights.filter { $0.count == 3 }[...]
    for part in architecture.order {
      let found =
        architecture.names[part].map { byName[$0] }
        ?? (part == .output ? withWeights.first { $0.count == 2 } : cells.popFirst())
      guard let found, found.count == part.tensors.count else {
        throw .broken(
          path: file.path, found: "\(found?.count ?? 0) arrays of the \(part)",
          expected: "\(part.tensors.count), as its layer has")
      }
      weights[part] = try Self.arrays(found, file)
    }
    if let group = file.root.group("optimizer_weights"), let names = group.list("weight_names") {
      optimizer = try Self.optimizer(try Self.datasets(names, in: group, file), file)
      // Keras 2.0 to 2.2 kept the slots alone.
      if optimizer?.slots.isEmpty == false, !names.contains(where: { $0.contains("iter") }) {
        optimizer?.iterations = nil
      }
    }
  }

  private static func datasets(
    _ names: [String], in group: HDF5Group, _ file: HDF5File
  ) throws(CheckpointError) -> [HDF5Dataset] {
    var datasets: [HDF5Dataset] = []
    for name in names {
      guard let dataset = group.dataset(name) else {
        throw .broken(path: file.path, found: "no array \(name)", expected: "it, since weight_names lists it")
      }
      datasets.append(dataset)
    }
    return datasets
  }
}

extension HDF5Dataset {
  /// The last part of the path, without TensorFlow's ":0".
  fileprivate var plainName: String {
    String(name.split(separator: "/").last?.split(separator: ":").first ?? "")
  }
}

/// An array of floats as a file holds it.
struct KerasArray: Hashable, Sendable {
  /// Its path or key in the file.
  let name: String
  /// Its dimensions, outermost first.
  let shape: [Int]
  /// What its numbers were stored as.
  let type: HDF5Type
  /// The numbers, row-major.
  let values: [Float]
}

/// The numbers of a file, whichever of the formats it is.
struct KerasContents {
  /// Kernel, recurrent kernel and bias of each part.
  var weights: [KerasArchitecture.Part: [KerasArray]] = [:]
  /// What the optimizer holds, or nil if the file keeps none.
  var optimizer: Optimizer?
  /// Sums of the last validation.
  var validation: KerasValidation?

  /// An optimizer's numbers.
  struct Optimizer {
    /// Weight updates so far, or nil where that is lost.
    var iterations: Int?
    /// The learning rate as a number of its own.
    var learningRate: Double?
    /// v of every tensor, then m, then ḡ, in the order of the model's weights.
    var slots: [KerasArray] = []
  }
}

/// The sums that TF-Keras keeps of its last validation.
package struct KerasValidation: Hashable, Sendable {
  /// Σ of the pairs' losses.
  package let total: Double
  /// Pairs.
  package let count: Int
  /// Pairs · Td, or nil where accuracy was not measured.
  package let positions: Int?

  /// Keras's `val_loss`.
  package var loss: Double { total / Double(count) }

  /// Makes sense of two or four sums, or gives nil.
  init?(total: Float?, count: Float?, positions: Float?) {
    guard let total, total.isFinite, total >= 0, let count = count.flatMap({ Int(exactly: $0) }), count > 0 else {
      return nil
    }
    self.total = Double(total)
    self.count = count
    let positions = positions.flatMap { Int(exactly: $0) }
    self.positions = positions.flatMap { $0 > 0 && $0 % count == 0 ? $0 : nil }
  }
}

extension KerasContents {
  /// Reads the groups that Keras names after its classes: a `.weights.h5`, or the member of a `.keras`.
  init(newWeights file: HDF5File, _ architecture: KerasArchitecture) throws(KerasFileError) {
    guard let layers = file.root.group("layers") ?? file.root.group("_layer_checkpoint_dependencies") else {
      throw .damaged(path: file.path, found: "no group of layers", expected: "/layers with the weights")
    }
    let cells = Self.groups(of: "lstm", in: layers)
    let dense = Self.groups(of: architecture.isOutputWrapped ? "time_distributed" : "dense", in: layers)
    let wrapped = architecture.names.isEmpty && dense.isEmpty
    let outputs = wrapped ? Self.groups(of: "time_distributed", in: layers) : dense
    guard cells.count == 2, outputs.count == 1 else {
      throw KerasArchitecture.foreign(
        file.path, "\(cells.count) LSTMs and \(outputs.count) dense layers among "
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
  ) throws(KerasFileError) -> [KerasArray] {
    let datasets = group?.numbered ?? []
    guard datasets.count == count, group?.datasets.count == count else {
      throw .damaged(
        path: file.path, found: "\(group?.datasets.count ?? 0) arrays of the \(title)",
        expected: count == 3 ? "kernel, recurrent kernel and bias" : "kernel and bias")
    }
    return try arrays(datasets, file)
  }

  private static func arrays(_ datasets: [HDF5Dataset], _ file: HDF5File) throws(KerasFileError) -> [KerasArray] {
    var arrays: [KerasArray] = []
    for dataset in datasets {
      arrays.append(
        KerasArray(
          name: dataset.name, shape: dataset.shape, type: dataset.type, values: try file.floats(dataset)))
    }
    return arrays
  }

  /// Scalars first: iterations, then perhaps the learning rate; all others are slots.
  private static func optimizer(_ datasets: [HDF5Dataset], _ file: HDF5File) throws(KerasFileError) -> Optimizer {
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

  private static func validation(_ file: HDF5File) throws(KerasFileError) -> KerasValidation? {
    func sums(_ name: String) throws(KerasFileError) -> [Float] {
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
  init(oldWeights file: HDF5File, _ architecture: KerasArchitecture) throws(KerasFileError) {
    let root = file.root.texts["model_config"] == nil ? file.root : file.root.group("model_weights")
    guard let root, let names = root.list("layer_names") else {
      throw .damaged(path: file.path, found: "no list of layers", expected: "layer_names beside the weights")
    }
    var withWeights: [[HDF5Dataset]] = []
    var byName: [String: [HDF5Dataset]] = [:]
    for name in names {
      guard let group = root.group(name), let weights = group.list("weight_names") else {
        throw .damaged(path: file.path, found: "no weights of the layer \(name)", expected: "its weight_names")
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
        throw .damaged(
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
  ) throws(KerasFileError) -> [HDF5Dataset] {
    var datasets: [HDF5Dataset] = []
    for name in names {
      guard let dataset = group.dataset(name) else {
        throw .damaged(path: file.path, found: "no array \(name)", expected: "it, since weight_names lists it")
      }
      datasets.append(dataset)
    }
    return datasets
  }
}

extension KerasContents {
  /// Reads a TensorFlow checkpoint along its object graph.
  init(_ bundle: TensorBundle, _ architecture: KerasArchitecture) throws(KerasFileError) {
    let graph = bundle.graph
    let isInside = graph.node("layer_with_weights-0") == nil && graph.node("model") != nil
    let model = isInside ? graph.node("model") ?? 0 : 0
    guard graph.node("layer_with_weights-3", from: model) == nil else {
      throw KerasArchitecture.foreign(bundle.prefix, "more than three layers with weights")
    }
    // The nodes of the variables, whose slots the older optimizer keeps under them.
    var variables: [Int] = []
    for (index, part) in architecture.order.enumerated() {
      guard let layer = graph.node("layer_with_weights-\(index)", from: model) else {
        throw KerasArchitecture.foreign(bundle.prefix, "no layer with weights of the number \(index)")
      }
      let inner = graph.node(part == .output ? "layer" : "cell", from: layer) ?? layer
      let names = part == .output ? ["kernel", "bias"] : ["kernel", "recurrent_kernel", "bias"]
      let nodes = names.compactMap { graph.node($0, from: inner) }
      let keys = nodes.compactMap { graph[$0].key }
      guard keys.count == names.count else {
        throw KerasArchitecture.foreign(
          bundle.prefix, "layer \(index) without \(names.joined(separator: ", "))")
      }
      variables += nodes
      weights[part] = try Self.arrays(keys, bundle)
    }
    if let node = graph.node("optimizer") ?? graph.node("optimizer", from: model) {
      optimizer = try Self.optimizer(node, variables, bundle)
    }
    if let metrics = graph.node("keras_api", "metrics") {
      let keys = [("0", "total"), ("0", "count"), ("1", "count")].map { metric, sum in
        graph.node(metric, sum, from: metrics).flatMap { graph[$0].key }
      }
      var sums: [Float?] = []
      for key in keys { sums.append(try key.flatMap { key throws(KerasFileError) in try bundle.array(key).values.first }) }
      validation = KerasValidation(total: sums[0], count: sums[1], positions: sums[2])
    }
  }

  private static func arrays(_ keys: [String], _ bundle: TensorBundle) throws(KerasFileError) -> [KerasArray] {
    var arrays: [KerasArray] = []
    for key in keys { arrays.append(try bundle.array(key)) }
    return arrays
  }

  private static func optimizer(
    _ node: Int, _ variables: [Int], _ bundle: TensorBundle
  ) throws(KerasFileError) -> Optimizer? {
    let graph = bundle.graph
    var optimizer = Optimizer()
    var keys: [String] = []
    if let list = graph.node("_variables", from: node) {
      while let key = graph.node(String(keys.count), from: list).flatMap({ graph[$0].key }), keys.count < 26 {
        keys.append(key)
      }
      if let first = keys.first { optimizer.iterations = try bundle.integer(first) }
      keys = Array(keys.dropFirst())
    } else {
      if let key = graph.node("iter", from: node).flatMap({ graph[$0].key }) {
        optimizer.iterations = try bundle.integer(key)
      }
      for name in ["rms", "momentum", "mg"] {
        let slots = variables.compactMap { graph[node].slots[ObjectGraph.Slot(variable: $0, name: name)] }
        keys += slots.compactMap { graph[$0].key }
      }
    }
    optimizer.slots = keys.count <= 24 ? try arrays(keys, bundle) : []
    return optimizer
  }
}

extension HDF5Dataset {
  /// The last part of the path, without TensorFlow's ":0".
  fileprivate var plainName: String {
    String(name.split(separator: "/").last?.split(separator: ":").first ?? "")
  }
}

extension Float {
  /// The number with as few digits as tell it apart: 0.001, not 0.0010000000474974513.
  var shortestDouble: Double { Double(description) ?? Double(self) }
}

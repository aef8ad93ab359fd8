extension KerasContents {
  /// Reads a TensorFlow checkpoint along its object graph.
  init(_ bundle: TensorBundle, _ architecture: KerasArchitecture) throws(CheckpointError) {
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
      for key in keys {
        sums.append(try key.flatMap { key throws(CheckpointError) in try bundle.array(key).values.first })
      }
      validation = KerasValidation(total: sums[0], count: sums[1], positions: sums[2])
    }
  }

  private static func arrays(_ keys: [String], _ bundle: TensorBundle) throws(CheckpointError) -> [KerasArray] {
    var arrays: [KerasArray] = []
    for key in keys { arrays.append(try bundle.array(key)) }
    return arrays
  }

  private static func optimizer(
    _ node: Int, _ variables: [Int], _ bundle: TensorBundle
  ) throws(CheckpointError) -> Optimizer? {
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

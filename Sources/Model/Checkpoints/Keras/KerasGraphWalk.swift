/// The way from a model's output back to its inputs, remembering which layers were met.
struct KerasGraphWalk {
  private let graph: KerasGraph
  private let path: String
  private let byName: [String: KerasGraph.Layer]
  private var met: Set<String> = []
  /// What was passed on the way.
  private(set) var notes: [String] = []

  /// Begins with nothing met.
  init(_ graph: KerasGraph, path: String) {
    self.graph = graph
    self.path = path
    byName = Dictionary(graph.layers.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The dense layer, with the softmax in it or behind it.
  mutating func outputLayer(of output: KerasGraph.Output) throws(CheckpointError) -> KerasGraph.Layer {
    let kinds = ["Dense", "TimeDistributed"]
    var layer = try layer(output, of: kinds + ["Activation", "Softmax"], output: 0, role: "the output")
    var hasSoftmax = false
    if !kinds.contains(layer.kind) {
      let activation = layer.kind == "Softmax" ? "softmax" : layer.config["activation"].activation ?? "linear"
      let axis =
        layer.kind == "Softmax" ? layer.config["axis"].list?.first?.integer ?? layer.config["axis"].integer : -1
      guard activation == "softmax", axis ?? -1 == -1 else {
        throw KerasArchitecture.foreign(path, "\(layer.title) with the activation \(activation) at the output")
      }
      hasSoftmax = true
      layer = try self.layer(try input(of: layer, at: 0), of: kinds, output: 0, role: "the output")
    }
    try expectInputs(1, of: layer, "one")
    var config = layer.config
    if layer.kind == "TimeDistributed" {
      let inner = config["layer"]
      guard KerasGraph.kind(inner["class_name"]) == "Dense" else {
        throw KerasArchitecture.foreign(path, "\(layer.title) around \(inner["class_name"].string ?? "nothing")")
      }
      config = inner["config"]
    }
    let activation = config["activation"].activation ?? "linear"
    guard activation == (hasSoftmax ? "linear" : "softmax") else {
      throw KerasArchitecture.foreign(
        path,
        hasSoftmax
          ? "\(layer.title) with the activation \(activation) before a softmax"
          : activation == "linear"
            ? "\(layer.title) without softmax" : "\(layer.title) with the activation \(activation)")
    }
    guard config["use_bias"].bool != false else { throw KerasArchitecture.foreign(path, "\(layer.title) without bias") }
    return layer
  }

  /// The layer that gives `output`, which must be of one of these kinds; nothing else may call it.
  mutating func layer(
    _ output: KerasGraph.Output, of kinds: [String], output index: Int? = nil, role: String
  ) throws(CheckpointError) -> KerasGraph.Layer {
    let output = try passing(output)
    let layer = try meet(output)
    guard kinds.contains(layer.kind) else {
      throw KerasArchitecture.foreign(path, "\(layer.title) in the place of \(role)")
    }
    guard index == nil || output.index == index else {
      throw KerasArchitecture.foreign(path, "output \(output.index) of \(layer.title) in the place of \(role)'s")
    }
    return layer
  }

  /// What a layer reads at a place.
  mutating func input(of layer: KerasGraph.Layer, at index: Int) throws(CheckpointError) -> KerasGraph.Output {
    guard let inputs = layer.calls.first, inputs.indices.contains(index) else {
      throw KerasArchitecture.foreign(path, "\(layer.title) with \(layer.calls.first?.count ?? 0) inputs")
    }
    return try passing(inputs[index])
  }

  /// Requires the number of a layer's inputs.
  func expectInputs(_ count: Int, of layer: KerasGraph.Layer, _ expected: String) throws(CheckpointError) {
    guard layer.calls.first?.count == count else {
      throw KerasArchitecture.foreign(
        path, "\(layer.title) with \(layer.calls.first?.count ?? 0) inputs where it should have \(expected)")
    }
  }

  /// Requires that this is what the user feeds, perhaps with its zeros masked.
  ///
  /// - Returns: Whether they are.
  mutating func expectInput(
    _ output: KerasGraph.Output, of layer: KerasGraph.Layer
  ) throws(CheckpointError) -> Bool {
    var input = try meet(output)
    let isMasked = input.kind == "Masking"
    if isMasked {
      guard input.config["mask_value"].number ?? 0 == 0 else {
        throw KerasArchitecture.foreign(path, "\(input.title) of another value than 0")
      }
      input = try meet(try self.input(of: input, at: 0))
    }
    guard input.kind == "InputLayer" else {
      throw KerasArchitecture.foreign(path, "\(input.title) before \(layer.title)")
    }
    return isMasked
  }

  /// Requires that no layer is left over, but for some kinds.
  func expectAllMet(besides kinds: Set<String>) throws(CheckpointError) {
    let rest = graph.layers.filter { !met.contains($0.name) && !kinds.contains($0.kind) }
    guard rest.isEmpty else {
      throw KerasArchitecture.foreign(path, "besides, " + rest.prefix(5).map(\.title).joined(separator: ", "))
    }
  }

  /// What `output` is once the layers that only train are passed.
  private mutating func passing(_ output: KerasGraph.Output) throws(CheckpointError) -> KerasGraph.Output {
    var output = output
    // As many steps as there are layers: config may lead in a circle.
    for _ in graph.layers {
      let layer = try meet(output)
      guard layer.kind == "Dropout" || layer.kind == "SpatialDropout1D" else { return output }
      try expectInputs(1, of: layer, "one")
      let note = "\(layer.title) is left out: it only acts in training, where this program would not apply it"
      if !notes.contains(note) { notes.append(note) }
      guard output.index == 0, let input = layer.calls.first?.first else {
        throw KerasArchitecture.foreign(path, "output \(output.index) of \(layer.title)")
      }
      output = input
    }
    throw .broken(path: path, found: "layers that read each other in a circle", expected: "a way to the inputs")
  }

  private mutating func meet(_ output: KerasGraph.Output) throws(CheckpointError) -> KerasGraph.Layer {
    guard let layer = byName[output.layer] else {
      throw .broken(path: path, found: "no layer \(output.layer.quoted)", expected: "it, since it is read")
    }
    guard layer.calls.count <= 1, output.call == 0 else {
      throw KerasArchitecture.foreign(path, "\(layer.title) called \(max(2, layer.calls.count)) times")
    }
    guard output.index >= 0 else {
      throw .broken(path: path, found: "output \(output.index) of \(layer.title)", expected: "0 or more")
    }
    met.insert(layer.name)
    return layer
  }
}

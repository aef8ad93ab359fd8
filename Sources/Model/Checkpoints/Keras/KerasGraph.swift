/// The layers of a Keras model and what each one reads, as its config tells.
struct KerasGraph {
  /// One output of one layer.
  struct Output: Hashable {
    /// The layer's name.
    let layer: String
    /// Which of its calls, from 0.
    let call: Int
    /// Which of the call's outputs, from 0: an LSTM's sequence, h, c.
    let index: Int
  }

  /// A layer: its kind, its settings, and for each time it is called what it reads.
  struct Layer {
    /// Keras's class, without what was registered before it.
    let kind: String
    /// Its name in the model.
    let name: String
    /// Its settings.
    let config: JSONTree
    /// By call, what is read: an LSTM's input, h and c.
    let calls: [[Output]]

    /// The layer as messages name it.
    var title: String { "the \(kind) layer \(name.quoted)" }
  }

  /// Layers of a model, at most.
  private static let layerLimit = 1_000

  /// In the config's order, in which Keras counts weights.
  let layers: [Layer]
  /// What the model gives.
  let outputs: [Output]

  /// Reads `model`, a JSON object of a class and a config.
  ///
  /// - Throws: `CheckpointError` if it is no graph of layers, or one that cannot be read.
  init(_ model: JSONTree, path: String) throws(CheckpointError) {
    let kind = Self.kind(model["class_name"])
    guard kind == "Functional" || kind == "Model" else {
      throw KerasArchitecture.foreign(path, "a model of the class \(kind ?? "?")")
    }
    let config = model["config"]
    guard let entries = config["layers"].list, (1...Self.layerLimit).contains(entries.count) else {
      throw .broken(path: path, found: "a model without a list of layers", expected: "layers in its config")
    }
    var layers: [Layer] = []
    for entry in entries {
      guard let kind = Self.kind(entry["class_name"]),
        let name = entry["name"].string ?? entry["config"]["name"].string
      else { throw .broken(path: path, found: "a layer without class or name", expected: "both") }
      guard !layers.contains(where: { $0.name == name }) else {
        throw .broken(path: path, found: "two layers named \(name.quoted)", expected: "one")
      }
      var calls: [[Output]] = []
      for node in entry["inbound_nodes"].list ?? [] {
        guard let inputs = Self.inputs(node) else {
          throw KerasArchitecture.foreign(path, "inputs of the layer \(name.quoted) that are not understood")
        }
        calls.append(inputs)
      }
      layers.append(Layer(kind: kind, name: name, config: entry["config"], calls: calls))
    }
    self.layers = layers
    guard let outputs = Self.outputs(config["output_layers"]) else {
      throw .broken(path: path, found: "a model without outputs", expected: "output_layers in its config")
    }
    self.outputs = outputs
  }

  /// A class without the package it was registered under.
  static func kind(_ name: JSONTree) -> String? {
    name.string.map { String($0.split(separator: ">").last ?? "") }
  }

  private static func outputs(_ tree: JSONTree) -> [Output]? {
    guard let list = tree.list, !list.isEmpty else { return nil }
    // Keras 3.12 and later write a single output without the list around it.
    if let single = output(tree) { return [single] }
    let outputs = list.compactMap { output($0) }
    return outputs.count == list.count ? outputs : nil
  }

  /// `[layer, call, output]`, and in Keras 2 keywords behind them.
  private static func output(_ tree: JSONTree) -> Output? {
    guard let list = tree.list, list.count == 3 || list.count == 4, let layer = list[0].string,
      let call = list[1].integer, let index = list[2].integer
    else { return nil }
    return Output(layer: layer, call: call, index: index)
  }

  /// What one call reads, in the order input, h, c; nil if it is not understood.
  private static func inputs(_ node: JSONTree) -> [Output]? {
    if let list = node.list {
      var outputs: [Output] = []
      for entry in list {
        guard let output = output(entry) else { return nil }
        outputs.append(output)
        guard let parts = entry.list, parts.count == 4, case .object(let keywords) = parts[3] else { continue }
        guard let states = states(keywords, read: Self.output) else { return nil }
        outputs += states
      }
      return outputs
    }
    guard let arguments = node["args"].list else { return nil }
    var outputs: [Output] = []
    for argument in arguments {
      // The number that NotEqual compares with is no tensor.
      for tensor in argument.list ?? [argument] where tensor.number == nil {
        guard let output = tensorOutput(tensor) else { return nil }
        outputs.append(output)
      }
    }
    guard case .object(let keywords) = node["kwargs"] else { return node["kwargs"].isNull ? outputs : nil }
    return states(keywords, read: tensorOutput).map { outputs + $0 }
  }

  /// The initial states among keywords; nil if another one than the mask brings a tensor.
  private static func states(_ keywords: [String: JSONTree], read: (JSONTree) -> Output?) -> [Output]? {
    var states: [Output] = []
    for (key, value) in keywords {
      switch (key, value) {
      case (_, .null), (_, .bool), (_, .number), (_, .string), ("mask", .object): continue
      case ("initial_state", _):
        guard let list = value.list else { return nil }
        for state in list {
          guard let output = read(state) else { return nil }
          states.append(output)
        }
      default: return nil
      }
    }
    return states
  }

  /// Keras 3's form of a tensor.
  private static func tensorOutput(_ tree: JSONTree) -> Output? {
    tree["class_name"].string == "__keras_tensor__" ? output(tree["config"]["keras_history"]) : nil
  }
}

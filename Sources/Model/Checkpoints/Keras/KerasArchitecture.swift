/// Which layers of a Keras model are the encoder, the decoder and the output of our network.
///
/// It is decided by what the layers read, never by their names: states that are crossed fit every shape.
struct KerasArchitecture {
  /// A part of the network that has weights.
  enum Part: Hashable, CaseIterable {
    /// The LSTM that reads.
    case encoder
    /// The LSTM that writes.
    case decoder
    /// The dense layer.
    case output

    /// Its weights, in Keras's order.
    var tensors: [ParameterTensor] {
      switch self {
      case .encoder: [.encoderKernel, .encoderRecurrentKernel, .encoderBias]
      case .decoder: [.decoderKernel, .decoderRecurrentKernel, .decoderBias]
      case .output: [.outputKernel, .outputBias]
      }
    }
  }

  /// The kinds of layers that the network can consist of.
  private static let kinds: Set = [
    "InputLayer", "LSTM", "Dense", "TimeDistributed", "Dropout", "SpatialDropout1D", "Activation", "Softmax",
    "Masking", "NotEqual", "Any",
  ]

  /// The parts in the config's order, in which Keras counts weights and the optimizer's slots.
  let order: [Part]
  /// The layers' names; empty where there is no config.
  let names: [Part: String]
  /// Whether the output layer is wrapped in TimeDistributed.
  let isOutputWrapped: Bool
  /// H by the config, or nil where there is none.
  let units: Int?
  /// What the LSTMs' gates are squashed by.
  let activation: RecurrentActivation
  /// Whether the inputs' zeros are masked; nil where there is no config.
  let isMasked: Bool?
  /// Whether Keras is known to have computed it in float32.
  let isExact: Bool
  /// What of the model is not in the network's mathematics but should be known.
  let notes: [String]

  /// What a file without a config is taken for.
  init(withoutConfigAnd activation: RecurrentActivation, notes: [String]) {
    order = [.encoder, .decoder, .output]
    names = [:]
    isOutputWrapped = false
    units = nil
    isMasked = nil
    isExact = false
    self.activation = activation
    self.notes = notes
  }

  /// Finds the network in a model's graph.
  ///
  /// Where `isKeras3`, the config is Keras 3's, whose hard_sigmoid is another.
  /// - Throws: `CheckpointError.refused`, naming what is not this network's.
  init(_ graph: KerasGraph, isKeras3: Bool, path: String) throws(CheckpointError) {
    let others = graph.layers.filter { !Self.kinds.contains($0.kind) }
    guard others.isEmpty else {
      throw Self.foreign(path, "a model with " + others.prefix(5).map(\.title).joined(separator: ", "))
    }
    guard graph.outputs.count == 1 else {
      throw Self.foreign(path, "a model with \(graph.outputs.count) outputs")
    }
    var walk = KerasGraphWalk(graph, path: path)
    let output = try walk.outputLayer(of: graph.outputs[0])
    let decoder = try walk.layer(try walk.input(of: output, at: 0), of: ["LSTM"], output: 0, role: "the decoder")
    try walk.expectInputs(3, of: decoder, "an input and the encoder's two states")
    let isTargetMasked = try walk.expectInput(try walk.input(of: decoder, at: 0), of: decoder)
    let (h, c) = (try walk.input(of: decoder, at: 1), try walk.input(of: decoder, at: 2))
    let encoder = try walk.layer(h, of: ["LSTM"], role: "the encoder")
    guard c.layer == h.layer else {
      throw Self.foreign(path, "a decoder whose states come from \(h.layer) and \(c.layer)")
    }
    guard (h.index, c.index) == (1, 2) else {
      throw Self.foreign(
        path, "a decoder that takes the encoder's outputs \(h.index) and \(c.index) as h and c instead of 1 and 2")
    }
    try walk.expectInputs(1, of: encoder, "an input alone")
    let isSourceMasked = try walk.expectInput(try walk.input(of: encoder, at: 0), of: encoder)
    guard isSourceMasked == isTargetMasked else {
      throw Self.foreign(path, "Masking before \((isSourceMasked ? encoder : decoder).title) alone")
    }
    isMasked = isSourceMasked
    // How Keras 3 computes the mask is part of its graph.
    try walk.expectAllMet(besides: isSourceMasked ? ["NotEqual", "Any"] : [])

    let cells = [try KerasCell(encoder, path: path), try KerasCell(decoder, path: path)]
    guard decoder.config["return_sequences"].bool == true else {
      throw Self.foreign(path, "\(decoder.title) with return_sequences false")
    }
    guard cells[0].units == cells[1].units else {
      throw Self.foreign(path, "LSTMs of \(cells[0].units) and \(cells[1].units) units")
    }
    guard cells[0].isHard == cells[1].isHard else { throw Self.foreign(path, "LSTMs of different activations") }
    units = cells[0].units
    activation = !cells[0].isHard ? .sigmoid : isKeras3 ? .hardSigmoidKeras3 : .hardSigmoid
    isOutputWrapped = output.kind == "TimeDistributed"
    names = [.encoder: encoder.name, .decoder: decoder.name, .output: output.name]
    let parts = [encoder.name: Part.encoder, decoder.name: .decoder, output.name: .output]
    order = graph.layers.compactMap { parts[$0.name] }
    let ours = [encoder, decoder, output]
    isExact = ours.allSatisfy { $0.precision == "float32" }
    notes =
      walk.notes + ours.flatMap(\.warnings)
      + Set(ours.map(\.precision)).subtracting(["float32"]).sorted().map {
        "Keras computed it in \($0), this program does in float32: predictions differ by that precision"
      }
  }

  /// A file of another network.
  static func foreign(_ path: String, _ found: String) -> CheckpointError {
    .refused(
      path: path, found: found,
      expected: "the network of Keras's example lstm_seq2seq: an LSTM whose states h and c start a second one, "
        + "then a dense layer with softmax",
      remedy: "This program opens no other network; use it with Keras.")
  }
}

/// What an LSTM's config says that matters here.
private struct KerasCell {
  let units: Int
  /// Whether the gates are squashed by hard_sigmoid.
  let isHard: Bool

  init(_ layer: KerasGraph.Layer, path: String) throws(CheckpointError) {
    let config = layer.config
    guard let units = config["units"].integer, units > 0 else {
      throw .broken(path: path, found: "\(layer.title) without a number of units", expected: "it in its config")
    }
    self.units = units
    let activation = config["activation"].activation ?? "tanh"
    guard activation == "tanh" else {
      throw KerasArchitecture.foreign(path, "\(layer.title) with the activation \(activation)")
    }
    let recurrent = config["recurrent_activation"].activation ?? "sigmoid"
    guard recurrent == "sigmoid" || recurrent == "hard_sigmoid" else {
      throw KerasArchitecture.foreign(path, "\(layer.title) with the recurrent_activation \(recurrent)")
    }
    isHard = recurrent == "hard_sigmoid"
    guard config["use_bias"].bool != false else { throw KerasArchitecture.foreign(path, "\(layer.title) without bias") }
    for key in ["go_backwards", "stateful", "time_major"] where config[key].bool == true {
      throw KerasArchitecture.foreign(path, "\(layer.title) with \(key)")
    }
    guard config["return_state"].bool == true else {
      throw KerasArchitecture.foreign(path, "\(layer.title) with return_state false")
    }
  }
}

extension JSONTree {
  /// The name of an activation, which is a string or an object around one; nil where there is none.
  var activation: String? {
    switch self {
    case .string(let name): name
    case .object: self["config"].string ?? self["config"]["name"].string ?? self["class_name"].string ?? "?"
    case .null: nil
    default: "?"
    }
  }
}

extension KerasGraph.Layer {
  /// In which precision Keras computed it: a name, or a policy around one.
  fileprivate var precision: String {
    config["dtype"].string ?? config["dtype"]["config"]["name"].string ?? "float32"
  }

  /// What training on will not do.
  fileprivate var warnings: [String] {
    let inner = kind == "TimeDistributed" ? config["layer"]["config"] : config
    var notes: [String] = []
    for key in ["dropout", "recurrent_dropout"] {
      if let rate = inner[key].number, rate > 0 {
        notes.append("\(title) was trained with \(key) \(rate), which training here does not apply")
      }
    }
    let settings = ["kernel", "recurrent", "bias", "activity"].flatMap { ["\($0)_regularizer", "\($0)_constraint"] }
    for key in settings where !inner[key].isNull {
      notes.append("\(title) has a \(key), which training here does not apply")
    }
    if config["trainable"].bool == false { notes.append("\(title) was frozen, but training here moves it") }
    return notes
  }
}

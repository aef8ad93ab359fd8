import Essentials

/// Our network in Keras's words: layers, weights, optimizer.
///
/// The layers' names are not Keras's own (`input_layer`, …), so that the example's restore code can make new ones.
struct KerasModelWriter {
  /// The names of the input layers.
  static let (encoderInputs, decoderInputs) = ("encoder_inputs", "decoder_inputs")
  /// The names of the layers with weights.
  static let (encoder, decoder, output) = ("encoder", "decoder", "output")

  /// What is written.
  let checkpoint: Checkpoint
  /// Its widths.
  let sizes: KerasSizes

  /// A writer of `checkpoint`.
  init(_ checkpoint: Checkpoint) {
    self.checkpoint = checkpoint
    sizes = KerasSizes(checkpoint.network.configuration)
  }

  /// A `.keras`: three stored members.
  func archive(_ enclosure: JSONTree, date: Date) -> [UInt8] {
    let style = Date.ISO8601FormatStyle(dateTimeSeparator: .space).year().month().day()
      .time(includingFractionalSeconds: false)
    let metadata: JSONTree = [
      "keras_version": "3.0.0", "date_saved": .string(date.formatted(style).replacing(" ", with: "@")),
    ]
    var members = metadata.members
    members[KerasEnclosure.name] = enclosure
    return StoredArchive.bytes([
      ("metadata.json", Array(JSONTree.object(members).text.utf8)),
      ("config.json", Array(config.text.utf8)),
      ("model.weights.h5", weights(nil, hasLearningRate: true)),
    ])
  }

  /// A `.weights.h5`, or the weights inside a `.keras`.
  func weights(_ enclosure: JSONTree?, hasLearningRate: Bool) -> [UInt8] {
    var root = HDF5Writer.Group()
    // Keras up to 3.3 fails without it.
    root.add("vars", .group(HDF5Writer.Group()))
    let parts: [(KerasArchitecture.Part, String)] = [
      (.encoder, "layers/lstm/cell/vars"), (.decoder, "layers/lstm_1/cell/vars"), (.output, "layers/dense/vars"),
    ]
    for (part, path) in parts {
      for (index, tensor) in part.tensors.enumerated() {
        root.add("\(path)/\(index)", floats(tensor, checkpoint.network.parameters))
      }
    }
    var variables: [HDF5Writer.Member] = [.integer(checkpoint.state.iterations)]
    if hasLearningRate {
      variables.append(.floats(shape: [], [Float(checkpoint.hyperparameters.learningRate)]))
    }
    for (index, variable) in (variables + slots).enumerated() { root.add("optimizer/vars/\(index)", variable) }
    if let enclosure { root.add(KerasEnclosure.name, .text(enclosure.text)) }
    return HDF5Writer.file(root)
  }

  /// A whole `.h5` of Keras 2's form.
  func hdf5(_ enclosure: JSONTree) -> [UInt8] {
    var root = HDF5Writer.Group()
    let version = [HDF5Writer.Attribute("keras_version", "2.3.1"), .init("backend", "tensorflow")]
    var weights = HDF5Writer.Group()
    let parts: [(name: String, part: KerasArchitecture.Part?)] = [
      (Self.encoderInputs, nil), (Self.decoderInputs, nil), (Self.encoder, .encoder), (Self.decoder, .decoder),
      (Self.output, .output),
    ]
    for (name, part) in parts {
      var group = HDF5Writer.Group()
      var names: [String] = []
      for tensor in part?.tensors ?? [] {
        let weight = "\(name)/\(tensor.name.split(separator: ".").last ?? ""):0"
        group.add(weight, floats(tensor, checkpoint.network.parameters))
        names.append(weight)
      }
      group.attributes = [.init("weight_names", list: names)]
      weights.add(name, .group(group))
    }
    weights.attributes = [.init("layer_names", list: parts.map(\.name))] + version
    root.add("model_weights", .group(weights))

    var optimizer = HDF5Writer.Group()
    var names: [String] = []
    let variables = [HDF5Writer.Member.integer(checkpoint.state.iterations)] + slots
    for (index, variable) in variables.enumerated() {
      let name = index == 0 ? "RMSprop/iterations:0" : "training/RMSprop/slot_\(index):0"
      optimizer.add(name, variable)
      names.append(name)
    }
    optimizer.attributes = [.init("weight_names", list: names)]
    root.add("optimizer_weights", .group(optimizer))
    root.add(KerasEnclosure.name, .text(enclosure.text))
    root.attributes =
      version + [.init("model_config", modelConfig.text), .init("training_config", trainingConfig.text)]
    return HDF5Writer.file(root)
  }

  private func floats(_ tensor: ParameterTensor, _ parameters: Parameters?) -> HDF5Writer.Member {
    let shape = sizes.shape(of: tensor)
    return .floats(shape: shape, parameters?[tensor] ?? [Float](repeating: 0, count: shape.reduce(1, *)))
  }

  /// Every slot that the settings have; Keras starts afresh unless they are complete.
  private var slots: [HDF5Writer.Member] {
    let hyperparameters = checkpoint.hyperparameters
    var kinds = [checkpoint.slots.meanSquare]
    if hyperparameters.momentum > 0 { kinds.append(checkpoint.slots.momentum) }
    if hyperparameters.centered { kinds.append(checkpoint.slots.meanGradient) }
    return kinds.flatMap { kind in ParameterTensor.allCases.map { floats($0, kind) } }
  }
}

import Essentials

/// Our network in Keras's words: layers, weights, optimizer.
///
/// The layers' names are not Keras's own (`input_layer`, …), so that the example's restore code can make new ones.
struct KerasModelWriter {
  /// The names of the input layers.
  static let (encoderInputs, decoderInputs) = ("encoder_inputs", "decoder_inputs")
  /// The names of the layers that mask them, where padding is masked.
  static let (encoderMask, decoderMask) = ("encoder_mask", "decoder_mask")
  /// The names of the layers with weights.
  static let (encoder, decoder, output) = ("encoder", "decoder", "output")
  /// The names of the layers that put both directions' h side by side, and c; that attend; and that put the context and the
  /// decoder's output side by side.
  static let (states, attention, features) = (["encoder_h", "encoder_c"], "attention", "features")

  /// What is written.
  let checkpoint: Checkpoint
  /// Its widths.
  let sizes: KerasSizes

  /// What it reads and writes, and its layers.
  var configuration: NetworkConfiguration { checkpoint.network.configuration }

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
    for (path, tensors) in groups {
      for (index, tensor) in tensors.enumerated() {
        root.add("\(path)/vars/\(index)", floats(tensor, checkpoint.network.parameters))
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

  /// The groups of Keras 3's weights, which it names after its classes.
  private var groups: [(String, [ParameterTensor])] {
    typealias Part = KerasArchitecture.Part
    let isBidirectional = configuration.isBidirectional
    let encoders =
      isBidirectional
      ? [
        ("layers/bidirectional/forward_layer/cell", Part.encoder.tensors),
        ("layers/bidirectional/backward_layer/cell", Self.backward),
      ] : [("layers/lstm/cell", Part.encoder.tensors)]
    return encoders + [
      (isBidirectional ? "layers/lstm/cell" : "layers/lstm_1/cell", Part.decoder.tensors),
      ("layers/dense", Part.output.tensors),
    ]
  }

  private static let backward: [ParameterTensor] = [.backwardKernel, .backwardRecurrentKernel, .backwardBias]

  /// A whole `.h5` of Keras 2's form.
  func hdf5(_ enclosure: JSONTree) -> [UInt8] {
    var root = HDF5Writer.Group()
    let version = [HDF5Writer.Attribute("keras_version", "2.3.1"), .init("backend", "tensorflow")]
    var weights = HDF5Writer.Group()
    let tensors: [String: [ParameterTensor]] = [
      Self.encoder: KerasArchitecture.Part.encoder.tensors + (configuration.isBidirectional ? Self.backward : []),
      Self.decoder: KerasArchitecture.Part.decoder.tensors, Self.output: KerasArchitecture.Part.output.tensors,
    ]
    let layers = nodes.map(\.name)
    for name in layers {
      var group = HDF5Writer.Group()
      var names: [String] = []
      for tensor in tensors[name] ?? [] {
        let weight = "\(name)/\(tensor.name.split(separator: ".").last ?? ""):0"
        group.add(weight, floats(tensor, checkpoint.network.parameters))
        names.append(weight)
      }
      group.attributes = [.init("weight_names", list: names)]
      weights.add(name, .group(group))
    }
    weights.attributes = [.init("layer_names", list: layers)] + version
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
    let shape = tensor.shape(in: configuration)
    return .floats(shape: shape, parameters?[tensor] ?? [Float](repeating: 0, count: shape.reduce(1, *)))
  }

  /// Every slot that the settings have; Keras starts afresh unless they are complete.
  private var slots: [HDF5Writer.Member] {
    let hyperparameters = checkpoint.hyperparameters
    var kinds = [checkpoint.slots.meanSquare]
    if hyperparameters.momentum > 0 { kinds.append(checkpoint.slots.momentum) }
    if hyperparameters.centered { kinds.append(checkpoint.slots.meanGradient) }
    return kinds.flatMap { kind in ParameterTensor.all(in: configuration).map { floats($0, kind) } }
  }
}

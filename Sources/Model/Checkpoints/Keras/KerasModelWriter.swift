import Foundation

/// Our network in Keras's words: layers, weights, optimizer.
///
/// The layers' names are not Keras's own (`input_layer`, …), so that the example's restore code can make new ones.
struct KerasModelWriter {
  private static let (encoderInputs, decoderInputs) = ("encoder_inputs", "decoder_inputs")
  private static let (encoder, decoder, output) = ("encoder", "decoder", "output")

  private let checkpoint: Checkpoint
  private let sizes: KerasSizes

  init(_ checkpoint: Checkpoint) {
    self.checkpoint = checkpoint
    sizes = KerasSizes(checkpoint.network.configuration)
  }

  /// A `.keras`: three stored members.
  func archive(_ enclosure: JSONTree, date: Date) throws -> [UInt8] {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "UTC")
    formatter.dateFormat = "yyyy-MM-dd@HH:mm:ss"
    let metadata: JSONTree = [
      "keras_version": "3.0.0", "date_saved": .string(formatter.string(from: date)),
    ]
    var members = metadata.members
    members[KerasEnclosure.name] = enclosure
    return StoredArchive.bytes([
      ("metadata.json", Array(try JSONTree.object(members).text().utf8)),
      ("config.json", Array(try config.text().utf8)),
      ("model.weights.h5", try weights(nil, hasLearningRate: true)),
    ])
  }

  /// A `.weights.h5`, or the weights inside a `.keras`.
  func weights(_ enclosure: JSONTree?, hasLearningRate: Bool) throws -> [UInt8] {
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
    if let enclosure { root.add(KerasEnclosure.name, .text(try enclosure.text())) }
    return HDF5Writer.file(root)
  }

  /// A whole `.h5` of Keras 2's form.
  func hdf5(_ enclosure: JSONTree) throws -> [UInt8] {
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
    root.add(KerasEnclosure.name, .text(try enclosure.text()))
    root.attributes =
      version + [.init("model_config", try modelConfig.text()), .init("training_config", try trainingConfig.text())]
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

extension KerasModelWriter {
  /// `config.json`: the least that every Keras 3 takes.
  private var config: JSONTree {
    let (h, v) = (sizes.latentDimension, sizes.targetCount)
    func tensor(_ layer: String, _ index: Int, _ shape: [JSONTree]) -> JSONTree {
      [
        "class_name": "__keras_tensor__",
        "config": [
          "shape": .array(shape), "dtype": "float32",
          "keras_history": [.string(layer), 0, .number(Double(index))],
        ],
      ]
    }
    func layer(_ kind: String, _ name: String, _ settings: JSONTree, _ inputs: [JSONTree], _ states: [JSONTree] = [])
      -> JSONTree
    {
      var members = settings.members
      members["name"] = .string(name)
      let node: JSONTree = [
        "args": .array(inputs), "kwargs": states.isEmpty ? [:] : ["initial_state": .array(states)],
      ]
      return [
        "module": "keras.layers", "class_name": .string(kind), "registered_name": .null, "name": .string(name),
        "config": .object(members), "inbound_nodes": inputs.isEmpty ? [] : [node],
      ]
    }
    func input(_ name: String, _ width: Int) -> JSONTree {
      let shape: JSONTree = [.null, .null, .number(Double(width))]
      return layer("InputLayer", name, ["batch_shape": shape, "dtype": "float32", "sparse": false], [])
    }
    let states = [1, 2].map { tensor(Self.encoder, $0, [.null, .number(Double(h))]) }
    let layers: [JSONTree] = [
      input(Self.encoderInputs, sizes.inputCount), input(Self.decoderInputs, v),
      layer(
        "LSTM", Self.encoder, cell(returnsSequences: false),
        [tensor(Self.encoderInputs, 0, [.null, .null, .number(Double(sizes.inputCount))])]),
      layer(
        "LSTM", Self.decoder, cell(returnsSequences: true),
        [tensor(Self.decoderInputs, 0, [.null, .null, .number(Double(v))])], states),
      layer("Dense", Self.output, dense, [tensor(Self.decoder, 0, [.null, .null, .number(Double(h))])]),
    ]
    return [
      "module": "keras.src.models.functional", "class_name": "Functional", "registered_name": "Functional",
      "config": model(layers),
      "compile_config": [
        "optimizer": [
          "module": "keras.optimizers", "class_name": "RMSprop", "registered_name": .null,
          "config": .object(settings(isWhole: true)),
        ],
        "loss": "categorical_crossentropy", "metrics": ["accuracy"],
      ],
    ]
  }

  /// `model_config`: the same in Keras 2's form.
  private var modelConfig: JSONTree {
    func node(_ layer: String, _ index: Int) -> JSONTree { [.string(layer), 0, .number(Double(index)), [:]] }
    func layer(_ kind: String, _ name: String, _ settings: JSONTree, _ inputs: [JSONTree]) -> JSONTree {
      var members = settings.members
      members["name"] = .string(name)
      return [
        "class_name": .string(kind), "name": .string(name), "config": .object(members),
        "inbound_nodes": inputs.isEmpty ? [] : [.array(inputs)],
      ]
    }
    func input(_ name: String, _ width: Int) -> JSONTree {
      let shape: JSONTree = [.null, .null, .number(Double(width))]
      return layer("InputLayer", name, ["batch_input_shape": shape, "dtype": "float32", "sparse": false], [])
    }
    return [
      "class_name": "Model",
      "config": model([
        input(Self.encoderInputs, sizes.inputCount), input(Self.decoderInputs, sizes.targetCount),
        layer("LSTM", Self.encoder, cell(returnsSequences: false), [node(Self.encoderInputs, 0)]),
        layer(
          "LSTM", Self.decoder, cell(returnsSequences: true),
          [node(Self.decoderInputs, 0), node(Self.encoder, 1), node(Self.encoder, 2)]),
        layer("Dense", Self.output, dense, [node(Self.decoder, 0)]),
      ]),
    ]
  }

  private func model(_ layers: [JSONTree]) -> JSONTree {
    [
      "name": "seq2seq", "trainable": true, "layers": .array(layers),
      "input_layers": [[.string(Self.encoderInputs), 0, 0], [.string(Self.decoderInputs), 0, 0]],
      "output_layers": [[.string(Self.output), 0, 0]],
    ]
  }

  private func cell(returnsSequences: Bool) -> JSONTree {
    [
      "units": .number(Double(sizes.latentDimension)), "return_sequences": .bool(returnsSequences),
      "return_state": true, "activation": "tanh", "recurrent_activation": "sigmoid", "use_bias": true,
      "unit_forget_bias": true,
    ]
  }

  private var dense: JSONTree {
    ["units": .number(Double(sizes.targetCount)), "activation": "softmax", "use_bias": true]
  }

  /// `training_config`; the class tells TF-Keras which of its two rules to take.
  private var trainingConfig: JSONTree {
    var settings = settings(isWhole: false)
    let isKeras3 = checkpoint.hyperparameters.rmsprop == .keras3
    if isKeras3 {
      settings["is_legacy_optimizer"] = false
    } else {
      settings["decay"] = .number(checkpoint.hyperparameters.decay)
    }
    return [
      "optimizer_config": ["class_name": isKeras3 ? "Custom>RMSprop" : "RMSprop", "config": .object(settings)],
      "loss": "categorical_crossentropy", "metrics": ["accuracy"], "weighted_metrics": .null,
      "sample_weight_mode": .null, "loss_weights": .null,
    ]
  }

  /// RMSprop's settings; Keras 2.3 knows neither momentum nor centered, so they are only named where they are used.
  private func settings(isWhole: Bool) -> [String: JSONTree] {
    let hyperparameters = checkpoint.hyperparameters
    var settings: [String: JSONTree] = [
      "learning_rate": .number(hyperparameters.learningRate), "rho": .number(hyperparameters.rho),
      "epsilon": .number(hyperparameters.epsilon),
    ]
    if isWhole || hyperparameters.momentum > 0 { settings["momentum"] = .number(hyperparameters.momentum) }
    if isWhole || hyperparameters.centered { settings["centered"] = .bool(hyperparameters.centered) }
    return settings
  }
}

extension JSONTree {
  /// The members of an object; none of anything else.
  fileprivate var members: [String: JSONTree] { if case .object(let members) = self { members } else { [:] } }
}

/// A zip archive of uncompressed members, as Keras writes its own.
enum StoredArchive {
  /// The archive's bytes.
  static func bytes(_ members: [(name: String, data: [UInt8])]) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for (name, data) in members {
      // Version 2.0, no flags, stored, 1980-01-01: the date is in metadata.json.
      var common: [UInt8] = [20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]
      common.append(Deflate.checksum(data), 4)
      common.append(data.count, 4)
      common.append(data.count, 4)
      common.append(name.utf8.count, 2)
      common.append(0, 2)
      directory += [0x50, 0x4B, 0x01, 0x02, 20, 0] + common
      directory.append(0, 6)
      directory.append(0, 4)
      directory.append(file.count, 4)
      directory += Array(name.utf8)
      file += ZipArchive.signature + common + Array(name.utf8) + data
    }
    var end: [UInt8] = [0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0]
    for _ in 0..<2 { end.append(members.count, 2) }
    end.append(directory.count, 4)
    end.append(file.count, 4)
    end.append(0, 2)
    return file + directory + end
  }
}

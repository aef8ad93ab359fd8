extension KerasModelWriter {
  /// `config.json`: the least that every Keras 3 takes.
  var config: JSONTree {
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
    func sequence(_ name: String, _ width: Int) -> JSONTree {
      tensor(name, 0, [.null, .null, .number(Double(width))])
    }
    let masks = maskedInputs.map { layer("Masking", $0.mask, masking, [sequence($0.input, $0.width)]) }
    let layers: [JSONTree] =
      [input(Self.encoderInputs, sizes.inputCount), input(Self.decoderInputs, v)] + masks + [
        layer(
          "LSTM", Self.encoder, cell(returnsSequences: false), [sequence(encoderSource, sizes.inputCount)]),
        layer("LSTM", Self.decoder, cell(returnsSequences: true), [sequence(decoderSource, v)], states),
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
  var modelConfig: JSONTree {
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
      "config": model(
        [input(Self.encoderInputs, sizes.inputCount), input(Self.decoderInputs, sizes.targetCount)]
          + maskedInputs.map { layer("Masking", $0.mask, masking, [node($0.input, 0)]) }
          + [
            layer("LSTM", Self.encoder, cell(returnsSequences: false), [node(encoderSource, 0)]),
            layer(
              "LSTM", Self.decoder, cell(returnsSequences: true),
              [node(decoderSource, 0), node(Self.encoder, 1), node(Self.encoder, 2)]),
            layer("Dense", Self.output, dense, [node(Self.decoder, 0)]),
          ]),
    ]
  }

  /// The inputs whose zeros are masked, and the layers that do it.
  private var maskedInputs: [(input: String, mask: String, width: Int)] {
    guard isMasked else { return [] }
    return [
      (Self.encoderInputs, Self.encoderMask, sizes.inputCount),
      (Self.decoderInputs, Self.decoderMask, sizes.targetCount),
    ]
  }

  private var masking: JSONTree { ["mask_value": 0] }

  /// What the LSTMs read.
  private var encoderSource: String { isMasked ? Self.encoderMask : Self.encoderInputs }
  private var decoderSource: String { isMasked ? Self.decoderMask : Self.decoderInputs }

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
      "return_state": true, "activation": "tanh", "recurrent_activation": .string(activation), "use_bias": true,
      "unit_forget_bias": true,
    ]
  }

  /// What both libraries call the gates' activation; whether they mean the same was checked before.
  private var activation: String {
    checkpoint.network.configuration.recurrentActivation == .sigmoid ? "sigmoid" : "hard_sigmoid"
  }

  private var dense: JSONTree {
    ["units": .number(Double(sizes.targetCount)), "activation": "softmax", "use_bias": true]
  }

  /// `training_config`; the class tells TF-Keras which of its two rules to take.
  var trainingConfig: JSONTree {
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

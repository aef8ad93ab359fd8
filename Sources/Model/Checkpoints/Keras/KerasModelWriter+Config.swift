extension KerasModelWriter {
  /// `config.json`: the least that every Keras 3 takes.
  var config: JSONTree {
    func tensor(_ tensor: Tensor) -> JSONTree {
      let width: [JSONTree] = [.number(Double(tensor.width))]
      return [
        "class_name": "__keras_tensor__",
        "config": [
          "shape": .array((tensor.isSequence ? [.null, .null] : [.null]) + width), "dtype": "float32",
          "keras_history": [.string(tensor.layer), 0, .number(Double(tensor.index))],
        ],
      ]
    }
    let layers = nodes.map { node -> JSONTree in
      let inputs = node.inputs.map(tensor)
      let call: JSONTree = [
        "args": .array(node.isListed ? [.array(inputs)] : inputs),
        "kwargs": node.states.isEmpty ? [:] : ["initial_state": .array(node.states.map(tensor))],
      ]
      return [
        "module": "keras.layers", "class_name": .string(node.kind), "registered_name": .null,
        "name": .string(node.name), "config": named(node), "inbound_nodes": inputs.isEmpty ? [] : [call],
      ]
    }
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
    let layers = nodes.map { node -> JSONTree in
      let inputs = (node.inputs + node.states).map { tensor -> JSONTree in
        [.string(tensor.layer), 0, .number(Double(tensor.index)), [:]]
      }
      var members = named(node).members
      members["batch_input_shape"] = members.removeValue(forKey: "batch_shape")
      return [
        "class_name": .string(node.kind), "name": .string(node.name), "config": .object(members),
        "inbound_nodes": inputs.isEmpty ? [] : [.array(inputs)],
      ]
    }
    return ["class_name": "Model", "config": model(layers)]
  }

  /// A layer's settings with its name.
  private func named(_ node: Node) -> JSONTree {
    var members = node.settings.members
    members["name"] = .string(node.name)
    return .object(members)
  }

  private func model(_ layers: [JSONTree]) -> JSONTree {
    [
      "name": "seq2seq", "trainable": true, "layers": .array(layers),
      "input_layers": [[.string(Self.encoderInputs), 0, 0], [.string(Self.decoderInputs), 0, 0]],
      "output_layers": [[.string(Self.output), 0, 0]],
    ]
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

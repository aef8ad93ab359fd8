extension KerasModelWriter {
  /// One layer of the model, whichever form it is written in.
  struct Node {
    /// Keras's class.
    let kind: String
    /// Its name in the model.
    let name: String
    /// Its settings.
    let settings: JSONTree
    /// What it is called with.
    var inputs: [Tensor] = []
    /// Whether that is one argument, a list.
    var isListed = false
    /// An LSTM's initial h and c.
    var states: [Tensor] = []
  }

  /// One output of one layer.
  struct Tensor {
    /// The layer's name.
    let layer: String
    /// Which of its outputs: an LSTM's sequence, h, c; of a bidirectional one h, c, h, c.
    var index = 0
    /// The width of its last dimension.
    let width: Int
    /// Whether it has one row for each step.
    var isSequence = true
  }

  /// The layers in the order in which Keras counts weights.
  var nodes: [Node] {
    let (inputs, classes, units) = (sizes.inputCount, sizes.targetCount, sizes.latentDimension)
    let source = Tensor(layer: Self.encoderInputs, width: inputs)
    let target = Tensor(layer: Self.decoderInputs, width: classes)
    var nodes = [input(source), input(target)]
    var (read, written) = (source, target)
    if configuration.padding == .mask {
      read = Tensor(layer: Self.encoderMask, width: inputs)
      written = Tensor(layer: Self.decoderMask, width: classes)
      for (masked, input) in [(read, source), (written, target)] {
        nodes.append(Node(kind: "Masking", name: masked.layer, settings: ["mask_value": 0], inputs: [input]))
      }
    }
    nodes += encoder(of: read)
    var output = Tensor(layer: Self.decoder, width: units)
    nodes.append(
      Node(
        kind: "LSTM", name: Self.decoder, settings: cell(units: units, returnsSequences: true), inputs: [written],
        states: states))
    if configuration.hasAttention {
      let context = Tensor(layer: Self.attention, width: units)
      nodes.append(
        Node(
          kind: "Attention", name: context.layer, settings: ["use_scale": false, "score_mode": "dot"],
          inputs: [output, Tensor(layer: Self.encoder, width: units)], isListed: true))
      nodes.append(concatenation(Self.features, of: [context, output]))
      output = Tensor(layer: Self.features, width: 2 * units)
    }
    nodes.append(Node(kind: "Dense", name: Self.output, settings: dense, inputs: [output]))
    return nodes
  }

  /// The layers that read, and those that put the states of both directions side by side.
  private func encoder(of read: Tensor) -> [Node] {
    let units = configuration.encoderDimension
    let cell = cell(units: units, returnsSequences: configuration.hasAttention)
    guard configuration.isBidirectional else {
      return [Node(kind: "LSTM", name: Self.encoder, settings: cell, inputs: [read])]
    }
    var members = cell.members
    members["name"] = "forward"
    let inner: JSONTree = [
      "module": "keras.layers", "class_name": "LSTM", "config": .object(members), "registered_name": .null,
    ]
    let node = Node(
      kind: "Bidirectional", name: Self.encoder, settings: ["layer": inner, "merge_mode": "concat"], inputs: [read])
    return [node]
      + zip(states, [1, 2]).map { state, index in
        concatenation(
          state.layer,
          of: [index, index + 2].map {
            Tensor(layer: Self.encoder, index: $0, width: units, isSequence: false)
          })
      }
  }

  /// What the decoder begins with.
  private var states: [Tensor] {
    [1, 2].map { index in
      configuration.isBidirectional
        ? Tensor(layer: Self.states[index - 1], width: sizes.latentDimension, isSequence: false)
        : Tensor(layer: Self.encoder, index: index, width: sizes.latentDimension, isSequence: false)
    }
  }

  private func concatenation(_ name: String, of inputs: [Tensor]) -> Node {
    Node(kind: "Concatenate", name: name, settings: ["axis": -1], inputs: inputs, isListed: true)
  }

  private func input(_ tensor: Tensor) -> Node {
    Node(
      kind: "InputLayer", name: tensor.layer,
      settings: [
        "batch_shape": [.null, .null, .number(Double(tensor.width))], "dtype": "float32", "sparse": false,
      ])
  }

  private func cell(units: Int, returnsSequences: Bool) -> JSONTree {
    [
      "units": .number(Double(units)), "return_sequences": .bool(returnsSequences),
      "return_state": true, "activation": "tanh", "recurrent_activation": .string(activation), "use_bias": true,
      "unit_forget_bias": true,
    ]
  }

  /// What both libraries call the gates' activation; whether they mean the same was checked before.
  private var activation: String { configuration.recurrentActivation == .sigmoid ? "sigmoid" : "hard_sigmoid" }

  private var dense: JSONTree {
    ["units": .number(Double(sizes.targetCount)), "activation": "softmax", "use_bias": true]
  }
}

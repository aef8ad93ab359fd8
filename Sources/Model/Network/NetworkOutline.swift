/// The layers of a network under Keras's names, as a table and as a drawing.
struct NetworkOutline {
  private let configuration: NetworkConfiguration
  private let units: Int
  private let sourceShape: String
  private let targetShape: String

  /// The layers of a network.
  init(_ configuration: NetworkConfiguration) {
    self.configuration = configuration
    units = configuration.latentDimension
    sourceShape = "(B, \(configuration.maxEncoderLength), \(configuration.inputVocabulary.count))"
    targetShape = "(B, \(configuration.maxDecoderLength), \(configuration.targetVocabulary.count))"
  }

  private var isMasked: Bool { configuration.padding == .mask }

  /// The shape of what goes on from every step of the decoder, so wide.
  private func sequence(_ width: Int) -> String { "(B, \(configuration.maxDecoderLength), \(width))" }

  private func layer(
    _ name: String, _ kind: String, _ outputShape: String, _ inputs: String, _ tensors: [ParameterTensor] = []
  ) -> NetworkSummary.Layer {
    NetworkSummary.Layer(
      name: "\(name) (\(kind))", outputShape: outputShape,
      parameterCount: tensors.reduce(0) { $0 + $1.count(in: configuration) }, inputs: inputs)
  }

  /// The layers in the order of the data.
  var layers: [NetworkSummary.Layer] {
    var layers = [
      layer("encoder_input", "Input", sourceShape, "-"), layer("decoder_input", "Input", targetShape, "-"),
    ]
    if isMasked {
      layers.append(layer("encoder_mask", "Masking", sourceShape, "encoder_input"))
      layers.append(layer("decoder_mask", "Masking", targetShape, "decoder_input"))
    }
    let target = isMasked ? "decoder_mask" : "decoder_input"
    layers +=
      encoderLayers + [
        layer(
          "decoder", "LSTM", sequence(units),
          "\(target), \(configuration.isBidirectional ? "encoder_h, encoder_c" : "encoder")",
          [.decoderKernel, .decoderRecurrentKernel, .decoderBias])
      ]
    if configuration.hasAttention {
      layers.append(layer("attention", "Attention", sequence(units), "decoder, encoder"))
      layers.append(layer("features", "Concatenate", sequence(2 * units), "attention, decoder"))
    }
    let features = configuration.hasAttention ? "features" : "decoder"
    return layers + [layer("output", "Dense", targetShape, features, [.outputKernel, .outputBias])]
  }

  private var encoderLayers: [NetworkSummary.Layer] {
    let outputs = configuration.hasAttention ? "(B, \(configuration.maxEncoderLength), \(units)), " : ""
    let source = isMasked ? "encoder_mask" : "encoder_input"
    let tensors: [ParameterTensor] = [
      .encoderKernel, .encoderRecurrentKernel, .encoderBias, .backwardKernel, .backwardRecurrentKernel, .backwardBias,
    ]
    guard configuration.isBidirectional else {
      return [layer("encoder", "LSTM", "\(outputs)h, c (B, \(units))", source, tensors)]
    }
    let half = configuration.encoderDimension
    return [layer("encoder", "Bidirectional", "\(outputs)2 x h, c (B, \(half))", source, tensors)]
      + ["encoder_h", "encoder_c"].map { layer($0, "Concatenate", "(B, \(units))", "encoder, encoder") }
  }

  /// How they are connected, in ASCII.
  var diagram: String {
    let (bar, gap) = ("        |", "                              |")
    let both = bar + gap.dropFirst(bar.count)
    let encoder =
      configuration.isBidirectional
      ? "  encoder 2 x LSTM \(configuration.encoderDimension)" : "  encoder LSTM \(units)"
    let space = String(repeating: " ", count: max(3, 25 - encoder.count))
    var lines = ["  encoder_input \(sourceShape)", bar] + (isMasked ? ["  encoder_mask", bar] : [])
    lines += [encoder + space + "decoder_input \(targetShape)", both]
    if isMasked { lines += [bar + "                decoder_mask", both] }
    lines.append("        +---- h, c ----> decoder LSTM \(units)")
    if configuration.hasAttention {
      lines += [
        "\(both)  \(sequence(units))", bar + "                     +-------------+", both + "             |",
        "        +--------------> attention          |", gap + "             |",
        "                         features <---------+", "\(gap)  \(sequence(2 * units))",
      ]
    } else {
      lines.append("\(gap)  \(sequence(units))")
    }
    lines += [
      "                         output Dense \(configuration.targetVocabulary.count), softmax", gap,
      "                         next character \(targetShape)",
    ]
    return lines.joined(separator: "\n")
  }
}

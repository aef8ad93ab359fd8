/// One sentence forward through the network, and ∂ln p of one character back.
struct AttributionPass {
  private let translator: Translator
  private let source: [Int]
  private let target: [Int]
  private let pass: NetworkPass

  /// A pass over the encoder's characters with their padding, and the decoder's, TAB the first.
  init(_ translator: Translator, source: [Int], target: [Int]) {
    self.translator = translator
    self.source = source
    self.target = target
    pass = NetworkPass(
      translator.configuration, encoderSteps: source.count, decoderSteps: target.count, capacity: 1,
      kernels: translator.kernels)
  }

  /// ln p of the character `choice` behind the decoder's last; afterwards `contribution` tells of the encoder's.
  func run(predicting choice: Int) -> Double {
    let weights = translator.weights
    let inputs = PassInputs(source: source, target: target, predicting: choice)
    let transposed = TransposedWeights(layout: weights.layout)
    transposed.update(part: 0, of: 1, from: weights)
    var watch = PassWatch()
    var loss = 0.0
    // The loss is −ln p, so its gradient times −1 is that of ln p. Only the last step has one.
    pass.forward(inputs, weights: weights, scale: -1, watch: &watch) { rows, _, losses, _ in
      for row in 0..<rows { loss += Double(losses[row]) }
    }
    pass.backward(inputs, weights: weights, transposed: transposed, gradient: nil, watch: &watch)
    return -loss
  }

  /// ⟨∂ln p/∂z_t, kernel[x_t]⟩ of the encoder's character t, over all its directions.
  func contribution(at position: Int) -> Double {
    translator.configuration.directions.reduce(0) { sum, direction in
      let z = pass.encoderGateGradient(direction, at: position, of: source.count)
      let kernel = translator.weights.encoder(direction).kernel
      return (0..<z.count * Panels.width)
        .reduce(sum) { $0 + Double(z[0, $1]) * Double(kernel[source[position], $1]) }
    }
  }
}

import Kernels

/// One sentence forward through encoder and decoder, and ∂ln p of one character back through both.
struct AttributionPass {
  private let translator: Translator
  private let source: StepIndices
  private let target: StepIndices
  private let encoderTape: LSTMTape
  private let decoderTape: LSTMTape
  private let transposed: TransposedWeights
  private let zeros: RowOfZeros
  private let logits: AlignedBuffer<Float>
  private let stateGradient: AlignedBuffer<Float>
  private let cellGradient: AlignedBuffer<Float>
  private let losses = AlignedBuffer<Float>(count: 1)
  private let hits = AlignedBuffer<UInt8>(count: 1)

  /// A pass over the encoder's characters with their padding, and the decoder's, TAB the first.
  init(_ translator: Translator, source: [Int], target: [Int]) {
    let configuration = translator.configuration
    let unitPanels = Panels.count(forColumns: configuration.latentDimension)
    self.translator = translator
    self.source = StepIndices(source)
    self.target = StepIndices(target)
    encoderTape = LSTMTape(steps: source.count, capacity: 1, unitPanels: unitPanels)
    decoderTape = LSTMTape(steps: target.count, capacity: 1, unitPanels: unitPanels)
    transposed = TransposedWeights(layout: translator.weights.layout)
    transposed.update(part: 0, of: 1, from: translator.weights)
    zeros = RowOfZeros(panels: 4 * unitPanels, rows: 1)
    logits = AlignedBuffer(count: Panels.count(forColumns: configuration.targetVocabulary.count) * Panels.width)
    stateGradient = AlignedBuffer(count: unitPanels * Panels.width)
    cellGradient = AlignedBuffer(count: unitPanels * Panels.width)
  }

  /// ln p of the character `choice` behind the decoder's last; afterwards the encoder's tape holds ∂ln p/∂z.
  func run(predicting choice: Int) -> Double {
    let (kernels, weights) = (translator.kernels, translator.weights)
    let (times, interruption) = (PhaseTimes(), Interruption())
    let encoder = LSTM(
      kernels: kernels, weights: weights.encoder, startsFromZero: true, times: times, interruption: interruption)
    let decoder = LSTM(
      kernels: kernels, weights: weights.decoder, startsFromZero: false, times: times, interruption: interruption)
    let output = OutputLayer(
      kernels: kernels, kernel: weights[.outputKernel], bias: weights[.outputBias],
      classes: translator.configuration.targetVocabulary.count)
    encoder.forward(source, tape: encoderTape)
    decoderTape.hidden(0, rows: 1).copy(from: encoderTape.hidden(source.steps, rows: 1))
    decoderTape.cell(0, rows: 1).copy(from: encoderTape.cell(source.steps, rows: 1))
    decoder.forward(target, tape: decoderTape)

    let z = Panels(logits, rows: 1, count: Panels.count(forColumns: output.classes))
    output.forward(decoderTape.hidden(target.steps, rows: 1), into: z, zeros: zeros)
    // The loss is −ln p, so its gradient times −1 is that of ln p.
    output.crossEntropy(z, targets: [Int32(choice)], scale: -1, losses: losses, hits: hits)

    let unitPanels = Panels.count(forColumns: translator.configuration.latentDimension)
    let dh = Panels(stateGradient, rows: 1, count: unitPanels)
    let dc = Panels(cellGradient, rows: 1, count: unitPanels)
    output.backward(z, transposed: transposed.outputKernel, into: dh)
    decoder.backward(
      target, tape: decoderTape, transposed: transposed.decoderRecurrentKernel, gradient: nil, dh: dh, dc: dc,
      zeros: zeros
    ) { _, _ in }
    encoder.backward(
      source, tape: encoderTape, transposed: transposed.encoderRecurrentKernel, gradient: nil, dh: dh, dc: dc,
      zeros: zeros
    ) { _, _ in }
    return -Double(losses[0])
  }

  /// ⟨∂ln p/∂z_t, kernel[x_t]⟩ of the encoder's step t.
  func contribution(at step: Int) -> Double {
    let z = encoderTape.gates(at: step, rows: 1)
    let kernel = translator.weights.encoder.kernel
    let row = Int(source[step][0])
    return (0..<z.count * Panels.width).reduce(0) { $0 + Double(z[0, $1]) * Double(kernel[row, $1]) }
  }
}

extension StepIndices {
  /// One row of characters, a step each.
  fileprivate init(_ characters: [Int]) {
    self.init(steps: characters.count, capacity: 1)
    steps = characters.count
    for (step, character) in characters.enumerated() {
      setRows(1, at: step)
      self[step][0] = Int32(character)
    }
  }
}

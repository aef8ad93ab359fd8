import Kernels

/// The way of up to B texts through attention and the output layer and back, one text after the other.
///
/// What lies step by step in the LSTMs' tapes is gathered text by text, so that each one's steps are a product's rows.
struct AttentionPass: Sendable {
  private let configuration: NetworkConfiguration
  private let kernels: Kernels
  /// The most steps of a source, in whole panels, and of a target.
  private let (sourceCapacity, targetCapacity): (Int, Int)
  /// [B][T, 2H]: the contexts and the decoder's outputs, side by side.
  private let features: AlignedBuffer<Float>
  /// [B][S, H] and [B][H, S]: the encoder's outputs.
  private let keys: AlignedBuffer<Float>
  private let transposedKeys: AlignedBuffer<Float>
  /// [B][T, S].
  private let weights: AlignedBuffer<Float>
  /// [B][T, V]: logits, then their gradient.
  private let logits: AlignedBuffer<Float>
  /// ∂loss/∂features and ∂loss/∂keys.
  private let featureGradients: AlignedBuffer<Float>
  private let keyGradients: AlignedBuffer<Float>
  /// Of one text: ∂loss/∂scores [T, S], and the characters to predict.
  private let scoreGradient: AlignedBuffer<Float>
  private let targets: AlignedBuffer<Int32>

  /// Room for `capacity` texts of so many steps.
  init(
    _ configuration: NetworkConfiguration, encoderSteps: Int, decoderSteps: Int, capacity: Int, kernels: Kernels
  ) {
    self.configuration = configuration
    self.kernels = kernels
    let source = Panels.count(forColumns: encoderSteps) * Panels.width
    let units = configuration.unitPanels * Panels.width
    (sourceCapacity, targetCapacity) = (source, decoderSteps)
    features = AlignedBuffer(count: 2 * capacity * decoderSteps * units)
    featureGradients = AlignedBuffer(count: 2 * capacity * decoderSteps * units)
    keys = AlignedBuffer(count: capacity * source * units)
    transposedKeys = AlignedBuffer(count: capacity * source * units)
    keyGradients = AlignedBuffer(count: capacity * source * units)
    weights = AlignedBuffer(count: capacity * decoderSteps * source)
    logits = AlignedBuffer(count: capacity * decoderSteps * configuration.classPanels * Panels.width)
    scoreGradient = AlignedBuffer(count: decoderSteps * source)
    targets = AlignedBuffer(count: decoderSteps)
  }

  /// Attends from every step of the decoder's tape, and predicts.
  ///
  /// Logits become (p − y) · `scale`; `tally` is told each text's losses −ln p and hits, one for each of its `rows`.
  func forward(
    _ inputs: PassInputs, decoder: LSTMTape, encoder: EncoderPass, layers: NetworkLayers, scale: Float,
    losses: AlignedBuffer<Float>, hits: AlignedBuffer<UInt8>, zeros: RowOfZeros, watch: inout PassWatch,
    tally: (_ rows: Int) -> Void
  ) {
    let outputs = decoder.outputs(inputs.decoderInputs)
    let sources = encoder.outputs(inputs)
    for row in 0..<inputs.rows where !watch.isInterrupted {
      let text = text(row, inputs)
      watch.measure(.gathering) {
        let rows = [Int32](repeating: Int32(row), count: text.steps)
        kernels.collect(outputs, rows: rows, into: text.queries)
        for step in 0..<text.steps { targets[step] = inputs.decoderTargets[step, row] }
        encoder.gatherOutputs(sources, row: inputs.encoderRow(of: row), into: text.keys.rows.prefix(text.length))
        text.keys.complete(length: text.length)
      }
      watch.measure(.products) {
        layers.attention.forward(
          text.queries, text.keys, length: text.length, weights: text.weights, contexts: text.contexts, zeros: zeros)
        layers.output.forward(text.features, into: text.logits, zeros: zeros)
      }
      watch.measure(.softmax) {
        layers.output.crossEntropy(
          text.logits, targets: RowIndices(targets, count: text.steps), scale: scale, losses: losses, hits: hits)
        tally(text.steps)
      }
    }
  }

  /// Goes back to what the LSTMs gave; `outputBias` is where ∂loss/∂bias is added, if it is wanted.
  func backward(
    _ inputs: PassInputs, layers: NetworkLayers, transposed: Panels, outputBias: Panels?, zeros: RowOfZeros,
    watch: inout PassWatch
  ) {
    for row in 0..<inputs.rows where !watch.isInterrupted {
      let text = text(row, inputs)
      if let outputBias {
        watch.measure(.gathering) { kernels.scatter(text.logits, to: outputBias, rows: zeros.indices) }
      }
      watch.measure(.products) {
        let gradient = featureGradient(row, steps: text.steps)
        let scores = Panels(scoreGradient, rows: text.steps, count: text.weights.count)
        layers.output.backward(text.logits, transposed: transposed, writingInto: gradient, zeros: zeros)
        layers.attention.backward(
          text.queries, text.keys, weights: text.weights, contexts: contexts(gradient), scores: scores,
          queryGradient: queries(gradient), keyGradient: keyGradient(row, length: text.length), zeros: zeros)
      }
    }
  }

  /// After the way back, ∂loss/∂ the decoder's outputs [T, H] of each of the decoder's rows.
  func queryGradients(_ inputs: PassInputs) -> [KernelsMatrix] {
    (0..<inputs.rows).map { row in
      queries(featureGradient(row, steps: inputs.decoderInputs.steps(ofRow: row))).matrix
    }
  }

  /// After the way back, ∂loss/∂ some panels of the encoder's outputs [S, …] of each of the encoder's rows.
  func keyGradients(_ inputs: PassInputs, panels: Range<Int>) -> [KernelsMatrix] {
    (0..<inputs.rows).map { row in
      keyGradient(inputs.decoderRow(of: row), length: inputs.encoderInputs.steps(ofRow: row)).panels(panels).matrix
    }
  }

  /// Adds some panels of the output kernel's gradient to `target`, after the way back.
  func addOutputProducts(_ inputs: PassInputs, panels: Range<Int>, to target: Panels) {
    let texts = (0..<inputs.rows).map { text($0, inputs) }
    kernels.multiplyOverTime(texts.map { KernelsStep($0.features, $0.logits.panels(panels)) }, into: target)
  }

  /// One text's views.
  private struct Text {
    /// T and S: the target's steps and the source's characters.
    let steps: Int
    let length: Int
    let features: Panels
    let queries: Panels
    let contexts: Panels
    let keys: AttentionKeys
    let weights: Panels
    let logits: Panels
  }

  private func text(_ row: Int, _ inputs: PassInputs) -> Text {
    let steps = inputs.decoderInputs.steps(ofRow: row)
    let length = inputs.encoderInputs.steps(ofRow: inputs.encoderRow(of: row))
    let (units, classes) = (configuration.unitPanels, configuration.classPanels)
    func rows(_ buffer: AlignedBuffer<Float>, _ panels: Int) -> Panels {
      Panels(buffer, offset: row * targetCapacity * panels * Panels.width, rows: steps, count: panels)
    }
    let features = rows(features, 2 * units)
    return Text(
      steps: steps, length: length, features: features, queries: queries(features), contexts: contexts(features),
      keys: AttentionKeys(
        keys, transposedKeys, index: row, capacity: sourceCapacity, length: length, unitPanels: units),
      weights: Panels(
        weights, offset: row * targetCapacity * sourceCapacity, rows: steps, count: Panels.count(forColumns: length)),
      logits: rows(logits, classes))
  }

  /// The contexts' and the decoder's panels of features, or of their gradient.
  private func contexts(_ features: Panels) -> Panels { features.panels(0..<configuration.unitPanels) }
  private func queries(_ features: Panels) -> Panels { features.panels(configuration.unitPanels..<features.count) }

  private func featureGradient(_ row: Int, steps: Int) -> Panels {
    let panels = 2 * configuration.unitPanels
    return Panels(featureGradients, offset: row * targetCapacity * panels * Panels.width, rows: steps, count: panels)
  }

  private func keyGradient(_ row: Int, length: Int) -> Panels {
    let units = configuration.unitPanels
    return Panels(
      keyGradients, offset: row * sourceCapacity * units * Panels.width,
      rows: Panels.count(forColumns: length) * Panels.width, count: units)
  }
}

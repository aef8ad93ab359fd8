import Kernels

/// The way through the network and back for up to B texts at once, with all that it keeps between the two.
///
/// Allocated once; a pass allocates nothing of size. One thread uses it at a time, until the gradient's products over time,
/// which many may share.
struct NetworkPass: Sendable {
  private let configuration: NetworkConfiguration
  private let kernels: Kernels
  private let encoder: EncoderPass
  private let decoderTape: LSTMTape
  /// The way from h to the logits where there is attention; nil where h alone decides.
  private let attention: AttentionPass?
  private let capacity: Int
  /// [Td][B, V]: logits, then their gradient; empty where attention has them.
  private let logits: AlignedBuffer<Float>
  /// −ln p of the targets of a step, or with attention of a text.
  private let losses: AlignedBuffer<Float>
  /// Whether they were the likeliest.
  private let hits: AlignedBuffer<UInt8>
  /// ∂loss/∂h and ∂loss/∂c of the decoder, [B, H] each.
  private let hiddenGradient: AlignedBuffer<Float>
  private let cellGradient: AlignedBuffer<Float>
  private let zeros: RowOfZeros

  /// Room for `capacity` texts of so many steps.
  init(
    _ configuration: NetworkConfiguration, encoderSteps: Int, decoderSteps: Int, capacity: Int, kernels: Kernels
  ) {
    self.configuration = configuration
    self.kernels = kernels
    self.capacity = capacity
    let unitPanels = configuration.unitPanels
    encoder = EncoderPass(configuration, steps: encoderSteps, capacity: capacity, kernels: kernels)
    decoderTape = LSTMTape(steps: decoderSteps, capacity: capacity, unitPanels: unitPanels, startsFromZero: false)
    attention =
      configuration.hasAttention
      ? AttentionPass(
        configuration, encoderSteps: encoderSteps, decoderSteps: decoderSteps, capacity: capacity, kernels: kernels)
      : nil
    let logitSteps = configuration.hasAttention ? 0 : decoderSteps
    logits = AlignedBuffer(count: logitSteps * capacity * configuration.classPanels * Panels.width)
    let rows = configuration.hasAttention ? max(capacity, decoderSteps) : capacity
    losses = AlignedBuffer(count: rows)
    hits = AlignedBuffer(count: rows)
    hiddenGradient = AlignedBuffer(count: capacity * unitPanels * Panels.width)
    cellGradient = AlignedBuffer(count: capacity * unitPanels * Panels.width)
    // Also where the sum of a kernel's rows, a bias's gradient, goes.
    let vocabularies = [configuration.inputVocabulary.count, configuration.targetVocabulary.count]
    zeros = RowOfZeros(
      panels: max(4 * unitPanels, Panels.count(forColumns: encoderSteps)),
      rows: max(rows, 1 + (vocabularies.max() ?? 0)))
  }

  /// Runs the network over texts.
  ///
  /// Logits become (p − y) · `scale` at once; `tally` is told the losses −ln p and hits of some rows, of which the first are
  /// characters and the others padding.
  func forward(
    _ inputs: PassInputs, weights: PackedParameters, scale: Float, watch: inout PassWatch,
    tally: (_ rows: Int, _ characters: Int, _ losses: AlignedBuffer<Float>, _ hits: AlignedBuffer<UInt8>) -> Void
  ) {
    let layers = NetworkLayers(weights, configuration, kernels: kernels)
    encoder.forward(inputs, layers: layers, watch: &watch)
    watch.measure(.gathering) { encoder.handOver(inputs, to: decoderTape.state(0, rows: inputs.rows)) }
    layers.decoder.forward(inputs.decoderInputs, tape: decoderTape, watch: &watch) { step, watch in
      guard attention == nil else { return }
      let rows = inputs.decoderInputs.rows(at: step)
      let z = logits(at: step, rows: rows)
      watch.measure(.products) {
        layers.output.forward(decoderTape.hidden(step + 1, rows: rows), into: z, zeros: zeros)
      }
      watch.measure(.softmax) {
        layers.output.crossEntropy(
          z, targets: inputs.decoderTargets[step], scale: scale, losses: losses, hits: hits)
        tally(rows, inputs.characterCounts[step], losses, hits)
      }
    }
    attention?.forward(
      inputs, decoder: decoderTape, encoder: encoder, layers: layers, scale: scale, losses: losses, hits: hits,
      zeros: zeros, watch: &watch
    ) { rows in tally(rows, rows, losses, hits) }
  }

  /// Goes back over what `forward` ran over; the tapes' gates become ∂loss/∂z.
  ///
  /// What is a sum of rows is added to `gradient`, where that is wanted; `completeGradient` and `addProduct` add the rest.
  func backward(
    _ inputs: PassInputs, weights: PackedParameters, transposed: TransposedWeights, gradient: PackedParameters?,
    watch: inout PassWatch
  ) {
    let layers = NetworkLayers(weights, configuration, kernels: kernels)
    let panels = configuration.unitPanels
    let state = StatePanels(
      hidden: Panels(hiddenGradient, rows: inputs.rows, count: panels),
      cell: Panels(cellGradient, rows: inputs.rows, count: panels))
    watch.measure(.gathering) { state.zero() }
    let (outputKernel, outputBias) = (transposed[.outputKernel], gradient?[.outputBias])
    attention?.backward(
      inputs, layers: layers, transposed: outputKernel, outputBias: outputBias, zeros: zeros, watch: &watch)
    let outputGradients = attention?.queryGradients(inputs) ?? []
    layers.decoder.backward(
      inputs.decoderInputs, tape: decoderTape, transposed: transposed[.decoderRecurrentKernel],
      gradient: gradient?.decoder, state: state, zeros: zeros, watch: &watch
    ) { step, dh, watch in
      if attention != nil {
        let rows = [Int32](repeating: Int32(step), count: dh.rows)
        return watch.measure(.gathering) {
          kernels.collect(outputGradients, rows: rows, into: dh, accumulating: true)
        }
      }
      let dz = logits(at: step, rows: dh.rows)
      if let outputBias { watch.measure(.gathering) { kernels.scatter(dz, to: outputBias, rows: zeros.indices) } }
      watch.measure(.products) { layers.output.backward(dz, transposed: outputKernel, into: dh) }
    }
    encoder.backward(
      inputs, state: state, attention: attention, layers: layers, transposed: transposed, gradient: gradient,
      zeros: zeros, watch: &watch)
  }

  /// Adds to `gradient` what follows from the sums of all passes back.
  func completeGradient(_ gradient: PackedParameters) {
    gradient.decoder.addBias(kernels, zeros: zeros)
    encoder.completeGradient(gradient, zeros: zeros)
  }

  /// Adds some panels of a factor's gradient, a product over all time steps, to `target`, after the way back.
  func addProduct(_ tensor: ParameterTensor, panels: Range<Int>, _ inputs: PassInputs, to target: Panels) {
    let steps: [KernelsStep]
    switch tensor {
    case .encoderRecurrentKernel: steps = encoder.recurrentProducts(.forward, inputs, panels: panels)
    case .backwardRecurrentKernel: steps = encoder.recurrentProducts(.backward, inputs, panels: panels)
    case .decoderRecurrentKernel: steps = decoderTape.recurrentProducts(inputs.decoderInputs, panels: panels)
    case .outputKernel:
      if let attention { return attention.addOutputProducts(inputs, panels: panels, to: target) }
      steps = (0..<inputs.decoderInputs.steps).map { step in
        let rows = inputs.decoderInputs.rows(at: step)
        return KernelsStep(decoderTape.hidden(step + 1, rows: rows), logits(at: step, rows: rows).panels(panels))
      }
    case .encoderKernel, .encoderBias, .backwardKernel, .backwardBias, .decoderKernel, .decoderBias, .outputBias:
      preconditionFailure("\(tensor.name) is no factor of a product")
    }
    kernels.multiplyOverTime(steps, into: target)
  }

  /// After the way back, ∂loss/∂z of the encoder at a character of a single source of `length` characters, [1, 4H].
  func encoderGateGradient(_ direction: EncoderDirection, at position: Int, of length: Int) -> Panels {
    encoder.gateGradient(direction, at: position, of: length)
  }

  /// [rows, V] of one step.
  private func logits(at step: Int, rows: Int) -> Panels {
    let panels = configuration.classPanels
    return Panels(logits, offset: step * capacity * panels * Panels.width, rows: rows, count: panels)
  }
}

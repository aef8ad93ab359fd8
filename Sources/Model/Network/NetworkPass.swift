import Kernels

/// The way through the network and back for up to B texts at once, with all that it keeps between the two.
///
/// Allocated once; a pass allocates nothing of size. One thread uses it at a time, until the gradient's products over time,
/// which many may share.
struct NetworkPass: Sendable {
  private let configuration: NetworkConfiguration
  private let kernels: Kernels
  private let encoderTape: LSTMTape
  private let decoderTape: LSTMTape
  private let capacity: Int
  /// [Td][B, V]: logits, then their gradient.
  private let logits: AlignedBuffer<Float>
  /// −ln p of one step's targets, [B].
  private let losses: AlignedBuffer<Float>
  /// Whether they were the likeliest.
  private let hits: AlignedBuffer<UInt8>
  /// ∂loss/∂h and ∂loss/∂c of the encoder's rows, and of the decoder's: [2][B, H] each.
  private let hiddenGradients: AlignedBuffer<Float>
  private let cellGradients: AlignedBuffer<Float>
  private let zeros: RowOfZeros

  /// Room for `capacity` texts of so many steps.
  init(
    _ configuration: NetworkConfiguration, encoderSteps: Int, decoderSteps: Int, capacity: Int, kernels: Kernels
  ) {
    self.configuration = configuration
    self.kernels = kernels
    self.capacity = capacity
    let unitPanels = configuration.unitPanels
    encoderTape = LSTMTape(steps: encoderSteps, capacity: capacity, unitPanels: unitPanels, startsFromZero: true)
    decoderTape = LSTMTape(steps: decoderSteps, capacity: capacity, unitPanels: unitPanels, startsFromZero: false)
    logits = AlignedBuffer(count: decoderSteps * capacity * configuration.classPanels * Panels.width)
    losses = AlignedBuffer(count: capacity)
    hits = AlignedBuffer(count: capacity)
    hiddenGradients = AlignedBuffer(count: 2 * capacity * unitPanels * Panels.width)
    cellGradients = AlignedBuffer(count: 2 * capacity * unitPanels * Panels.width)
    // Also where the sum of a kernel's rows, a bias's gradient, goes.
    let vocabularies = [configuration.inputVocabulary.count, configuration.targetVocabulary.count]
    zeros = RowOfZeros(panels: 4 * unitPanels, rows: max(capacity, 1 + (vocabularies.max() ?? 0)))
  }

  /// Runs the network over texts.
  ///
  /// Logits become (p − y) · `scale` at once; `tally` is told each step's losses −ln p and hits, one for each of its rows.
  func forward(
    _ inputs: PassInputs, weights: PackedParameters, scale: Float, watch: inout PassWatch,
    tally: (_ step: Int, _ losses: AlignedBuffer<Float>, _ hits: AlignedBuffer<UInt8>) -> Void
  ) {
    let layers = NetworkLayers(weights, configuration, kernels: kernels)
    layers.encoder.forward(inputs.encoderInputs, tape: encoderTape, watch: &watch)
    watch.measure(.gathering) { handOver(inputs) }
    layers.decoder.forward(inputs.decoderInputs, tape: decoderTape, watch: &watch) { step, watch in
      let rows = inputs.decoderInputs.rows(at: step)
      let z = logits(at: step, rows: rows)
      watch.measure(.products) {
        layers.output.forward(decoderTape.hidden(step + 1, rows: rows), into: z, zeros: zeros)
      }
      watch.measure(.softmax) {
        layers.output.crossEntropy(
          z, targets: inputs.decoderTargets[step], scale: scale, losses: losses, hits: hits)
        tally(step, losses, hits)
      }
    }
  }

  /// Has each row of the decoder begin where its text left the encoder.
  private func handOver(_ inputs: PassInputs) {
    let state = decoderTape.state(0, rows: inputs.rows)
    state.zero()
    let source = inputs.encoderInputs
    for step in 0..<source.steps {
      let rows = source.rows(at: step)
      let ended = (step + 1 < source.steps ? source.rows(at: step + 1) : 0)..<rows
      guard !ended.isEmpty else { continue }
      // Into zeros: the sum is the state itself.
      encoderTape.state(step + 1, rows: rows).rows(ended).add(to: state, rows: inputs.decoderRows(ended), kernels)
    }
  }

  /// Goes back over what `forward` ran over; the tapes' gates become ∂loss/∂z.
  ///
  /// What is a sum of rows is added to `gradient`, where that is wanted; `completeGradient` and `addProduct` add the rest.
  func backward(
    _ inputs: PassInputs, weights: PackedParameters, transposed: TransposedWeights, gradient: PackedParameters?,
    watch: inout PassWatch
  ) {
    let layers = NetworkLayers(weights, configuration, kernels: kernels)
    let (encoderState, state) = (stateGradient(0, rows: inputs.rows), stateGradient(1, rows: inputs.rows))
    watch.measure(.gathering) { state.zero() }
    let (outputKernel, outputBias) = (transposed[.outputKernel], gradient?[.outputBias])
    layers.decoder.backward(
      inputs.decoderInputs, tape: decoderTape, transposed: transposed[.decoderRecurrentKernel],
      gradient: gradient?.decoder, state: state, zeros: zeros, watch: &watch
    ) { step, dh, watch in
      let dz = logits(at: step, rows: dh.rows)
      if let outputBias { watch.measure(.gathering) { kernels.scatter(dz, to: outputBias, rows: zeros.indices) } }
      watch.measure(.products) { layers.output.backward(dz, transposed: outputKernel, into: dh) }
    }
    watch.measure(.gathering) {
      encoderState.take(from: state, rows: inputs.decoderRows(0..<inputs.rows), kernels)
    }
    layers.encoder.backward(
      inputs.encoderInputs, tape: encoderTape, transposed: transposed[.encoderRecurrentKernel],
      gradient: gradient?.encoder, state: encoderState, zeros: zeros, watch: &watch)
  }

  /// Adds to `gradient` what follows from the sums of all passes back.
  func completeGradient(_ gradient: PackedParameters) {
    gradient.decoder.addBias(kernels, zeros: zeros)
    gradient.encoder.addBias(kernels, zeros: zeros)
  }

  /// Adds some panels of a factor's gradient, a product over all time steps, to `target`, after the way back.
  func addProduct(_ tensor: ParameterTensor, panels: Range<Int>, _ inputs: PassInputs, to target: Panels) {
    let steps: [KernelsStep]
    switch tensor {
    case .encoderRecurrentKernel: steps = encoderTape.recurrentProducts(inputs.encoderInputs, panels: panels)
    case .decoderRecurrentKernel: steps = decoderTape.recurrentProducts(inputs.decoderInputs, panels: panels)
    case .outputKernel:
      steps = (0..<inputs.decoderInputs.steps).map { step in
        let rows = inputs.decoderInputs.rows(at: step)
        return KernelsStep(decoderTape.hidden(step + 1, rows: rows), logits(at: step, rows: rows).panels(panels))
      }
    case .encoderKernel, .encoderBias, .decoderKernel, .decoderBias, .outputBias:
      preconditionFailure("\(tensor.name) is no factor of a product")
    }
    kernels.multiplyOverTime(steps, into: target)
  }

  /// After the way back, ∂loss/∂z of one of the encoder's steps, [rows, 4H].
  func encoderGateGradient(at step: Int, rows: Int) -> Panels { encoderTape.gates(at: step, rows: rows) }

  /// [rows, V] of one step.
  private func logits(at step: Int, rows: Int) -> Panels {
    let panels = configuration.classPanels
    return Panels(logits, offset: step * capacity * panels * Panels.width, rows: rows, count: panels)
  }

  private func stateGradient(_ index: Int, rows: Int) -> StatePanels {
    let panels = configuration.unitPanels
    let offset = index * capacity * panels * Panels.width
    return StatePanels(
      hidden: Panels(hiddenGradients, offset: offset, rows: rows, count: panels),
      cell: Panels(cellGradients, offset: offset, rows: rows, count: panels))
  }
}

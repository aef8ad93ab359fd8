import Kernels
import Synchronization

/// One thread's share of a batch: its sequences, everything the passes over them keep, and its gradient.
///
/// All of it is allocated once per training run.
final class Shard: Sendable {
  /// ∂loss/∂weights of the shard's pairs.
  let gradient: PackedParameters
  /// Where the shard's time went.
  let times = PhaseTimes()
  /// What the last pass summed.
  var sums: MetricSums { sumsBuffer[0] }

  private let kernels: Kernels
  private let interruption: Interruption
  private let configuration: NetworkConfiguration
  private let encoderInputs: StepIndices
  private let decoderInputs: StepIndices
  /// The characters to predict, −1 for none; shaped like the decoder's inputs.
  private let targets: StepIndices
  private let encoderTape: LSTMTape
  private let decoderTape: LSTMTape
  /// [Td][B, V]: logits, then their gradient.
  private let logits: AlignedBuffer<Float>
  private let stateGradient: AlignedBuffer<Float>
  private let cellGradient: AlignedBuffer<Float>
  private let zeros: RowOfZeros
  private let losses: AlignedBuffer<Float>
  private let hits: AlignedBuffer<UInt8>
  private let sumsBuffer = AlignedBuffer<MetricSums>(count: 1)
  private let products: [ProductTask]
  /// The first of `products` that nobody has taken; past the last until the backward pass has been through.
  private let nextProduct: Atomic<Int>

  /// Room for `capacity` pairs.
  init(
    configuration: NetworkConfiguration, layout: PackedLayout, capacity: Int, kernels: Kernels,
    interruption: Interruption
  ) {
    self.kernels = kernels
    self.interruption = interruption
    self.configuration = configuration
    gradient = PackedParameters(layout: layout)
    let (te, td) = (configuration.maxEncoderLength, configuration.maxDecoderLength)
    let unitPanels = Panels.count(forColumns: configuration.latentDimension)
    let classPanels = Panels.count(forColumns: configuration.targetVocabulary.count)
    encoderInputs = StepIndices(steps: te, capacity: capacity)
    decoderInputs = StepIndices(steps: td, capacity: capacity)
    targets = StepIndices(steps: td, capacity: capacity)
    encoderTape = LSTMTape(steps: te, capacity: capacity, unitPanels: unitPanels)
    decoderTape = LSTMTape(steps: td, capacity: capacity, unitPanels: unitPanels)
    logits = AlignedBuffer(count: td * capacity * classPanels * Panels.width)
    stateGradient = AlignedBuffer(count: capacity * unitPanels * Panels.width)
    cellGradient = AlignedBuffer(count: capacity * unitPanels * Panels.width)
    zeros = RowOfZeros(
      panels: 4 * unitPanels, rows: max(capacity, layout[.encoderKernel].rows, layout[.decoderKernel].rows))
    losses = AlignedBuffer(count: capacity)
    hits = AlignedBuffer(count: capacity)
    products = ProductTask.all(in: layout)
    nextProduct = Atomic(products.count)
  }

  /// Takes the pairs at `samples`, longest target first, without the characters that `dropout` leaves out.
  func load(_ samples: [Int], from dataset: Dataset, dropout: CharacterDropout?) {
    let (te, td) = (configuration.maxEncoderLength, configuration.maxDecoderLength)
    let space = configuration.padding == .space
    let inputPadding = space ? configuration.inputVocabulary.index(of: " ") : configuration.inputVocabulary.count
    let targetPadding = space ? configuration.targetVocabulary.index(of: " ") : configuration.targetVocabulary.count
    let lengths = samples.map { dataset.targets[$0].count - 1 }
    encoderInputs.steps = te
    for step in 0..<te {
      encoderInputs.setRows(samples.count, at: step)
      fill(encoderInputs[step], samples, from: dataset.inputs, at: step, padding: inputPadding)
      dropout?.apply(
        to: encoderInputs[step], samples, side: .input, step: step, nothing: configuration.inputVocabulary.count)
    }
    decoderInputs.steps = space ? td : min(td, lengths.max() ?? 0)
    targets.steps = decoderInputs.steps
    for step in 0..<decoderInputs.steps {
      let characters = lengths.prefix { $0 > step }.count
      decoderInputs.setRows(space ? samples.count : characters, at: step)
      targets.setRows(characters, at: step)
      fill(decoderInputs[step], samples, from: dataset.targets, at: step, padding: targetPadding)
      dropout?.apply(
        to: decoderInputs[step], samples, side: .target, step: step, nothing: configuration.targetVocabulary.count)
      fill(targets[step], samples, from: dataset.targets, at: step + 1, padding: targetPadding)
    }
  }

  private func fill(
    _ row: UnsafeMutablePointer<Int32>, _ samples: [Int], from sequences: TokenSequences, at step: Int, padding: Int?
  ) {
    for (index, sample) in samples.enumerated() {
      let sequence = sequences[sample]
      row[index] = step < sequence.count ? sequence[sequence.startIndex + step] : Int32(padding ?? 0)
    }
  }

  /// Runs the network over the loaded pairs and sums the metrics; with `transposed` weights it also computes their part of the
  /// batch's gradient, of which `shareProducts` adds what is a product over all time steps.
  ///
  /// `scale` is 1 / (B · Td) of the whole batch: the loss is the mean over all its positions.
  func run(_ part: BatchPart, weights: PackedParameters, transposed: TransposedWeights?, scale: Float) {
    let encoder = LSTM(
      kernels: kernels, weights: weights.encoder, startsFromZero: true, times: times, interruption: interruption)
    let decoder = LSTM(
      kernels: kernels, weights: weights.decoder, startsFromZero: false, times: times,
      interruption: interruption)
    let output = OutputLayer(
      kernels: kernels, kernel: weights[.outputKernel], bias: weights[.outputBias],
      classes: configuration.targetVocabulary.count)
    let rows = encoderInputs.rows(at: 0)
    encoder.forward(encoderInputs, tape: encoderTape)
    decoderTape.hidden(0, rows: rows).copy(from: encoderTape.hidden(encoderInputs.steps, rows: rows))
    decoderTape.cell(0, rows: rows).copy(from: encoderTape.cell(encoderInputs.steps, rows: rows))
    sumsBuffer[0] = MetricSums()
    sumsBuffer[0].positions = rows * configuration.maxDecoderLength
    decoder.forward(decoderInputs, tape: decoderTape) { step in predict(step, output, scale: scale) }
    if let transposed, !interruption.isRaised { backward(part, encoder, decoder, output, transposed, rows: rows) }
  }

  /// The softmax and cross-entropy of one decoder step.
  private func predict(_ step: Int, _ output: OutputLayer, scale: Float) {
    let rows = decoderInputs.rows(at: step)
    let z = logits(at: step)
    times.measure(.products) { output.forward(decoderTape.hidden(step + 1, rows: rows), into: z, zeros: zeros) }
    times.measure(.softmax) {
      output.crossEntropy(z, targets: targets[step], scale: scale, losses: losses, hits: hits)
      addMetrics(step, rows: rows)
    }
  }

  private func addMetrics(_ step: Int, rows: Int) {
    var sums = MetricSums()
    let characters = targets.rows(at: step)
    sums.characters = characters
    for row in 0..<rows {
      let (loss, hit) = (Double(losses.base[row]), Int(hits.base[row]))
      sums.loss += loss
      sums.hits += hit
      if row < characters {
        sums.characterLoss += loss
        sums.characterHits += hit
      }
    }
    sumsBuffer[0] += sums
  }

  private func backward(
    _ part: BatchPart, _ encoder: LSTM, _ decoder: LSTM, _ output: OutputLayer, _ transposed: TransposedWeights,
    rows: Int
  ) {
    let unitPanels = Panels.count(forColumns: configuration.latentDimension)
    let dh = Panels(stateGradient, rows: rows, count: unitPanels)
    let dc = Panels(cellGradient, rows: rows, count: unitPanels)
    times.measure(.gathering) {
      for panels in [dh, dc] { panels.zero() }
      for tensor in ParameterTensor.allCases where part.isFirst && !tensor.isProductOverTime { gradient[tensor].zero() }
    }
    decoder.backward(
      decoderInputs, tape: decoderTape, transposed: transposed.decoderRecurrentKernel, gradient: gradient.decoder,
      dh: dh, dc: dc, zeros: zeros
    ) { step, dh in
      times.measure(.gathering) {
        kernels.scatter(logits(at: step), to: gradient[.outputBias], rows: zeros.indices)
      }
      times.measure(.products) {
        output.backward(logits(at: step), transposed: transposed.outputKernel, into: dh)
      }
    }
    encoder.backward(
      encoderInputs, tape: encoderTape, transposed: transposed.encoderRecurrentKernel, gradient: gradient.encoder,
      dh: dh, dc: dc, zeros: zeros
    ) { _, _ in }
    if part.isLast {
      times.measure(.gathering) {
        decoder.addBias(gradient: gradient.decoder, zeros: zeros)
        encoder.addBias(gradient: gradient.encoder, zeros: zeros)
      }
    }
    nextProduct.store(0, ordering: .releasing)
  }

  /// Computes those of the gradient's products over time that nobody has taken yet, once the backward pass is through.
  ///
  /// Any thread may help: who computes a product does not change its bits. Its time counts as `helper`'s.
  func shareProducts(of part: BatchPart, with helper: Shard) {
    while !interruption.isRaised {
      let index = nextProduct.wrappingAdd(1, ordering: .acquiring).oldValue
      guard index < products.count else { return }
      helper.times.measure(.products) { compute(products[index], of: part) }
    }
  }

  private func compute(_ product: ProductTask, of part: BatchPart) {
    let steps =
      switch product.tensor {
      case .encoderRecurrentKernel:
        encoderTape.recurrentProducts(encoderInputs, startsFromZero: true, panels: product.panels)
      case .decoderRecurrentKernel:
        decoderTape.recurrentProducts(decoderInputs, startsFromZero: false, panels: product.panels)
      default:
        (0..<decoderInputs.steps).map { step in
          let rows = decoderInputs.rows(at: step)
          return KernelsStep(
            decoderTape.hidden(step + 1, rows: rows), logits(at: step).panels(product.panels), rows: rows)
        }
      }
    let target = gradient[product.tensor].panels(product.panels)
    if part.isFirst { target.zero() }
    kernels.multiplyOverTime(steps, aPanels: Panels.count(forColumns: configuration.latentDimension), into: target)
  }

  /// [rows, V] of one step.
  private func logits(at step: Int) -> Panels {
    let panels = Panels.count(forColumns: configuration.targetVocabulary.count)
    return Panels(
      logits, offset: step * decoderInputs.capacity * panels * Panels.width, rows: decoderInputs.rows(at: step),
      count: panels)
  }
}

import Kernels
import Synchronization

/// One thread's share of a batch: its pairs, the pass over them, and its gradient.
///
/// All of it is allocated once per training run.
final class Shard: Sendable {
  /// ∂loss/∂weights of the shard's pairs.
  let gradient: PackedParameters

  private let configuration: NetworkConfiguration
  private let pass: NetworkPass
  private let room: PassInputs
  private let products: [ProductTask]
  /// What is left of the last pass back.
  private let open = Mutex(OpenProducts())

  /// The gradient's products over time that nobody has taken yet: those from `next` on, once there are `inputs`.
  private struct OpenProducts {
    var inputs: PassInputs?
    var next = 0
  }

  /// Room for `capacity` pairs.
  init(configuration: NetworkConfiguration, layout: PackedLayout, capacity: Int, kernels: Kernels) {
    self.configuration = configuration
    gradient = PackedParameters(layout: layout)
    let (te, td) = (configuration.maxEncoderLength, configuration.maxDecoderLength)
    room = PassInputs(encoderSteps: te, decoderSteps: td, capacity: capacity)
    pass = NetworkPass(configuration, encoderSteps: te, decoderSteps: td, capacity: capacity, kernels: kernels)
    products = ProductTask.all(in: layout)
  }

  /// Takes the pairs at `samples`, longest target first, without the characters that `dropout` leaves out.
  func load(_ samples: [Int], from dataset: Dataset, dropout: CharacterDropout?, watch: inout PassWatch) -> PassInputs {
    var inputs = room
    watch.measure(.gathering) {
      fillSource(&inputs, samples, from: dataset, dropout: dropout)
      fillTarget(&inputs, samples, from: dataset, dropout: dropout)
    }
    return inputs
  }

  private func fillSource(_ text: inout PassInputs, _ samples: [Int], from dataset: Dataset, dropout: CharacterDropout?)
  {
    let inputs = configuration.inputVocabulary
    let padding = Int32(configuration.padding == .space ? inputs.index(of: " ") ?? 0 : inputs.count)
    let lengths = samples.map { configuration.paddedLength(dataset.inputs.length(at: $0)) }
    let order = samples.indices.sorted { (-lengths[$0], $0) < (-lengths[$1], $1) }
    text.setDecoderRows(order)
    for step in 0..<(lengths.max() ?? 0) {
      for direction in configuration.directions {
        text.append(direction, rows: order.prefix { lengths[$0] > step }.count) { row in
          let (sample, position) = (samples[order[row]], direction.position(step, of: lengths[order[row]]))
          let isHidden = dropout?.drops(pair: sample, side: .input, step: position) ?? false
          return isHidden ? Int32(inputs.count) : dataset.inputs.token(position, of: sample) ?? padding
        }
      }
    }
  }

  private func fillTarget(_ text: inout PassInputs, _ samples: [Int], from dataset: Dataset, dropout: CharacterDropout?)
  {
    let space = configuration.padding == .space
    let classes = configuration.targetVocabulary
    let padding = Int32(space ? classes.index(of: " ") ?? 0 : classes.count)
    let lengths = samples.map { dataset.targets[$0].count - 1 }
    let steps = space ? configuration.maxDecoderLength : lengths.max() ?? 0
    for step in 0..<min(configuration.maxDecoderLength, steps) {
      let characters = lengths.prefix { $0 > step }.count
      let rows = space ? samples.count : characters
      text.characterCounts.append(characters)
      text.decoderInputs.append(rows: rows) { row in
        let isHidden = dropout?.drops(pair: samples[row], side: .target, step: step) ?? false
        return isHidden ? Int32(classes.count) : dataset.targets.token(step, of: samples[row]) ?? padding
      }
      text.decoderTargets.append(rows: rows) { row in
        dataset.targets.token(step + 1, of: samples[row]) ?? padding
      }
    }
  }

  /// Runs the network over loaded pairs and sums the metrics; with `transposed` weights it also computes their part of the
  /// batch's gradient, of which `shareProducts` adds what is a product over all time steps.
  ///
  /// `scale` is 1 / the whole batch's positions, over all of which the loss is the mean.
  func run(
    _ inputs: PassInputs, _ part: BatchPart, weights: PackedParameters, transposed: TransposedWeights?, scale: Float,
    watch: inout PassWatch
  ) -> MetricSums {
    var sums = MetricSums()
    sums.positions =
      configuration.padding == .mask
      ? inputs.characterCounts.reduce(0, +) : inputs.rows * configuration.maxDecoderLength
    pass.forward(inputs, weights: weights, scale: scale, watch: &watch) { rows, characters, losses, hits in
      sums += Self.sums(losses, hits, rows: rows, characters: characters)
    }
    guard let transposed, !watch.isInterrupted else { return sums }
    if part.isFirst {
      watch.measure(.gathering) {
        for tensor in ParameterTensor.allCases where !tensor.role.isFactor { gradient[tensor].zero() }
      }
    }
    pass.backward(inputs, weights: weights, transposed: transposed, gradient: gradient, watch: &watch)
    if part.isLast { watch.measure(.gathering) { pass.completeGradient(gradient) } }
    open.withLock { $0 = OpenProducts(inputs: inputs) }
    return sums
  }

  /// The metrics of some rows, the first `characters` of which are characters and the others padding.
  private static func sums(
    _ losses: AlignedBuffer<Float>, _ hits: AlignedBuffer<UInt8>, rows: Int, characters: Int
  ) -> MetricSums {
    var sums = MetricSums()
    sums.characters = characters
    for row in 0..<rows {
      let (loss, hit) = (Double(losses[row]), Int(hits[row]))
      sums.loss += loss
      sums.hits += hit
      if row < characters {
        sums.characterLoss += loss
        sums.characterHits += hit
      }
    }
    return sums
  }

  /// Computes those of the gradient's products over time that nobody has taken yet, once the backward pass is through.
  ///
  /// Any thread may help: who computes a product does not change its bits.
  func shareProducts(of part: BatchPart, watch: inout PassWatch) {
    while !watch.isInterrupted, let (product, inputs) = takeProduct() {
      watch.measure(.products) {
        let target = gradient[product.tensor].panels(product.panels)
        if part.isFirst { target.zero() }
        pass.addProduct(product.tensor, panels: product.panels, inputs, to: target)
      }
    }
  }

  private func takeProduct() -> (ProductTask, PassInputs)? {
    open.withLock { open in
      guard let inputs = open.inputs, open.next < products.count else { return nil }
      open.next += 1
      return (products[open.next - 1], inputs)
    }
  }
}

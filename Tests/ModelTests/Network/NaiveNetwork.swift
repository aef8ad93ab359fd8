import Foundation
import Model

/// The network as its formulas stand, one number at a time in double precision: the oracle of the fast one.
struct NaiveNetwork {
  let configuration: NetworkConfiguration
  var tensors: [ParameterTensor: [Double]]

  /// h and c.
  typealias State = (h: [Double], c: [Double])

  init(_ network: Network) {
    configuration = network.configuration
    tensors = Dictionary(
      uniqueKeysWithValues: ParameterTensor.allCases.map { ($0, network.parameters[$0].map(Double.init)) })
  }

  private subscript(tensor: ParameterTensor) -> [Double] { tensors[tensor, default: []] }

  /// One step of an LSTM; `character` nil is an input of zeros, and `scale` stands for the 1 of a one-hot input.
  private func step(
    _ state: State, _ character: Int?, scale: Double = 1, _ kernel: [Double], _ recurrentKernel: [Double],
    _ bias: [Double]
  ) -> State {
    let units = bias.count / 4
    var z = bias
    if let character { for j in z.indices { z[j] += scale * kernel[character * 4 * units + j] } }
    for k in 0..<units { for j in z.indices { z[j] += state.h[k] * recurrentKernel[k * 4 * units + j] } }
    var next = state
    for u in 0..<units {
      next.c[u] = gate(z[units + u]) * state.c[u] + gate(z[u]) * tanh(z[2 * units + u])
      next.h[u] = gate(z[3 * units + u]) * tanh(next.c[u])
    }
    return next
  }

  private func gate(_ x: Double) -> Double {
    switch configuration.recurrentActivation {
    case .sigmoid: 1 / (1 + exp(-x))
    case .hardSigmoid: min(1, max(0, 0.2 * x + 0.5))
    case .hardSigmoidKeras3: min(6, max(0, x + 3)) / 6
    }
  }

  /// The encoder's last state after a sentence padded to Te, the input at one position scaled.
  func encode(
    _ characters: [Int], scaling position: Int? = nil, by factor: Double = 1,
    hiding isHidden: (Int) -> Bool = { _ in false }
  ) -> State {
    read(characters, scaling: position, by: factor, hiding: isHidden).state
  }

  /// The same with h at every position; those of both directions stand side by side.
  func read(
    _ characters: [Int], scaling position: Int? = nil, by factor: Double = 1,
    hiding isHidden: (Int) -> Bool = { _ in false }
  ) -> (state: State, outputs: [[Double]]) {
    let padding = configuration.padding == .space ? configuration.inputVocabulary.index(of: " ") : nil
    let missing = configuration.padding == .mask ? 0 : max(0, configuration.maxEncoderLength - characters.count)
    let inputs = Array((characters.map(Optional.some) + [Int?](repeating: padding, count: missing)).enumerated())
    func run(_ places: [(offset: Int, element: Int?)], _ kernel: [Double], _ recurrent: [Double], _ bias: [Double])
      -> (state: State, outputs: [[Double]])
    {
      let zeros = [Double](repeating: 0, count: bias.count / 4)
      var (state, outputs): (State, [[Double]]) = ((zeros, zeros), [])
      for input in places {
        let character = isHidden(input.offset) ? nil : input.element
        state = step(
          state, character, scale: input.offset == position ? factor : 1, kernel, recurrent, bias)
        outputs.append(state.h)
      }
      return (state, outputs)
    }
    let forward = run(inputs, self[.encoderKernel], self[.encoderRecurrentKernel], self[.encoderBias])
    guard configuration.isBidirectional else { return forward }
    let backward = run(
      inputs.reversed(), self[.backwardKernel], self[.backwardRecurrentKernel], self[.backwardBias])
    return (
      (forward.state.h + backward.state.h, forward.state.c + backward.state.c),
      zip(forward.outputs, backward.outputs.reversed()).map { $0 + $1 }
    )
  }

  /// ln p of the last of `choices` behind the others, for a sentence with the input at one position scaled.
  func logProbability(
    of choices: [Int], in characters: [Int], scaling position: Int? = nil, by factor: Double = 1
  ) -> Double {
    let source = read(characters, scaling: position, by: factor)
    var state = source.state
    var previous = configuration.targetVocabulary.index(of: "\t")
    var probability = 1.0
    for choice in choices {
      let prediction = predict(state, after: previous, attendingTo: source.outputs)
      (state, previous, probability) = (prediction.state, choice, prediction.probabilities[choice])
    }
    return log(probability)
  }

  /// The decoder's state after `character`, and p of every next one; with attention to the encoder's outputs.
  func predict(
    _ state: State, after character: Int?, attendingTo outputs: [[Double]] = []
  ) -> (state: State, probabilities: [Double]) {
    let next = step(state, character, self[.decoderKernel], self[.decoderRecurrentKernel], self[.decoderBias])
    let (kernel, classes) = (self[.outputKernel], configuration.targetVocabulary.count)
    var logits = self[.outputBias]
    let features = configuration.hasAttention ? attend(next.h, outputs).context + next.h : next.h
    for k in features.indices { for j in logits.indices { logits[j] += features[k] * kernel[k * classes + j] } }
    return (next, softmax(logits))
  }

  /// The shares of the encoder's outputs, and their sum.
  func attend(_ query: [Double], _ outputs: [[Double]]) -> (weights: [Double], context: [Double]) {
    let weights = softmax(outputs.map { zip($0, query).reduce(0) { $0 + $1.0 * $1.1 } })
    let context = query.indices.map { unit in zip(weights, outputs).reduce(0) { $0 + $1.0 * $1.1[unit] } }
    return (weights, context)
  }

  private func softmax(_ logits: [Double]) -> [Double] {
    let greatest = logits.max() ?? 0
    let exponentials = logits.map { exp($0 - greatest) }
    let sum = exponentials.reduce(0, +)
    return exponentials.map { $0 / sum }
  }

  /// What `samples` sum to without what `dropout` hides: all Td positions of every pair, also where a finished one contributes
  /// nothing.
  func sums(_ dataset: Dataset, _ samples: Range<Int>, dropout: CharacterDropout? = nil) -> MetricSums {
    var sums = MetricSums()
    let padding = configuration.padding == .space ? configuration.targetVocabulary.index(of: " ") : nil
    for sample in samples {
      func isHidden(_ side: CharacterDropout.Side, _ step: Int) -> Bool {
        dropout?.drops(pair: sample, side: side, step: step) ?? false
      }
      let source = read(dataset.inputs[sample].map(Int.init)) { isHidden(.input, $0) }
      var state = source.state
      let text = dataset.targets[sample].map(Int.init)
      for t in 0..<(configuration.padding == .mask ? text.count - 1 : configuration.maxDecoderLength) {
        let prediction = predict(
          state, after: isHidden(.target, t) ? nil : t < text.count ? text[t] : padding, attendingTo: source.outputs)
        state = prediction.state
        sums.positions += 1
        guard let target = t + 1 < text.count ? text[t + 1] : padding else { continue }
        let loss = -log(prediction.probabilities[target])
        let isHit = prediction.probabilities.firstIndex(of: prediction.probabilities.max() ?? 0) == target
        sums.loss += loss
        sums.hits += isHit ? 1 : 0
        guard t + 1 < text.count else { continue }
        sums.characters += 1
        sums.characterLoss += loss
        sums.characterHits += isHit ? 1 : 0
      }
    }
    return sums
  }
}

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
    let units = configuration.latentDimension
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
    let zeros = [Double](repeating: 0, count: configuration.latentDimension)
    let padding = configuration.padding == .space ? configuration.inputVocabulary.index(of: " ") : nil
    let missing = configuration.padding == .mask ? 0 : max(0, configuration.maxEncoderLength - characters.count)
    let inputs = characters.map(Optional.some) + [Int?](repeating: padding, count: missing)
    let (kernel, recurrentKernel, bias) = (self[.encoderKernel], self[.encoderRecurrentKernel], self[.encoderBias])
    return inputs.enumerated().reduce((zeros, zeros)) { state, input in
      let character = isHidden(input.offset) ? nil : input.element
      return step(state, character, scale: input.offset == position ? factor : 1, kernel, recurrentKernel, bias)
    }
  }

  /// ln p of the last of `choices` behind the others, for a sentence with the input at one position scaled.
  func logProbability(
    of choices: [Int], in characters: [Int], scaling position: Int? = nil, by factor: Double = 1
  ) -> Double {
    var state = encode(characters, scaling: position, by: factor)
    var previous = configuration.targetVocabulary.index(of: "\t")
    var probability = 1.0
    for choice in choices {
      let prediction = predict(state, after: previous)
      (state, previous, probability) = (prediction.state, choice, prediction.probabilities[choice])
    }
    return log(probability)
  }

  /// The decoder's state after `character`, and p of every next one.
  func predict(_ state: State, after character: Int?) -> (state: State, probabilities: [Double]) {
    let next = step(state, character, self[.decoderKernel], self[.decoderRecurrentKernel], self[.decoderBias])
    let (kernel, classes) = (self[.outputKernel], configuration.targetVocabulary.count)
    var logits = self[.outputBias]
    for k in next.h.indices { for j in logits.indices { logits[j] += next.h[k] * kernel[k * classes + j] } }
    let greatest = logits.max() ?? 0
    let exponentials = logits.map { exp($0 - greatest) }
    let sum = exponentials.reduce(0, +)
    return (next, exponentials.map { $0 / sum })
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
      var state = encode(dataset.inputs[sample].map(Int.init)) { isHidden(.input, $0) }
      let text = dataset.targets[sample].map(Int.init)
      for t in 0..<(configuration.padding == .mask ? text.count - 1 : configuration.maxDecoderLength) {
        let prediction = predict(state, after: isHidden(.target, t) ? nil : t < text.count ? text[t] : padding)
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

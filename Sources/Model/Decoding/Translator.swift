import Kernels

/// A network that translates: it only reads its weights, so any number of threads may use it at once.
package final class Translator: Sendable {
  /// The network's vocabularies, lengths and sizes.
  package let configuration: NetworkConfiguration
  let weights: PackedParameters
  let kernels: Kernels

  /// A translator with a copy of the network's weights.
  package convenience init(_ network: Network) { self.init(network, kernels: .best) }

  /// The same with given kernels, so that tests can run every set.
  package init(_ network: Network, kernels: Kernels) {
    configuration = network.configuration
    weights = PackedParameters(network.parameters, layout: PackedLayout(network.configuration))
    self.kernels = kernels
  }

  /// The steps of a translation, one at a time, as they are asked for.
  ///
  /// - Parameters:
  ///   - sentence: What to translate; it is composed (NFC), and characters the network has never seen are left out.
  ///   - choices: Indices to choose instead of the argmax in the first steps: another branch of the decode.
  /// - Returns: A sequence that computes each step when it is asked for.
  package func sequence(for sentence: String, choosing choices: [Int] = []) -> DecodeSequence {
    DecodeSequence(Sentence(sentence, for: configuration), translator: self, choices: choices)
  }

  /// The whole translation.
  package func decode(_ sentence: String, choosing choices: [Int] = []) -> Decode {
    let sequence = sequence(for: sentence, choosing: choices)
    let steps = Array(sequence)
    return Decode(
      input: sequence.sentence.text, unknown: sequence.sentence.unknown, steps: steps,
      stopped: steps.last.map { $0.isEnd ? .end : .limit } ?? .end)
  }
}

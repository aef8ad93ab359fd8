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

  /// TAB, which a decode reads first.
  var startIndex: Int { configuration.targetVocabulary.index(of: "\t") ?? 0 }

  /// The steps of a translation, one at a time, as they are asked for.
  ///
  /// - Parameters:
  ///   - sentence: What to translate; it is composed (NFC), and characters the network has never seen are left out.
  ///   - choices: Indices to choose in the first steps: another branch of the decode.
  ///   - temperature: T, at least 0. 0 chooses the likeliest character; any other temperature draws characters with a
  ///     probability proportional to p^(1/T), while the steps keep p itself.
  ///   - seed: What is drawn; the same seed draws the same.
  /// - Returns: A sequence that computes each step when it is asked for.
  package func sequence(
    for sentence: String, choosing choices: [Int] = [], temperature: Double = 0, seed: UInt64 = 0
  ) -> DecodeSequence {
    DecodeSequence(
      Sentence(sentence, for: configuration), translator: self, choices: choices,
      sampler: Sampler(temperature: temperature, seed: seed))
  }

  /// The whole translation; the parameters are those of `sequence`.
  package func decode(
    _ sentence: String, choosing choices: [Int] = [], temperature: Double = 0, seed: UInt64 = 0
  ) -> Decode {
    let sequence = sequence(for: sentence, choosing: choices, temperature: temperature, seed: seed)
    return Decode(sequence.sentence, steps: Array(sequence))
  }
}

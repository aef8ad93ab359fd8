import Foundation

extension DecodeStep {
  /// P(end): p of LF, 0 where the network cannot write it.
  package var endProbability: Double { vocabulary.index(of: "\n").map { Double(probabilities[$0]) } ?? 0 }

  /// ln p of the character at `index`, in nats; −∞ where p is 0 in float32.
  package func logProbability(of index: Int) -> Double { log(Double(probabilities[index])) }
}

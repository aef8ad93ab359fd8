/// The probabilities of all characters along the steps of a decode.
package struct ProbabilityMap: Sendable {
  /// The characters of the target vocabulary by their indices: those first that are likeliest at the step where they are
  /// likeliest, in whole hundredths, since what lies below differs from processor to processor; of equals those first
  /// whose step comes first, so that a sure decode is a diagonal; then the first in the vocabulary.
  package let order: [Int]
  /// How many of them reach a hundredth, rounded, at some step.
  package let likelyCount: Int
  /// The characters that were written, and the `likelyCount`, as the decode wrote them, the first one first; a character
  /// that it did not write stands behind the one written where it was likeliest, the likelier of two first.
  package let decodeOrder: [Int]
  private let steps: [DecodeStep]

  /// The map of these steps, which share a vocabulary; empty without steps.
  package init(_ steps: [DecodeStep]) {
    self.steps = steps
    let size = steps.first?.probabilities.count ?? 0
    let peaks = (0..<size).map { index in
      // A network of NaN finds nothing likely.
      let hundredths = steps.map { Int(exactly: (100 * $0.probabilities[index]).rounded()) ?? 0 }
      let highest = hundredths.max() ?? 0
      return (hundredths: highest, step: hundredths.firstIndex(of: highest) ?? 0)
    }
    order = (0..<size).sorted {
      (peaks[$1].hundredths, peaks[$0].step, $0) < (peaks[$0].hundredths, peaks[$1].step, $1)
    }
    likelyCount = peaks.count { $0.hundredths > 0 }
    let written = Dictionary(steps.enumerated().map { ($1.index, $0) }) { first, _ in first }
    func place(_ index: Int) -> (Int, Int, Int) {
      written[index].map { ($0, 0, index) } ?? (peaks[index].step, 101 - peaks[index].hundredths, index)
    }
    decodeOrder = Set(order.prefix(likelyCount)).union(written.keys).sorted { place($0) < place($1) }
  }

  /// p of the character `index` at a step.
  package subscript(step: Int, index: Int) -> Float { steps[step].probabilities[index] }

  /// The probability of all characters but those of `indices` at a step.
  package func rest(at step: Int, besides indices: some Sequence<Int>) -> Double {
    let shown = Set(indices)
    return steps[step].probabilities.enumerated().reduce(0) { shown.contains($1.offset) ? $0 : $0 + Double($1.element) }
  }
}

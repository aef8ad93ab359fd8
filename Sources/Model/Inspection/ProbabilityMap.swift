/// The probabilities of all characters along the steps of a decode.
package struct ProbabilityMap: Sendable {
  /// The characters of the target vocabulary by their indices: those first that are likeliest at the step where they are
  /// likeliest; of equals the first in the vocabulary.
  package let order: [Int]
  /// How many of them reach a hundredth at some step.
  package let likelyCount: Int
  private let steps: [DecodeStep]

  /// The map of these steps, which share a vocabulary; empty without steps.
  package init(_ steps: [DecodeStep]) {
    self.steps = steps
    var greatest = [Float](repeating: 0, count: steps.first?.probabilities.count ?? 0)
    for step in steps {
      for (index, p) in step.probabilities.enumerated() where p > greatest[index] { greatest[index] = p }
    }
    order = greatest.indicesOfGreatest(greatest.count)
    likelyCount = greatest.count { $0 >= 0.01 }
  }

  /// p of the character `index` at a step.
  package subscript(step: Int, index: Int) -> Float { steps[step].probabilities[index] }

  /// The probability of all characters but those of `indices` at a step.
  package func rest(at step: Int, besides indices: some Sequence<Int>) -> Double {
    let shown = Set(indices)
    return steps[step].probabilities.enumerated().reduce(0) { shown.contains($1.offset) ? $0 : $0 + Double($1.element) }
  }
}

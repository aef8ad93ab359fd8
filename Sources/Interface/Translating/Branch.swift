import Model

/// One way a sentence was decoded.
package struct Branch: Sendable {
  /// Where it comes from.
  package let origin: BranchOrigin
  /// The classes its first steps are made to choose.
  package let prefix: [Int]
  /// The steps decoded so far.
  package private(set) var steps: [DecodeStep] = []
  /// How many of them are shown.
  package private(set) var revealed = 0
  /// Whether the decoder is done with it.
  package private(set) var isComplete = false
  /// The seeds of later draws at the same temperature that came to the same.
  package private(set) var equalSeeds: Set<UInt64> = []
  /// Whether it was cut short.
  package private(set) var isCancelled = false

  /// A branch of which nothing is decoded.
  package init(_ origin: BranchOrigin = .greedy, prefix: [Int] = []) {
    self.origin = origin
    self.prefix = prefix
  }

  /// Whether characters are still to come.
  package var isStreaming: Bool { !isComplete || revealed < steps.count }

  /// What has appeared so far.
  package var shown: ArraySlice<DecodeStep> { steps[..<revealed] }

  /// The text that is shown, without the LF that ends it.
  package var text: String {
    var scalars = String.UnicodeScalarView()
    for step in shown where !step.isEnd { scalars.append(step.character) }
    return String(scalars)
  }

  /// What is said of where it comes from, and how many draws came to it; nothing of the greedy decode.
  package var title: String { equalSeeds.isEmpty ? origin.title : origin.title + ", \(1 + equalSeeds.count) draws" }

  /// Takes in a draw that came to the same at the same temperature, whatever its seed; false where it is something else.
  mutating func absorb(_ other: Branch) -> Bool {
    guard case .draw(let temperature, let seed) = origin, case .draw(temperature, let otherSeed) = other.origin,
      let hypothesis, hypothesis.indices == other.hypothesis?.indices
    else { return false }
    equalSeeds.formUnion(other.equalSeeds.union([otherSeed]).subtracting([seed]))
    return true
  }

  /// Whether the choice at a step was made by hand.
  package func isForced(_ step: Int) -> Bool { origin == .choice(step: step) }

  /// The shown step, from 0, at which the network was least sure: that of the highest entropy, in whole hundredths of a bit
  /// since what lies below differs from processor to processor, and of equals the first; only steps that it chose itself,
  /// where there are any.
  package var leastSureStep: Int {
    let chosen = prefix.count < revealed ? prefix.count..<revealed : 0..<revealed
    let entropies = chosen.map { Int(exactly: (100 * steps[$0].entropyBits).rounded()) ?? 0 }
    let highest = entropies.max() ?? 0
    return chosen.lowerBound + (entropies.firstIndex(of: highest) ?? 0)
  }

  /// Σ ln p of the characters that are shown, in nats.
  package var logProbability: Double { shown.logProbability }

  /// The whole of it as a beam search would have found it; `nil` while steps are missing.
  package var hypothesis: Hypothesis? { isComplete && !isCancelled ? Hypothesis(steps) : nil }

  /// Takes steps; those it was made to choose are shown at once.
  mutating func receive(_ new: [DecodeStep], isComplete complete: Bool) {
    // What comes for a branch that is done is another's, which was closed.
    guard !isComplete else { return }
    steps += new
    isComplete = complete
    revealed = max(revealed, min(steps.count, prefix.count))
  }

  /// Shows one more step.
  mutating func revealNext() { revealed = min(steps.count, revealed + 1) }

  /// Shows every step.
  mutating func revealAll() { revealed = steps.count }

  /// Ends it where it stands.
  package mutating func cancel() {
    guard isStreaming else { return }
    steps.removeSubrange(revealed...)
    isComplete = true
    isCancelled = true
  }
}

/// Where a branch of a decode comes from.
package enum BranchOrigin: Hashable, Sendable {
  /// The likeliest character at every step.
  case greedy
  /// A character chosen by hand at a step, from 0, and the likeliest ones after it.
  case choice(step: Int)
  /// Characters drawn by chance; the same seed draws the same.
  case draw(temperature: Double, seed: UInt64)
  /// A hypothesis of a beam search: its rank, from 1.
  case beam(width: Int, rank: Int)

  /// What is said of it; nothing of the greedy decode.
  package var title: String {
    switch self {
    case .greedy: ""
    case .choice(let step): "step \(step + 1) by hand"
    case .draw(let temperature, let seed): "T \(Figures.short(temperature)) seed \(seed)"
    case .beam(let width, let rank): "beam of \(width), rank \(rank)"
    }
  }
}

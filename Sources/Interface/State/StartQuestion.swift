import Model

/// Whether to train a new network or the one at hand, and on which sentence pairs.
package struct StartQuestion: Hashable, Sendable {
  /// The pairs to choose from; nil stands for a file that is asked for next.
  package let choices: [CorpusLocation?]
  /// The index of the choice.
  package private(set) var selected: Int
  /// Why the last answer was refused.
  package var error: String?

  /// A question whose first answer is the data in use.
  package init(inUse data: CorpusLocation) {
    let known: [CorpusLocation] = [.embedded]
    choices = known + (known.contains(data) ? [] : [data]) + [nil]
    selected = choices.firstIndex(of: data) ?? 0
  }

  /// The pairs chosen; nil for a file that is asked for next.
  package var data: CorpusLocation? { choices[selected] }

  /// Moves the choice down, or up, as far as there are any.
  package mutating func move(by distance: Int) {
    selected = min(max(selected + distance, 0), choices.count - 1)
  }
}

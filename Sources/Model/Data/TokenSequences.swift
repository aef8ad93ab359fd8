/// Sequences of character indices of various lengths, end to end in one array, without padding.
package struct TokenSequences: Hashable, Sendable {
  private var tokens: [Int32] = []
  private var ends: [Int] = []

  /// No sequences yet.
  package init() {}

  /// How many sequences there are.
  package var count: Int { ends.count }

  /// The sequence at `index`; the slice's own indices do not start at 0.
  package subscript(index: Int) -> ArraySlice<Int32> { tokens[(index == 0 ? 0 : ends[index - 1])..<ends[index]] }

  /// Adds one sequence.
  package mutating func append(_ sequence: some Sequence<Int32>) {
    tokens.append(contentsOf: sequence)
    ends.append(tokens.count)
  }
}

/// An LSTM's state for one sentence.
package struct LSTMState: Hashable, Sendable {
  /// h, [H].
  package let hidden: [Float]
  /// c, the memory cells, [H].
  package let cell: [Float]

  /// A state.
  package init(hidden: [Float], cell: [Float]) {
    self.hidden = hidden
    self.cell = cell
  }
}

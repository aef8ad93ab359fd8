import Kernels

/// An LSTM that runs step by step for B sentences at once: two states, of which each step reads one and writes the other.
///
/// Everything is allocated once; a step allocates nothing.
final class LSTMStepper {
  private let kernels: Kernels
  private let capacity: Int
  /// Of one step, so that it holds two states.
  private let tape: LSTMTape
  private let characters: AlignedBuffer<Int32>
  private var current = 0
  /// B: the sentences under way.
  private(set) var rows: Int

  /// A state of zeros for `rows` sentences, with room for `capacity`.
  init(rows: Int, capacity: Int, unitPanels: Int, kernels: Kernels) {
    precondition(rows <= capacity, "\(rows) sentences do not fit into \(capacity) rows")
    self.kernels = kernels
    self.capacity = capacity
    self.rows = rows
    tape = LSTMTape(steps: 1, capacity: capacity, unitPanels: unitPanels, startsFromZero: false)
    characters = AlignedBuffer(count: capacity)
  }

  /// h and c, [B, H] each.
  var state: StatePanels { tape.state(current, rows: rows) }

  /// Sets the character that sentence `row` reads next.
  func setCharacter(_ index: Int, row: Int) { characters[row] = Int32(index) }

  /// Reads one character per sentence.
  func step(_ layer: LSTM) {
    layer.step(
      RowIndices(characters, count: rows), from: state, to: tape.state(1 - current, rows: rows),
      gates: tape.gates(at: 0, rows: rows))
    current = 1 - current
  }

  /// Reads sequences of one length, one per sentence, in a direction; `output` is told h at each character.
  func read(
    _ sequences: [[Int]], _ direction: EncoderDirection, _ layer: LSTM,
    output: (_ position: Int, _ hidden: Panels) -> Void = { _, _ in }
  ) {
    let length = sequences.first?.count ?? 0
    for step in 0..<length {
      let position = direction.position(step, of: length)
      for row in sequences.indices { setCharacter(sequences[row][position], row: row) }
      self.step(layer)
      output(position, state.hidden)
    }
  }

  /// Takes over some panels of the state from another stepper, of the same sentences.
  func begin(from other: LSTMStepper, panels: Range<Int>) {
    for row in 0..<rows { setCharacter(row, row: row) }
    state.panels(panels).take(from: other.state, rows: RowIndices(characters), kernels)
  }

  /// Has row r continue from the state of row `parents[r]`: rows are copied, reordered or left out.
  ///
  /// Every row needs its next character set anew.
  func select(_ parents: [Int]) {
    precondition(parents.count <= capacity, "\(parents.count) sentences do not fit into \(capacity) rows")
    for (row, parent) in parents.enumerated() { setCharacter(parent, row: row) }
    let from = state
    rows = parents.count
    current = 1 - current
    state.take(from: from, rows: RowIndices(characters), kernels)
  }

  /// The state of sentence `row` as numbers.
  func numbers(row: Int, units: Int) -> LSTMState {
    let (hidden, cell) = (state.hidden, state.cell)
    return LSTMState(hidden: (0..<units).map { hidden[row, $0] }, cell: (0..<units).map { cell[row, $0] })
  }
}

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

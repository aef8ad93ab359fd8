import Kernels

/// An LSTM that runs step by step for B sentences at once: two states, of which each step reads one and writes the other.
///
/// Everything is allocated once; a step allocates nothing.
final class RecurrentState {
  private let kernels: Kernels
  private let capacity: Int
  private let unitPanels: Int
  private let gates: AlignedBuffer<Float>
  private let hiddens: AlignedBuffer<Float>
  private let cells: AlignedBuffer<Float>
  private let indices: AlignedBuffer<Int32>
  private var current = 0
  /// B: the sentences under way.
  private(set) var rows: Int

  /// A state of zeros for `rows` sentences, with room for `capacity`.
  init(rows: Int, capacity: Int, unitPanels: Int, kernels: Kernels) {
    precondition(rows <= capacity, "\(rows) sentences do not fit into \(capacity) rows")
    self.kernels = kernels
    self.capacity = capacity
    self.rows = rows
    self.unitPanels = unitPanels
    let size = capacity * unitPanels * Panels.width
    gates = AlignedBuffer(count: 4 * size)
    hiddens = AlignedBuffer(count: 2 * size)
    cells = AlignedBuffer(count: 2 * size)
    indices = AlignedBuffer(count: capacity)
  }

  /// h, [B, H].
  var hidden: Panels { half(of: hiddens, current) }
  /// c, [B, H].
  var cell: Panels { half(of: cells, current) }

  /// Sets the character that sentence `row` reads next.
  func setCharacter(_ index: Int, row: Int) { indices[row] = Int32(index) }

  /// Reads one character per sentence.
  func step(_ weights: LSTMWeights) {
    let z = Panels(gates, rows: rows, count: 4 * unitPanels)
    let next = 1 - current
    kernels.multiply(hidden, by: weights.recurrentKernel, into: z, from: weights.kernel, rows: indices.base)
    kernels.gates_forward(
      z.base, weights.bias.base, cell.base, cell.stride, half(of: cells, next).base, half(of: hiddens, next).base,
      Int32(rows), Int32(unitPanels))
    current = next
  }

  /// Reads sequences of one length, one per sentence.
  func read(_ sequences: [[Int]], _ weights: LSTMWeights) {
    for step in 0..<(sequences.first?.count ?? 0) {
      for row in sequences.indices { setCharacter(sequences[row][step], row: row) }
      self.step(weights)
    }
  }

  /// Has row r continue from the state of row `parents[r]`: rows are copied, reordered or left out.
  ///
  /// Every row needs its next character set anew.
  func select(_ parents: [Int]) {
    precondition(parents.count <= capacity, "\(parents.count) sentences do not fit into \(capacity) rows")
    precondition(parents.allSatisfy { $0 < rows }, "a parent beyond \(rows) rows")
    for (row, parent) in parents.enumerated() { setCharacter(parent, row: row) }
    let (hidden, cell) = (hidden, cell)
    rows = parents.count
    current = 1 - current
    kernels.gather(hidden, rows: indices.base, into: self.hidden)
    kernels.gather(cell, rows: indices.base, into: self.cell)
  }

  /// The state of sentence `row` as numbers.
  func numbers(row: Int, units: Int) -> LSTMState {
    LSTMState(hidden: (0..<units).map { hidden[row, $0] }, cell: (0..<units).map { cell[row, $0] })
  }

  private func half(of buffer: AlignedBuffer<Float>, _ index: Int) -> Panels {
    Panels(buffer, offset: index * capacity * unitPanels * Panels.width, rows: rows, count: unitPanels)
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

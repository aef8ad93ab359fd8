import Kernels

/// An LSTM that runs step by step for B sentences at once: two states, of which each step reads one and writes the other.
///
/// Everything is allocated once; a step allocates nothing.
final class RecurrentState {
  private let kernels: Kernels
  private let rows: Int
  private let unitPanels: Int
  private let gates: AlignedBuffer<Float>
  private let hiddens: AlignedBuffer<Float>
  private let cells: AlignedBuffer<Float>
  private let indices: AlignedBuffer<Int32>
  private var current = 0

  /// A state of zeros for `rows` sentences.
  init(rows: Int, unitPanels: Int, kernels: Kernels) {
    self.kernels = kernels
    self.rows = rows
    self.unitPanels = unitPanels
    let size = rows * unitPanels * Panels.width
    gates = AlignedBuffer(count: 4 * size)
    hiddens = AlignedBuffer(count: 2 * size)
    cells = AlignedBuffer(count: 2 * size)
    indices = AlignedBuffer(count: rows)
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

  /// The state of sentence `row` as numbers.
  func numbers(row: Int, units: Int) -> LSTMState {
    LSTMState(hidden: (0..<units).map { hidden[row, $0] }, cell: (0..<units).map { cell[row, $0] })
  }

  private func half(of buffer: AlignedBuffer<Float>, _ index: Int) -> Panels {
    Panels(buffer, offset: index * rows * unitPanels * Panels.width, rows: rows, count: unitPanels)
  }
}

/// The decoder's memory cells c along the steps of a decode.
package struct MemoryCells: Hashable, Sendable {
  /// How many steps there are.
  package let stepCount: Int
  /// H: how many cells there are, 0 without steps.
  package let cellCount: Int
  /// [steps, H], row-major.
  private let values: [Float]

  /// The cells at these steps.
  package init(_ steps: [DecodeStep]) {
    stepCount = steps.count
    cellCount = steps.first?.state.cell.count ?? 0
    values = steps.flatMap(\.state.cell)
  }

  /// What a cell holds at a step, after the character before was read.
  package subscript(step: Int, cell: Int) -> Float { values[step * cellCount + cell] }

  /// Σ|c_t − c_{t−1}| along the steps, for every cell.
  package var changes: [Float] {
    var changes = [Float](repeating: 0, count: cellCount)
    for step in 1..<max(1, stepCount) {
      for cell in 0..<cellCount { changes[cell] += abs(self[step, cell] - self[step - 1, cell]) }
    }
    return changes
  }

  /// The `count` cells that change most along the steps, most changed first; of equals the first.
  package func mostChanged(_ count: Int) -> [Int] { changes.indicesOfGreatest(count) }
}

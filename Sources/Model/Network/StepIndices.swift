/// The characters of a batch shard, step by step: which row of a kernel each row of the shard gathers.
///
/// [T][B] indices, time-major. The number of rows may shrink from step to step, never grow: sequences lie sorted, longest
/// first, so that those still running are a prefix.
struct StepIndices: Sendable {
  /// B: the most rows a step can have.
  let capacity: Int
  private let indices: AlignedBuffer<Int32>
  private let rowCounts: AlignedBuffer<Int>
  private let stepCount = AlignedBuffer<Int>(count: 1)

  /// Room for `steps` steps of `capacity` rows.
  init(steps: Int, capacity: Int) {
    self.capacity = capacity
    indices = AlignedBuffer(count: steps * capacity)
    rowCounts = AlignedBuffer(count: steps)
  }

  /// T: the steps in use.
  var steps: Int {
    get { stepCount[0] }
    nonmutating set { stepCount[0] = newValue }
  }

  /// The rows in use at a step.
  func rows(at step: Int) -> Int { rowCounts[step] }

  /// Sets the rows in use at a step.
  func setRows(_ rows: Int, at step: Int) { rowCounts[step] = rows }

  /// The indices of one step, `capacity` of them.
  subscript(step: Int) -> UnsafeMutablePointer<Int32> {
    precondition(step >= 0 && (step + 1) * capacity <= indices.count, "step \(step) does not exist")
    return indices.base + step * capacity
  }
}

/// One row of zeros and the indices with which every row of a product starts from it, or from a bias.
struct RowOfZeros: Sendable {
  private let numbers: AlignedBuffer<Float>
  private let zeroIndices: AlignedBuffer<Int32>
  private let panels: Int

  /// Zeros for products of up to `panels` panels and `rows` rows.
  init(panels: Int, rows: Int) {
    self.panels = panels
    numbers = AlignedBuffer(count: panels * Panels.width)
    zeroIndices = AlignedBuffer(count: rows)
  }

  /// The row, [1, 16 · panels].
  var row: Panels { Panels(numbers, rows: 1, count: panels) }

  /// Zeros, one for each row of a product.
  var indices: UnsafePointer<Int32> { UnsafePointer(zeroIndices.base) }
}

/// The characters of a batch shard, step by step: which row of a kernel each row of the shard gathers.
///
/// [T][B] indices, time-major. The number of rows may shrink from step to step, never grow: sequences lie sorted, longest
/// first, so that those still running are a prefix. Copies share the characters.
struct StepIndices: Sendable {
  private let capacity: Int
  private let indices: AlignedBuffer<Int32>
  private var rowCounts: [Int] = []
  private var lengths: [Int]

  /// No steps yet, and room for `steps` of `capacity` rows.
  init(steps: Int, capacity: Int) {
    self.capacity = capacity
    indices = AlignedBuffer(count: steps * capacity)
    rowCounts.reserveCapacity(steps)
    lengths = [Int](repeating: 0, count: capacity)
  }

  /// One sequence, a step for each character.
  init(_ characters: [Int]) {
    self.init(steps: characters.count, capacity: 1)
    for character in characters { append(rows: 1) { _ in Int32(character) } }
  }

  /// T: the steps so far.
  var steps: Int { rowCounts.count }

  /// The rows at a step.
  func rows(at step: Int) -> Int { rowCounts[step] }

  /// The characters of one step, one for each of its rows.
  subscript(step: Int) -> RowIndices { RowIndices(indices, offset: step * capacity, count: rowCounts[step]) }

  /// The character that a row reads at a step.
  subscript(step: Int, row: Int) -> Int32 { indices[step * capacity + row] }

  /// How many steps a row takes part in, from the first on.
  func steps(ofRow row: Int) -> Int { lengths[row] }

  /// Adds a step of `rows` rows, each with its `character`.
  mutating func append(rows: Int, character: (_ row: Int) -> Int32) {
    precondition(rows <= min(capacity, rowCounts.last ?? rows), "\(rows) rows, more than a step can have here")
    for row in 0..<rows {
      indices[steps * capacity + row] = character(row)
      lengths[row] += 1
    }
    rowCounts.append(rows)
  }
}

/// One row of zeros and the indices with which every row of a product starts from it, or from a bias.
struct RowOfZeros: Sendable {
  private let numbers: AlignedBuffer<Float>
  private let zeroIndices: AlignedBuffer<Int32>

  /// Zeros for products of up to `panels` panels and `rows` rows.
  init(panels: Int, rows: Int) {
    numbers = AlignedBuffer(count: panels * Panels.width)
    zeroIndices = AlignedBuffer(count: rows)
  }

  /// The row, [1, 16 · panels].
  var row: Panels { Panels(numbers, rows: 1, count: numbers.count / Panels.width) }

  /// Zeros, one for each row of a product.
  var indices: RowIndices { RowIndices(zeroIndices) }
}

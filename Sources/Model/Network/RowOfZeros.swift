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

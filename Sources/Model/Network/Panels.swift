import Kernels

/// A view of a matrix [rows, 16 · count] that lies in panels of [rows][16]; it owns nothing.
///
/// Here, at one door, the kernels' pointers meet the shapes: every call checks that they agree.
struct Panels {
  /// Columns of a panel.
  static let width = Int(KERNELS_PANEL)

  /// The first panel's first row.
  let base: UnsafeMutablePointer<Float>
  /// Rows in use.
  let rows: Int
  /// Panels side by side.
  let count: Int
  /// Floats from one panel to the next, at least 16 · rows.
  let stride: Int

  /// A view from `offset` on, its panels touching unless a stride is given.
  init(_ buffer: AlignedBuffer<Float>, offset: Int = 0, rows: Int, count: Int, stride: Int? = nil) {
    self.rows = rows
    self.count = count
    self.stride = stride ?? rows * Self.width
    precondition(
      offset >= 0 && self.stride >= rows * Self.width && offset + count * self.stride <= buffer.count,
      "\(count) panels of \(rows) rows from \(offset) exceed a buffer of \(buffer.count)")
    base = buffer.base + offset
  }

  private init(base: UnsafeMutablePointer<Float>, rows: Int, count: Int, stride: Int) {
    (self.base, self.rows, self.count, self.stride) = (base, rows, count, stride)
  }

  /// How many panels `columns` columns take.
  static func count(forColumns columns: Int) -> Int { (columns + width - 1) / width }

  /// The first `rows` rows.
  func prefix(_ rows: Int) -> Panels {
    precondition(rows <= self.rows, "\(rows) rows of \(self.rows)")
    return Panels(base: base, rows: rows, count: count, stride: stride)
  }

  /// Some of the panels.
  func panels(_ range: Range<Int>) -> Panels {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "panels \(range) of \(count)")
    return Panels(base: base + range.lowerBound * stride, rows: rows, count: range.count, stride: stride)
  }

  /// The number at a row and a column.
  subscript(row: Int, column: Int) -> Float {
    precondition(
      row < rows && column < count * Self.width, "[\(row), \(column)] is not within [\(rows), \(count * Self.width)]")
    return base[column / Self.width * stride + row * Self.width + column % Self.width]
  }

  /// The column of a row's greatest number among the first `columns`, the first of equals.
  func argmax(row: Int, columns: Int) -> Int {
    var best = 0
    for column in 1..<max(1, columns) {
      let (challenger, champion) = (self[row, column], self[row, best])
      if challenger > champion || champion.isNaN && !challenger.isNaN { best = column }
    }
    return best
  }

  /// Clears all rows.
  func zero() {
    for panel in 0..<count { (base + panel * stride).update(repeating: 0, count: rows * Self.width) }
  }

  /// Copies the rows of a matrix of the same shape.
  func copy(from other: Panels) {
    precondition(rows == other.rows && count == other.count, "shapes differ")
    for panel in 0..<count {
      (base + panel * stride).update(from: other.base + panel * other.stride, count: rows * Self.width)
    }
  }
}

extension Kernels {
  /// The fastest kernels this processor runs.
  package static var best: Kernels { kernels_best().pointee }

  /// c = table[indices] + a · b, every row of c starting from a gathered row of `table`.
  func multiply(_ a: Panels, by b: Panels, into c: Panels, from table: Panels, rows indices: UnsafePointer<Int32>) {
    precondition(b.rows == a.count * Panels.width && b.stride == b.rows * Panels.width, "the depths differ")
    precondition(c.count == b.count && c.rows <= a.rows && table.count >= c.count, "the shapes differ")
    product(
      c.base, c.stride, table.base, table.stride, indices, a.base, a.stride, b.base, Int32(c.rows), Int32(a.count),
      Int32(c.count))
  }

  /// c += a · b.
  func multiply(_ a: Panels, by b: Panels, accumulatingInto c: Panels) {
    precondition(b.rows == a.count * Panels.width && b.stride == b.rows * Panels.width, "the depths differ")
    precondition(c.count == b.count && c.rows <= a.rows, "the shapes differ")
    product(
      c.base, c.stride, c.base, c.stride, nil, a.base, a.stride, b.base, Int32(c.rows), Int32(a.count), Int32(c.count))
  }

  /// c = table[indices]: a product of no depth.
  func gather(_ table: Panels, rows indices: UnsafePointer<Int32>, into c: Panels) {
    precondition(table.count == c.count, "the shapes differ")
    product(c.base, c.stride, table.base, table.stride, indices, c.base, 0, c.base, Int32(c.rows), 0, Int32(c.count))
  }

  /// gradient += Σ over the steps of aᵀ · b: [16 · a panels, 16 · b panels].
  func multiplyOverTime(_ steps: [KernelsStep], aPanels: Int, into gradient: Panels) {
    precondition(
      gradient.rows == aPanels * Panels.width && gradient.stride == gradient.rows * Panels.width, "the shapes differ")
    product_over_time(gradient.base, steps, Int32(steps.count), Int32(aPanels), Int32(gradient.count))
  }

  /// table[indices[r]] += z[r].
  func scatter(_ z: Panels, to table: Panels, rows indices: UnsafePointer<Int32>) {
    precondition(table.count == z.count && table.stride == table.rows * Panels.width, "the shapes differ")
    scatter_add(table.base, Int32(table.rows), z.base, z.stride, indices, Int32(z.rows), Int32(z.count))
  }
}

extension KernelsStep {
  /// The first `rows` rows of both.
  init(_ a: Panels, _ b: Panels, rows: Int) {
    precondition(rows <= a.rows && rows <= b.rows, "\(rows) rows of \(a.rows) and \(b.rows)")
    self.init(a: a.base, b: b.base, a_stride: a.stride, b_stride: b.stride, rows: Int32(rows))
  }
}

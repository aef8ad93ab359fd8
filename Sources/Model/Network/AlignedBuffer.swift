import Kernels

#if canImport(Glibc)
  import Glibc
#endif

/// A fixed number of zeroed elements at a 64-byte boundary, freed with its last owner.
///
/// The one place where the compiler's checks on shared memory are set aside: the shards of a batch run on several threads
/// and write into buffers of their own. Every number has one writer at a time: its shard while the shards run, or the thread
/// that took that piece of the gradient, and the training thread between the phases, which `concurrentPerform` separates.
/// Weights are read by all while none writes.
///
/// Its address is known in this file alone. The views below keep their buffer and lie within it; `CheckedKernels` hands them
/// to the kernels, once their shapes agree.
final class AlignedBuffer<Element: BitwiseCopyable>: @unchecked Sendable {
  fileprivate let base: UnsafeMutablePointer<Element>
  /// How many elements there are.
  let count: Int

  /// Allocates `count` elements, all bits 0.
  init(count: Int) {
    let byteCount = max(1, count) * MemoryLayout<Element>.stride
    let isLarge = byteCount >= hugePage
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: isLarge ? hugePage : 64)
    #if canImport(Glibc)
      if isLarge { madvise(bytes, byteCount, MADV_HUGEPAGE) }  // a wish; without it the numbers are the same
    #endif
    bytes.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    self.base = bytes.bindMemory(to: Element.self, capacity: count)
    self.count = count
  }

  /// A copy of an array.
  convenience init(_ elements: [Element]) {
    self.init(count: elements.count)
    base.update(from: elements, count: elements.count)
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }

  /// The element at `index`.
  subscript(index: Int) -> Element {
    get {
      precondition(index >= 0 && index < count, "index \(index) is not within 0..<\(count)")
      return base[index]
    }
    set {
      precondition(index >= 0 && index < count, "index \(index) is not within 0..<\(count)")
      base[index] = newValue
    }
  }
}

/// What the processor can address with one entry of its table of pages: a pass over the tape touches thousands of small ones.
private let hugePage = 2 << 20

/// A view of one number for each row of a matrix.
struct RowValues<Element: BitwiseCopyable> {
  private let buffer: AlignedBuffer<Element>
  /// Where they start; for `CheckedKernels` alone.
  let pointer: UnsafeMutablePointer<Element>
  /// How many there are.
  let count: Int

  /// `count` numbers from `offset` on, by default all from there.
  init(_ buffer: AlignedBuffer<Element>, offset: Int = 0, count: Int? = nil) {
    self.buffer = buffer
    self.count = count ?? buffer.count - offset
    precondition(
      offset >= 0 && self.count >= 0 && offset + self.count <= buffer.count,
      "\(self.count) numbers from \(offset) exceed a buffer of \(buffer.count)")
    pointer = buffer.base + offset
  }
}

/// For each row of a matrix a row of another, such as its character's.
typealias RowIndices = RowValues<Int32>

/// A view of a matrix [rows, 16 · count] that lies in panels of [rows][16].
struct Panels {
  /// Columns of a panel.
  static let width = Int(KERNELS_PANEL)

  private let buffer: AlignedBuffer<Float>
  /// Where it lies; for `CheckedKernels` alone.
  let matrix: KernelsMatrix

  /// Rows in use.
  var rows: Int { Int(matrix.rows) }
  /// Panels side by side.
  var count: Int { Int(matrix.panels) }

  /// A view from `offset` on, its panels touching.
  init(_ buffer: AlignedBuffer<Float>, offset: Int = 0, rows: Int, count: Int) {
    let stride = rows * Self.width
    precondition(
      offset >= 0 && rows >= 0 && count >= 0 && offset + count * stride <= buffer.count,
      "\(count) panels of \(rows) rows from \(offset) exceed a buffer of \(buffer.count)")
    self.init(
      buffer, KernelsMatrix(base: buffer.base + offset, stride: stride, rows: Int32(rows), panels: Int32(count)))
  }

  private init(_ buffer: AlignedBuffer<Float>, _ matrix: KernelsMatrix) {
    (self.buffer, self.matrix) = (buffer, matrix)
  }

  /// How many panels `columns` columns take.
  static func count(forColumns columns: Int) -> Int { (columns + width - 1) / width }

  /// The first `rows` rows.
  func prefix(_ rows: Int) -> Panels { self.rows(0..<rows) }

  /// Some of the rows.
  func rows(_ range: Range<Int>) -> Panels {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(rows)")
    var matrix = matrix
    matrix.base += range.lowerBound * Self.width
    matrix.rows = Int32(range.count)
    return Panels(buffer, matrix)
  }

  /// Some of the panels.
  func panels(_ range: Range<Int>) -> Panels {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "panels \(range) of \(count)")
    var matrix = matrix
    matrix.base += range.lowerBound * matrix.stride
    matrix.panels = Int32(range.count)
    return Panels(buffer, matrix)
  }

  /// The number at a row and a column.
  subscript(row: Int, column: Int) -> Float {
    precondition(
      row >= 0 && row < rows && column >= 0 && column < count * Self.width,
      "[\(row), \(column)] is not within [\(rows), \(count * Self.width)]")
    return matrix.base[column / Self.width * matrix.stride + row * Self.width + column % Self.width]
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
    for panel in 0..<count {
      (matrix.base + panel * matrix.stride).update(repeating: 0, count: rows * Self.width)
    }
  }
}

import Kernels
import Model
import Testing

/// One instruction set's kernels, as an argument of a test.
struct KernelSet: Sendable, CustomTestStringConvertible {
  let kernels: Kernels

  var testDescription: String { String(cString: kernels.name) }

  /// Every set this processor runs.
  static let all: [KernelSet] = (0..<8).compactMap { index in
    kernels_available(Int32(index)).map { KernelSet(kernels: $0.pointee) }
  }
}

/// Floats at a 64-byte boundary as the kernels want them, between margins that show whether anything else was written.
final class Floats {
  private static let margin = 64
  private static let sentinel: Float = -12345.678
  private let memory: UnsafeMutablePointer<Float>
  let count: Int

  /// `count` floats, all `value`.
  init(count: Int, value: Float = 0) {
    self.count = count
    let floats = count + 2 * Self.margin
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: floats * 4, alignment: 64)
    memory = bytes.bindMemory(to: Float.self, capacity: floats)
    memory.initialize(repeating: Self.sentinel, count: floats)
    base.update(repeating: value, count: count)
  }

  convenience init(_ values: [Float]) {
    self.init(count: values.count)
    base.update(from: values, count: values.count)
  }

  deinit { UnsafeMutableRawPointer(memory).deallocate() }

  var base: UnsafeMutablePointer<Float> { memory + Self.margin }

  var values: [Float] { Array(UnsafeBufferPointer(start: base, count: count)) }

  var hasWholeMargins: Bool {
    let margins = Array(0..<Self.margin) + Array((Self.margin + count)..<(2 * Self.margin + count))
    return margins.allSatisfy { memory[$0] == Self.sentinel }
  }
}

/// A matrix [rows, 16 · panels] in panels that lie `stride` floats apart; between them are sentinels.
struct PanelMatrix {
  private static let gap: Float = 54321.5
  let floats: Floats
  let rows: Int
  let panels: Int
  let stride: Int

  var base: UnsafeMutablePointer<Float> { floats.base }
  /// The view that kernels take.
  var matrix: KernelsMatrix { KernelsMatrix(base: base, stride: stride, rows: Int32(rows), panels: Int32(panels)) }
  var columns: Int { panels * 16 }

  /// All `value`; `spareRows` more rows would fit between two panels.
  init(rows: Int, panels: Int, spareRows: Int = 0, value: Float = 0) {
    (self.rows, self.panels, stride) = (rows, panels, (rows + spareRows) * 16)
    floats = Floats(count: panels * stride, value: Self.gap)
    for row in 0..<rows { for column in 0..<columns { self[row, column] = value } }
  }

  /// Uniform numbers in −1 ..< 1.
  init(rows: Int, panels: Int, spareRows: Int = 0, random generator: inout RandomGenerator) {
    self.init(rows: rows, panels: panels, spareRows: spareRows)
    for row in 0..<rows { for column in 0..<columns { self[row, column] = generator.float() } }
  }

  subscript(row: Int, column: Int) -> Float {
    get { base[column / 16 * stride + row * 16 + column % 16] }
    nonmutating set { base[column / 16 * stride + row * 16 + column % 16] = newValue }
  }

  func row(_ row: Int) -> [Float] { (0..<columns).map { self[row, $0] } }

  /// A copy with its own memory.
  func copy() -> PanelMatrix {
    let copy = PanelMatrix(rows: rows, panels: panels, spareRows: stride / 16 - rows)
    copy.base.update(from: base, count: floats.count)
    return copy
  }

  /// Whether nothing was written outside the matrix.
  var hasWholeGaps: Bool {
    floats.hasWholeMargins
      && (0..<panels).allSatisfy { panel in
        (rows * 16..<stride).allSatisfy { base[panel * stride + $0] == Self.gap }
      }
  }
}

extension RandomGenerator {
  /// A number in −1 ..< 1.
  mutating func float() -> Float { Float(2 * uniform() - 1) }

  /// A whole number in 0 ..< bound.
  mutating func integer(below bound: Int) -> Int { Int(uniform() * Double(bound)) }
}

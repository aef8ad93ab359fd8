import Essentials

/// Uniform numbers within ±√(6 / (rows + columns)) (Glorot and Bengio, 2010), as [rows, columns].
func glorotUniform(rows: Int, columns: Int, generator: inout RandomGenerator) -> [Float] {
  let limit = (6 / Double(rows + columns)).squareRoot()
  return (0..<rows * columns).map { _ in Float((2 * generator.uniform() - 1) * limit) }
}

/// A random [rows, columns] matrix with orthonormal rows, rows ≤ columns (Saxe et al., 2013).
///
/// It is the transposed Q of a QR decomposition with a positive diagonal of R, which is what modified Gram and Schmidt's
/// process gives: each Gaussian row loses its parts along the rows before it and is scaled to length 1.
func orthonormalRows(rows: Int, columns: Int, generator: inout RandomGenerator) -> [Float] {
  precondition(rows <= columns, "\(rows) orthonormal rows do not fit into \(columns) dimensions")
  let lanes = (columns + 7) / 8
  var basis: [SIMD8<Double>] = []
  basis.reserveCapacity(rows * lanes)
  for row in 0..<rows {
    var vector = [SIMD8<Double>](repeating: .zero, count: lanes)
    for column in 0..<columns { vector[column / 8][column % 8] = generator.gaussian() }
    for other in 0..<row {
      var dot = SIMD8<Double>.zero
      for lane in 0..<lanes { dot += basis[other * lanes + lane] * vector[lane] }
      let projection = SIMD8<Double>(repeating: dot.sum())
      for lane in 0..<lanes { vector[lane] -= projection * basis[other * lanes + lane] }
    }
    let squares = vector.reduce(SIMD8<Double>.zero) { $0 + $1 * $1 }
    let scale = 1 / squares.sum().squareRoot()
    basis.append(contentsOf: vector.map { $0 * scale })
  }
  return (0..<rows * columns).map { element in
    let column = element % columns
    return Float(basis[element / columns * lanes + column / 8][column % 8])
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): one 64-bit number is its whole state, so that a checkpoint can hold it.
package struct RandomGenerator: RandomNumberGenerator, Hashable, Sendable {
  /// The whole state; a generator made with it continues the sequence.
  package private(set) var state: UInt64

  /// A generator that starts from, or continues at, `state`.
  package init(state: UInt64) { self.state = state }

  /// A generator from a seed that a person chose; small neighbouring seeds start far apart in the sequence.
  package init(seed: UInt64) { state = Self.mixed(seed) }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  private static func mixed(_ state: UInt64) -> UInt64 {
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in 0 ..< 1 with 53 random bits.
  package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number of the standard normal distribution, by Box and Muller's transform.
  package mutating func gaussian() -> Double {
    let radius = (-2 * log(1 - uniform())).squareRoot()
    return radius * cos(2 * .pi * uniform())
  }

  /// 0 ..< count in random order: Fisher and Yates's shuffle, started from the identity.
  package mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    var last = count - 1
    while last > 0 {
      // The high half of a 128-bit product: unbiased to 2^-64·count, and the same on every platform.
      let other = Int(next().multipliedFullWidth(by: UInt64(last + 1)).high)
      order.swapAt(last, other)
      last -= 1
    }
    return order
  }
}

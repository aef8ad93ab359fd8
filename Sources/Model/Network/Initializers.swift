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

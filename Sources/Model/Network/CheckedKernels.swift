import Kernels

// The door to the kernels: every call checks that shapes and indices agree, so that none reads or writes beyond its views.

extension Kernels {
  /// The fastest kernels this processor runs.
  package static var best: Kernels { kernels_best().pointee }

  /// c = table[indices] + a · b, every row of c starting from a gathered row of `table`.
  func multiply(_ a: Panels, by b: Panels, into c: Panels, from table: Panels, rows indices: RowIndices) {
    precondition(b.rows == a.count * Panels.width, "the depths differ")
    precondition(c.count == b.count && c.rows <= a.rows && table.count >= c.count, "the shapes differ")
    indices.check(count: c.rows, below: table.rows)
    product(c.matrix, table.matrix, indices.pointer, a.matrix, b.matrix)
  }

  /// c += a · b.
  func multiply(_ a: Panels, by b: Panels, accumulatingInto c: Panels) {
    precondition(b.rows == a.count * Panels.width, "the depths differ")
    precondition(c.count == b.count && c.rows <= a.rows, "the shapes differ")
    product(c.matrix, c.matrix, nil, a.matrix, b.matrix)
  }

  /// c = table[indices]: a product of no depth.
  func gather(_ table: Panels, rows indices: RowIndices, into c: Panels) {
    precondition(table.count >= c.count, "the shapes differ")
    indices.check(count: c.rows, below: table.rows)
    product(c.matrix, table.matrix, indices.pointer, c.panels(0..<0).matrix, c.matrix)
  }

  /// gradient += Σ over the steps of aᵀ · b: [16 · a panels, 16 · b panels].
  func multiplyOverTime(_ steps: [KernelsStep], into gradient: Panels) {
    for step in steps {
      precondition(
        gradient.rows == Int(step.a.panels) * Panels.width && gradient.count == step.b.panels, "the shapes differ")
    }
    product_over_time(gradient.matrix, steps, Int32(steps.count))
  }

  /// table[indices[r]] += z[r].
  func scatter(_ z: Panels, to table: Panels, rows indices: RowIndices) {
    precondition(table.count == z.count, "the shapes differ")
    indices.check(count: z.rows, below: table.rows)
    scatter_add(table.matrix, z.matrix, indices.pointer)
  }

  /// c[r] = matrices[r][rows[r]], or where it accumulates c[r] += that: a row from each of the first matrices.
  ///
  /// The matrices are not kept alive by it: their buffers must be.
  func collect(_ matrices: [KernelsMatrix], rows: [Int32], into c: Panels, accumulating: Bool = false) {
    precondition(c.rows <= matrices.count && c.rows <= rows.count, "\(c.rows) rows of \(matrices.count) matrices")
    for row in 0..<c.rows {
      let matrix = matrices[row]
      precondition(
        matrix.panels >= c.matrix.panels && rows[row] >= 0 && rows[row] < matrix.rows, "the shapes differ")
    }
    add_rows(c.matrix, matrices, rows, accumulating)
  }

  /// One LSTM step, from pre-activations without bias, z [B, 4H], which become activations, to the next state.
  func activateGates(
    _ z: Panels, as activation: RecurrentActivation, bias: Panels, from cell: Panels, to next: StatePanels
  ) {
    precondition(bias.rows == 1 && bias.count == z.count, "the bias is not one of \(z.count) panels")
    precondition(next.hidden.rows >= z.rows, "the shapes differ")
    checkGates(z, cell, next)
    gates_forward(activation.slope, z.matrix, bias.matrix, cell.matrix, next.cell.matrix, next.hidden.matrix)
  }

  /// The same step back, from activations, which become ∂loss/∂z.
  ///
  /// `cell` is c before the step and `nextCell` after it. `gradient` is ∂loss/∂h and ∂loss/∂c after the step; of these the
  /// second becomes the one before it.
  func differentiateGates(
    _ z: Panels, as activation: RecurrentActivation, from cell: Panels, to nextCell: Panels, gradient: StatePanels
  ) {
    checkGates(z, cell, gradient)
    precondition(
      nextCell.count == cell.count && nextCell.rows >= z.rows && gradient.hidden.rows >= z.rows, "the shapes differ")
    gates_backward(
      activation.slope, z.matrix, cell.matrix, nextCell.matrix, gradient.hidden.matrix, gradient.cell.matrix)
  }

  private func checkGates(_ z: Panels, _ cell: Panels, _ state: StatePanels) {
    precondition(
      z.count == 4 * cell.count && cell.rows >= z.rows && state.cell.count == cell.count
        && state.hidden.count == cell.count && state.cell.rows >= z.rows, "the shapes differ")
  }

  /// Logits [B, classes] become probabilities, in place.
  func softmax(_ logits: Panels, classes: Int) {
    precondition(Panels.count(forColumns: classes) == logits.count, "\(classes) classes in \(logits.count) panels")
    softmax(logits.matrix, Int32(classes))
  }

  /// ∂loss/∂p [B, classes] becomes ∂loss/∂logits, in place.
  func differentiateSoftmax(_ gradient: Panels, of probabilities: Panels) {
    precondition(
      gradient.count == probabilities.count && gradient.rows <= probabilities.rows, "the shapes differ")
    softmax_backward(gradient.matrix, probabilities.matrix)
  }

  /// Logits [B, classes] become (p − y) · scale, in place; the losses −ln p and the hits of every row are written.
  ///
  /// A target of −1 is no character: loss, hit and gradient are 0.
  func crossEntropy(
    _ logits: Panels, classes: Int, targets: RowIndices, scale: Float, losses: RowValues<Float>, hits: RowValues<UInt8>
  ) {
    precondition(Panels.count(forColumns: classes) == logits.count, "\(classes) classes in \(logits.count) panels")
    precondition(logits.rows <= losses.count && logits.rows <= hits.count, "no room for \(logits.rows) losses")
    targets.check(count: logits.rows, from: -1, below: classes)
    cross_entropy(logits.matrix, targets.pointer, scale, losses.pointer, hits.pointer, Int32(classes))
  }

  /// RMSprop over [n, 16] weights with their gradients and slots.
  func updateByRMSprop(
    _ weights: Panels, meanSquare: Panels, momentum: Panels?, meanGradient: Panels?, gradient: Panels,
    _ step: KernelsRMSprop
  ) {
    let size = weights.lineCount
    for other in [meanSquare, gradient, momentum ?? gradient, meanGradient ?? gradient] {
      precondition(other.lineCount == size, "the shapes differ")
    }
    rmsprop(
      weights.matrix.base, meanSquare.matrix.base, momentum?.matrix.base, meanGradient?.matrix.base,
      gradient.matrix.base, size * Panels.width, step)
  }

  /// sum += other, [n, 16] each.
  func add(_ other: Panels, to sum: Panels) {
    precondition(sum.lineCount == other.lineCount, "the shapes differ")
    add(sum.matrix.base, other.matrix.base, sum.lineCount * Panels.width)
  }
}

extension KernelsStep {
  /// One step of a product over time, with as many of a's rows as b has.
  ///
  /// Neither is kept alive by it: their buffers must be.
  init(_ a: Panels, _ b: Panels) {
    precondition(b.rows <= a.rows, "\(b.rows) rows of \(a.rows)")
    self.init(a: a.matrix, b: b.matrix)
  }
}

extension Panels {
  /// Rows of a matrix of one panel, which lie one behind the other.
  fileprivate var lineCount: Int {
    precondition(count == 1, "\(count) panels where the numbers have to lie in one")
    return rows
  }

  /// Takes over Keras's row-major [rows, gates · units]; what the panels have beyond that is 0.
  func pack(_ numbers: [Float], rows: Int, units: Int, gates: Int) {
    checkPacking(numbers.count, rows, units, gates)
    kernels_pack(matrix.base, numbers, Int32(rows), Int32(units), Int32(gates), matrix.rows)
  }

  /// The inverse of `pack`.
  func unpack(into numbers: inout [Float], rows: Int, units: Int, gates: Int) {
    checkPacking(numbers.count, rows, units, gates)
    kernels_unpack(&numbers, matrix.base, Int32(rows), Int32(units), Int32(gates), matrix.rows)
  }

  private func checkPacking(_ numbers: Int, _ rows: Int, _ units: Int, _ gates: Int) {
    precondition(
      numbers == rows * units * gates && rows <= self.rows && count == Panels.count(forColumns: units) * gates
        && matrix.stride == self.rows * Panels.width,
      "\(numbers) numbers as [\(rows), \(gates) · \(units)] do not fit \(count) panels of \(self.rows)")
  }

  /// Writes some panels of a matrix into their places in its transpose, which this is.
  func transpose(_ original: Panels, panels range: Range<Int>) {
    let (depth, width) = (original.rows / Panels.width, Panels.width)
    precondition(
      original.rows == count * width && rows == original.count * width && range.lowerBound >= 0
        && range.upperBound <= original.count && matrix.stride == rows * width
        && original.matrix.stride == original.rows * width, "the shapes differ")
    kernels_transpose(
      matrix.base, original.matrix.base, original.matrix.panels, Int32(depth), Int32(range.lowerBound),
      Int32(range.upperBound))
  }
}

extension RowIndices {
  /// Checks that the first `count` lie within `lowest` ..< `bound`.
  @inline(__always) fileprivate func check(count: Int, from lowest: Int32 = 0, below bound: Int) {
    precondition(count <= self.count, "\(self.count) indices for \(count) rows")
    var greatest: UInt32 = 0
    for row in 0..<count { greatest = max(greatest, UInt32(bitPattern: pointer[row] &- lowest)) }
    precondition(count == 0 || Int(greatest) + Int(lowest) < bound, "an index beyond \(bound) rows")
  }
}

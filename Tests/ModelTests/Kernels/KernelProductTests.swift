import Kernels
import Model
import Testing

/// The matrix products against one multiplication and addition after the other.
@Suite("Kernels, products") struct KernelProductTests {
  /// Each of n float32 additions and multiplications rounds by half a unit in the last place of a partial sum, so a sum of n
  /// products is off by less than n units of Σ|a·b|.
  static func tolerance(terms: Int, magnitude: Double) -> Double {
    Double(terms + 1) * Double(Float.ulpOfOne) * magnitude
  }

  /// Where the rows of c start.
  enum Start: CaseIterable { case row, gathered, accumulated }

  @Test(arguments: KernelSet.all) func product(set: KernelSet) {
    var generator = RandomGenerator(state: 1)
    for rows in Array(1...14) + [32] {
      for depth in [0, 1, 2, 3] {
        for panels in [1, 2, 3, 4, 7, 8, 17] {
          let start = Start.allCases[generator.integer(below: 3)]
          check(set, rows: rows, depth: depth, panels: panels, start: start, &generator)
        }
      }
    }
  }

  @Test(arguments: KernelSet.all, Start.allCases) func productStarts(set: KernelSet, start: Start) {
    var generator = RandomGenerator(state: 2)
    for rows in [1, 2, 3, 6, 7, 12, 13, 32] {
      check(set, rows: rows, depth: 2, panels: 5, start: start, &generator)
      check(set, rows: rows, depth: 1, panels: 16, start: start, &generator)
    }
  }

  private func check(
    _ set: KernelSet, rows: Int, depth: Int, panels: Int, start kind: Start, _ generator: inout RandomGenerator
  ) {
    let a = PanelMatrix(rows: rows, panels: depth, spareRows: 3, random: &generator)
    let b = PanelMatrix(rows: 16 * depth, panels: panels, random: &generator)
    let c = PanelMatrix(rows: rows, panels: panels, spareRows: 5, random: &generator)
    let table = PanelMatrix(rows: max(9, rows), panels: panels, random: &generator)
    let start = kind == .accumulated ? c : table
    let indices = (0..<rows).map { row in kind == .gathered ? Int32(generator.integer(below: 9)) : Int32(row) }
    let before = start.copy()
    set.kernels.product(c.matrix, start.matrix, kind == .gathered ? indices : nil, a.matrix, b.matrix)
    var worst = 0.0
    for row in 0..<rows {
      for column in 0..<c.columns {
        var (sum, magnitude) = (Double(before[Int(indices[row]), column]), 1.0)
        for k in 0..<16 * depth {
          let term = Double(a[row, k]) * Double(b[k, column])
          sum += term
          magnitude += abs(term)
        }
        let error = abs(Double(c[row, column]) - sum)
        worst = max(worst, error / Self.tolerance(terms: 16 * depth, magnitude: magnitude))
      }
    }
    #expect(worst <= 1, "\(rows) rows, \(depth) deep, \(panels) panels, \(kind)")
    #expect(c.hasWholeGaps && table.hasWholeGaps && a.hasWholeGaps && b.hasWholeGaps, "wrote elsewhere")
  }

  @Test(
    arguments: KernelSet.all,
    [
      [3], [64, 0, 64, 5], [1, 2, 3, 4, 5, 6, 7], [128, 128], [200, 3], [40, 40, 40, 40, 40], [127, 1, 1, 130, 12],
    ])
  func productOverTime(set: KernelSet, rows: [Int]) {
    var generator = RandomGenerator(state: 3)
    for aPanels in [1, 2, 3] {
      for bPanels in [1, 2, 3, 5] {
        checkOverTime(set, rows: rows, aPanels: aPanels, bPanels: bPanels, &generator)
      }
    }
  }

  private func checkOverTime(
    _ set: KernelSet, rows: [Int], aPanels: Int, bPanels: Int, _ generator: inout RandomGenerator
  ) {
    let a = rows.map { PanelMatrix(rows: $0, panels: aPanels, spareRows: $0 % 3, random: &generator) }
    let b = rows.map { PanelMatrix(rows: $0, panels: bPanels, spareRows: $0 % 4, random: &generator) }
    let c = PanelMatrix(rows: 16 * aPanels, panels: bPanels, random: &generator)
    let before = c.copy()
    let steps = rows.indices.map { KernelsStep(a: a[$0].matrix, b: b[$0].matrix) }
    set.kernels.product_over_time(c.matrix, steps, Int32(steps.count))
    var worst = 0.0
    for i in 0..<16 * aPanels {
      for j in 0..<16 * bPanels {
        var (sum, magnitude) = (Double(before[i, j]), 1.0)
        for step in rows.indices {
          for row in 0..<rows[step] {
            let term = Double(a[step][row, i]) * Double(b[step][row, j])
            sum += term
            magnitude += abs(term)
          }
        }
        let error = abs(Double(c[i, j]) - sum)
        worst = max(worst, error / Self.tolerance(terms: rows.reduce(0, +), magnitude: magnitude))
      }
    }
    #expect(worst <= 1, "\(aPanels) × \(bPanels) panels")
    #expect(c.hasWholeGaps, "wrote elsewhere")
  }

  @Test(arguments: KernelSet.all) func noSteps(set: KernelSet) {
    var generator = RandomGenerator(state: 4)
    let c = PanelMatrix(rows: 16, panels: 2, random: &generator)
    let before = c.floats.values
    set.kernels.product_over_time(c.matrix, [], 0)
    #expect(c.floats.values == before)
  }

  /// A row from each of many matrices, copied or added.
  @Test(arguments: KernelSet.all, [false, true]) func addRows(set: KernelSet, accumulates: Bool) {
    var generator = RandomGenerator(state: 6)
    for rows in [1, 2, 7, 33] {
      for panels in [1, 2, 5] {
        let c = PanelMatrix(rows: rows, panels: panels, spareRows: 2, random: &generator)
        let matrices = (0..<rows).map { PanelMatrix(rows: 1 + $0 % 5, panels: panels + $0 % 2, random: &generator) }
        let indices = matrices.indices.map { Int32(generator.integer(below: 1 + $0 % 5)) }
        let expected = c.copy()
        for row in 0..<rows {
          for column in 0..<c.columns {
            let taken = matrices[row][Int(indices[row]), column]
            expected[row, column] = accumulates ? expected[row, column] + taken : taken
          }
        }
        set.kernels.add_rows(c.matrix, matrices.map(\.matrix), indices, accumulates)
        #expect(c.floats.values == expected.floats.values)
        #expect(c.hasWholeGaps, "wrote elsewhere")
      }
    }
  }

  /// Additions alone, in the order of the rows: the same bits as a loop.
  @Test(arguments: KernelSet.all) func scatterAdd(set: KernelSet) {
    var generator = RandomGenerator(state: 5)
    for rows in [1, 2, 7, 33] {
      for panels in [1, 2, 5] {
        let table = PanelMatrix(rows: 6, panels: panels, random: &generator)
        let z = PanelMatrix(rows: rows, panels: panels, spareRows: 2, random: &generator)
        let indices = (0..<rows).map { _ in Int32(generator.integer(below: 6)) }
        let expected = table.copy()
        for row in 0..<rows {
          for column in 0..<z.columns { expected[Int(indices[row]), column] += z[row, column] }
        }
        set.kernels.scatter_add(table.matrix, z.matrix, indices)
        #expect(table.floats.values == expected.floats.values)
        #expect(table.hasWholeGaps && z.hasWholeGaps, "wrote elsewhere")
      }
    }
  }

  @Test(arguments: KernelSet.all) func add(set: KernelSet) {
    var generator = RandomGenerator(state: 6)
    for count in [0, 1, 15, 16, 17, 1000] {
      let values = (0..<2 * count).map { _ in generator.float() }
      let (sum, other) = (Floats(Array(values[..<count])), Floats(Array(values[count...])))
      set.kernels.add(sum.base, other.base, count)
      #expect(sum.values == (0..<count).map { values[$0] + values[count + $0] })
      #expect(sum.hasWholeMargins)
    }
  }
}

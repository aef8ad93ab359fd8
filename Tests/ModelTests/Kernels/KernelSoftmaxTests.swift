import Foundation
import Kernels
import Model
import Testing

/// Softmax and cross-entropy against double precision.
@Suite("Kernels, softmax") struct KernelSoftmaxTests {
  /// Rounding x − max, at most 88 in magnitude, to float32 changes e^(x − max) by up to 4e-6 of itself.
  static let probabilityTolerance = 5e-6
  /// Of a sum of up to 93 probabilities and their scaling.
  static let sumTolerance = 1e-6
  /// One rounding of a logit's distance to the greatest, and one of ln Σ.
  static let lossTolerance = 1e-6
  /// e^x is 0 below −87.3.
  static let smallest = 1.2e-38

  private static let classCounts = [1, 2, 15, 16, 17, 32, 33, 93]

  /// p of one row's logits.
  private static func softmax(_ logits: [Float]) -> [Double] {
    let greatest = logits.map(Double.init).reduce(-.infinity, max)
    let exponentials = logits.map { exp(Double($0) - greatest) }
    let sum = exponentials.reduce(0, +)
    return exponentials.map { $0 / sum }
  }

  /// Logits up to ±`scale`; the columns past `classes` hold garbage that must not count.
  private func logits(
    rows: Int, classes: Int, scale: Float, _ generator: inout RandomGenerator
  ) -> PanelMatrix {
    let z = PanelMatrix(rows: rows, panels: (classes + 15) / 16, random: &generator)
    for row in 0..<rows {
      for column in 0..<z.columns { z[row, column] *= column < classes ? scale : 1e30 }
    }
    return z
  }

  private func expectProbabilities(_ z: PanelMatrix, row: Int, of logits: [Float]) {
    let found = z.row(row)
    for (p, expected) in zip(found, Self.softmax(logits)) {
      #expect(abs(Double(p) - expected) <= Self.probabilityTolerance * expected + Self.smallest)
    }
    #expect(found[logits.count...].allSatisfy { $0 == 0 }, "past the classes")
    #expect(abs(found.reduce(0.0) { $0 + Double($1) } - 1) < Self.sumTolerance)
  }

  /// Against p ∘ (d − Σ p ∘ d), in place.
  @Test(arguments: KernelSet.all) func backward(set: KernelSet) {
    var generator = RandomGenerator(state: 21)
    for classes in Self.classCounts {
      for rows in [1, 3, 12] {
        let p = logits(rows: rows, classes: classes, scale: 3, &generator)
        set.kernels.softmax(p.matrix, Int32(classes))
        let d = PanelMatrix(rows: rows, panels: (classes + 15) / 16, random: &generator)
        let before = d.copy()
        set.kernels.softmax_backward(d.matrix, p.matrix)
        for row in 0..<rows {
          let (shares, gradient) = (p.row(row).map(Double.init), before.row(row).map(Double.init))
          let mean = zip(shares, gradient).reduce(0) { $0 + $1.0 * $1.1 }
          for (found, expected) in zip(d.row(row), zip(shares, gradient).map { $0 * ($1 - mean) }) {
            #expect(abs(Double(found) - expected) < Self.sumTolerance)
          }
        }
        #expect(d.hasWholeGaps, "wrote elsewhere")
      }
    }
  }

  @Test(arguments: KernelSet.all) func softmax(set: KernelSet) {
    var generator = RandomGenerator(state: 20)
    for classes in Self.classCounts {
      for rows in [1, 3, 12] {
        for scale: Float in [1, 20, 1e4] {
          let z = logits(rows: rows, classes: classes, scale: scale, &generator)
          let before = z.copy()
          set.kernels.softmax(z.matrix, Int32(classes))
          for row in 0..<rows { expectProbabilities(z, row: row, of: Array(before.row(row)[..<classes])) }
          #expect(z.hasWholeGaps, "wrote elsewhere")
        }
      }
    }
  }

  @Test(arguments: KernelSet.all) func extremeLogits(set: KernelSet) {
    let rows: [[Float]] = [
      [1e4, -1e4, 0, 1e4], [-1e4, -1e4, -1e4, -1e4], [-.infinity, 0, -.infinity, 0], [1e38, -1e38, 0, 1],
      [-.infinity, -.infinity, 3, -.infinity], [-0.0, 0, -0.0, 0], [1e-30, 0, -1e-30, 87.3],
    ]
    let z = PanelMatrix(rows: rows.count, panels: 1)
    for (row, logits) in rows.enumerated() { for (column, x) in logits.enumerated() { z[row, column] = x } }
    set.kernels.softmax(z.matrix, 4)
    for (row, logits) in rows.enumerated() { expectProbabilities(z, row: row, of: logits) }
  }

  /// Wherever it stands, and without touching the other rows.
  @Test(arguments: KernelSet.all, [0, 7, 15, 16, 20]) func notANumberPassesThrough(set: KernelSet, column: Int) {
    for bad: Float in [.nan, -.nan, .infinity] {
      var generator = RandomGenerator(state: 21)
      let z = logits(rows: 3, classes: 21, scale: 1, &generator)
      let before = z.copy()
      z[1, column] = bad
      set.kernels.softmax(z.matrix, 21)
      #expect(z.row(1)[..<21].contains { $0.isNaN } && z[1, column].isNaN)
      for row in [0, 2] { expectProbabilities(z, row: row, of: Array(before.row(row)[..<21])) }
    }
  }

  @Test(arguments: KernelSet.all) func crossEntropy(set: KernelSet) {
    var generator = RandomGenerator(state: 22)
    for classes in Self.classCounts {
      for scale: Float in [1, 30, 1e4] {
        let rows = 9
        let z = logits(rows: rows, classes: classes, scale: scale, &generator)
        let before = z.copy()
        let targets = (0..<rows).map { $0 % 4 == 3 ? Int32(-1) : Int32(generator.integer(below: classes)) }
        let losses = Floats(count: rows, value: 9)
        var hits = [UInt8](repeating: 9, count: rows)
        set.kernels.cross_entropy(z.matrix, targets, 0.25, losses.base, &hits, Int32(classes))
        for row in 0..<rows {
          let logits = Array(before.row(row)[..<classes])
          expectCrossEntropy(logits, targets[row], z.row(row), losses.values[row], hits[row], scale: 0.25)
        }
        #expect(z.hasWholeGaps && losses.hasWholeMargins, "wrote elsewhere")
      }
    }
  }

  private func expectCrossEntropy(
    _ logits: [Float], _ target: Int32, _ gradient: [Float], _ loss: Float, _ hit: UInt8, scale: Double
  ) {
    guard target >= 0 else {
      #expect(gradient.allSatisfy { $0 == 0 } && loss == 0 && hit == 0)
      return
    }
    let probabilities = Self.softmax(logits)
    for column in gradient.indices {
      let p = column < logits.count ? probabilities[column] : 0
      let expected = (p - (column == Int(target) ? 1 : 0)) * scale
      #expect(abs(Double(gradient[column]) - expected) <= Self.probabilityTolerance * p * scale + 1e-7 * scale)
    }
    let greatest = logits.map(Double.init).reduce(-.infinity, max)
    let sum = logits.reduce(0) { $0 + exp(Double($1) - greatest) }
    let expected = log(sum) + greatest - Double(logits[Int(target)])
    #expect(abs(Double(loss) - expected) <= Self.lossTolerance * max(1, expected))
    #expect((hit == 1) == (Double(logits[Int(target)]) == greatest))
  }

  /// numpy's argmax takes the first of equals; nothing is the likeliest where there are no numbers.
  @Test(arguments: KernelSet.all) func ties(set: KernelSet) {
    let row = (0..<20).map { Float([3, 7, 18].contains($0) ? 2 : -1) }
    let targets: [Int32] = [3, 7, 18, 0, 0, 5, 5]
    let z = PanelMatrix(rows: targets.count, panels: 2)
    for index in targets.indices {
      for column in 0..<20 { z[index, column] = index == 4 || index == 5 ? 1.5 : index == 6 ? .nan : row[column] }
    }
    let losses = Floats(count: targets.count)
    var hits = [UInt8](repeating: 9, count: targets.count)
    set.kernels.cross_entropy(z.matrix, targets, 1, losses.base, &hits, 20)
    #expect(hits == [1, 0, 0, 0, 1, 0, 0])
    #expect(losses.values[6].isNaN && z[6, 19].isNaN)
  }

  /// A loss is small, or of ordinary size, however great the logits are.
  @Test(arguments: KernelSet.all) func smallLossesOfGreatLogits(set: KernelSet) {
    let rows: [[Float]] = [[10_000, 9999.5, 9990], [-10_000, -9999.5, -9999], [20, 3, 5], [12, -3, 0]]
    let z = PanelMatrix(rows: rows.count, panels: 1)
    for (row, logits) in rows.enumerated() { for (column, x) in logits.enumerated() { z[row, column] = x } }
    let losses = Floats(count: rows.count)
    var hits = [UInt8](repeating: 9, count: rows.count)
    set.kernels.cross_entropy(
      z.matrix, [Int32](repeating: 0, count: rows.count), 1, losses.base, &hits, 3)
    for (row, logits) in rows.enumerated() {
      let greatest = logits.map(Double.init).reduce(-.infinity, max)
      let expected = log(logits.reduce(0) { $0 + exp(Double($1) - greatest) }) + greatest - Double(logits[0])
      #expect(abs(Double(losses.values[row]) - expected) < 2e-7 * max(1, expected), "row \(row)")
    }
  }

  @Test(arguments: KernelSet.all) func impossibleTarget(set: KernelSet) {
    let z = PanelMatrix(rows: 2, panels: 1)
    (z[0, 1], z[1, 0]) = (-.infinity, .nan)
    let losses = Floats(count: 2)
    var hits: [UInt8] = [9, 9]
    set.kernels.cross_entropy(z.matrix, [1, -1], 1, losses.base, &hits, 2)
    #expect(losses.values == [.infinity, 0] && hits == [0, 0])
    #expect(z.row(0)[..<2] == [1, -1])
    #expect(z.row(1).allSatisfy { $0 == 0 }, "no character: no gradient, whatever the logits")
  }
}

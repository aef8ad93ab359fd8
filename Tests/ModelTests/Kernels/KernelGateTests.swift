import Foundation
import Kernels
import Model
import Testing

/// One step of an LSTM, forward and backward, against Keras's formulas in double precision.
@Suite("Kernels, LSTM gates") struct KernelGateTests {
  /// The functions' relative error is below 4e-7, and c and h are sums of two products of numbers below about 3.
  static let forwardTolerance = 2e-6
  /// Products of up to five such numbers; 1 − t² loses some of its last bits where t is near 1.
  static let backwardTolerance = 4e-6

  private static func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

  /// The column of unit `unit`'s gate among panels of four gates of 16 units.
  private static func column(_ unit: Int, gate: Int) -> Int { (unit / 16 * 4 + gate) * 16 + unit % 16 }

  /// min(1, max(0, slope · x + ½)), or σ where the slope is 0.
  private static func gate(_ x: Double, slope: Float) -> Double {
    slope == 0 ? sigmoid(x) : min(1, max(0, Double(slope) * x + 0.5))
  }

  /// The derivative of a gate whose value is y.
  private static func derivative(_ y: Double, slope: Float) -> Double {
    slope == 0 ? y * (1 - y) : y > 0 && y < 1 ? Double(slope) : 0
  }

  @Test(arguments: KernelSet.all, [0, 0.2, 1 / 6] as [Float]) func forward(set: KernelSet, slope: Float) {
    for rows in [1, 2, 3, 5, 12, 32] { checkForward(set, rows: rows, slope: slope) }
  }

  private func checkForward(_ set: KernelSet, rows: Int, slope: Float) {
    var generator = RandomGenerator(state: 10)
    for panels in [1, 2, 3] {
      let z = PanelMatrix(rows: rows, panels: 4 * panels, random: &generator)
      for row in 0..<rows { for column in 0..<z.columns { z[row, column] *= 4 } }
      let bias = PanelMatrix(rows: 1, panels: 4 * panels, random: &generator)
      let previous = PanelMatrix(rows: rows, panels: panels, spareRows: 2, random: &generator)
      let c = PanelMatrix(rows: rows, panels: panels)
      let h = PanelMatrix(rows: rows, panels: panels)
      let logits = z.copy()
      set.kernels.gates_forward(slope, z.matrix, bias.matrix, previous.matrix, c.matrix, h.matrix)
      var worst = 0.0
      for row in 0..<rows {
        for unit in 0..<16 * panels {
          let gates = (0..<4).map { gate in
            let column = Self.column(unit, gate: gate)
            let x = Double(logits[row, column]) + Double(bias[0, column])
            return gate == 2 ? tanh(x) : Self.gate(x, slope: slope)
          }
          let cell = gates[1] * Double(previous[row, unit]) + gates[0] * gates[2]
          let found = (0..<4).map { Double(z[row, Self.column(unit, gate: $0)]) }
          let errors = zip(found, gates).map { abs($0 - $1) }
          let stateErrors = [
            abs(Double(c[row, unit]) - cell), abs(Double(h[row, unit]) - gates[3] * tanh(cell)),
          ]
          worst = max(worst, (errors + stateErrors).reduce(0, max))
        }
      }
      #expect(worst < Self.forwardTolerance, "\(rows) rows, \(panels) panels")
      #expect([z, bias, previous, c, h].allSatisfy { $0.hasWholeGaps }, "wrote elsewhere")
    }
  }

  @Test(arguments: KernelSet.all, [0, 0.2, 1 / 6] as [Float]) func backward(set: KernelSet, slope: Float) {
    for rows in [1, 2, 3, 5, 12, 32] { checkBackward(set, rows: rows, slope: slope) }
  }

  private func checkBackward(_ set: KernelSet, rows: Int, slope: Float) {
    var generator = RandomGenerator(state: 11)
    for panels in [1, 2, 3] {
      // Activations as a forward pass leaves them: i, f and o in 0 … 1.
      let z = PanelMatrix(rows: rows, panels: 4 * panels, random: &generator)
      for row in 0..<rows {
        for column in 0..<z.columns where column / 16 % 4 != 2 {
          // A quarter of them at an end, where a hard gate is flat.
          z[row, column] = min(1, max(0, (z[row, column] * 4 / 3 + 1) / 2))
        }
      }
      let previous = PanelMatrix(rows: rows, panels: panels, spareRows: 1, random: &generator)
      let c = PanelMatrix(rows: rows, panels: panels, random: &generator)
      let dh = PanelMatrix(rows: rows, panels: panels, spareRows: 4, random: &generator)
      let dc = PanelMatrix(rows: rows, panels: panels, spareRows: 4, random: &generator)
      let (activations, dcBefore) = (z.copy(), dc.copy())
      set.kernels.gates_backward(slope, z.matrix, previous.matrix, c.matrix, dh.matrix, dc.matrix)
      var worst = 0.0
      for row in 0..<rows {
        for unit in 0..<16 * panels {
          let gates = (0..<4).map { Double(activations[row, Self.column(unit, gate: $0)]) }
          let (i, f, g, o) = (gates[0], gates[1], gates[2], gates[3])
          let (t, d) = (tanh(Double(c[row, unit])), Double(dh[row, unit]))
          let cell = Double(dcBefore[row, unit]) + d * o * (1 - t * t)
          let expected = [
            cell * g * Self.derivative(i, slope: slope),
            cell * Double(previous[row, unit]) * Self.derivative(f, slope: slope), cell * i * (1 - g * g),
            d * t * Self.derivative(o, slope: slope), cell * f,
          ]
          let found = (0..<4).map { Double(z[row, Self.column(unit, gate: $0)]) } + [Double(dc[row, unit])]
          worst = max(worst, zip(found, expected).map { abs($0 - $1) }.reduce(0, max))
        }
      }
      #expect(worst < Self.backwardTolerance, "\(rows) rows, \(panels) panels")
      #expect([z, previous, c, dh, dc].allSatisfy { $0.hasWholeGaps }, "wrote elsewhere")
    }
  }

  /// Padded units: all weights and states 0 must stay without effect.
  @Test(arguments: KernelSet.all) func zerosGiveZeroState(set: KernelSet) {
    let z = PanelMatrix(rows: 3, panels: 4)
    let zero = PanelMatrix(rows: 3, panels: 1)
    let bias = PanelMatrix(rows: 1, panels: 4)
    let (c, h) = (PanelMatrix(rows: 3, panels: 1, value: 7), PanelMatrix(rows: 3, panels: 1, value: 7))
    set.kernels.gates_forward(0, z.matrix, bias.matrix, zero.matrix, c.matrix, h.matrix)
    #expect(c.floats.values.allSatisfy { $0 == 0 } && h.floats.values.allSatisfy { $0 == 0 })
    let (dh, dc) = (PanelMatrix(rows: 3, panels: 1), PanelMatrix(rows: 3, panels: 1))
    set.kernels.gates_backward(0, z.matrix, zero.matrix, c.matrix, dh.matrix, dc.matrix)
    #expect(z.floats.values.allSatisfy { $0 == 0 } && dc.floats.values.allSatisfy { $0 == 0 })
  }

  /// A network that diverged must say so, not go on with numbers that look right.
  @Test(arguments: KernelSet.all) func notANumberPassesThrough(set: KernelSet) {
    let z = PanelMatrix(rows: 1, panels: 4)
    z[0, 3] = .nan
    let zero = PanelMatrix(rows: 1, panels: 1)
    let bias = PanelMatrix(rows: 1, panels: 4)
    let (c, h) = (PanelMatrix(rows: 1, panels: 1), PanelMatrix(rows: 1, panels: 1))
    set.kernels.gates_forward(0, z.matrix, bias.matrix, zero.matrix, c.matrix, h.matrix)
    #expect(c[0, 3].isNaN && h[0, 3].isNaN && c[0, 2] == 0 && h[0, 4] == 0)
  }
}

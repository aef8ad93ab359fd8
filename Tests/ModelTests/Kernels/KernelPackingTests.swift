import Kernels
import Model
import Testing

/// Matrices on their way into panels and back.
@Suite("Kernels, packing") struct KernelPackingTests {
  @Test(arguments: [1, 4], [1, 5, 15, 16, 17, 32, 33, 48]) func roundTrip(gates: Int, units: Int) {
    var generator = RandomGenerator(state: 40)
    for rows in [1, 2, 16, 19] {
      for paddedRows in [rows, rows + 1, (rows + 15) / 16 * 16] {
        let matrix = (0..<rows * gates * units).map { _ in generator.float() }
        let panels = PanelMatrix(rows: paddedRows, panels: (units + 15) / 16 * gates, value: 5)
        kernels_pack(panels.base, matrix, Int32(rows), Int32(units), Int32(gates), Int32(paddedRows))
        #expect(panels.hasWholeGaps, "wrote elsewhere")
        var expected = [Float](repeating: 0, count: panels.floats.count)
        for row in 0..<rows {
          for gate in 0..<gates {
            for unit in 0..<units {
              let panel = unit / 16 * gates + gate
              expected[(panel * paddedRows + row) * 16 + unit % 16] = matrix[(row * gates + gate) * units + unit]
            }
          }
        }
        #expect(panels.floats.values == expected, "\(rows) rows in \(paddedRows)")
        let back = Floats(count: matrix.count)
        kernels_unpack(back.base, panels.base, Int32(rows), Int32(units), Int32(gates), Int32(paddedRows))
        #expect(back.values == matrix && back.hasWholeMargins)
      }
    }
  }

  @Test(arguments: [1, 2, 3, 8], [1, 2, 5]) func transpose(panelCount: Int, rowPanels: Int) {
    var generator = RandomGenerator(state: 41)
    let matrix = PanelMatrix(rows: 16 * rowPanels, panels: panelCount, random: &generator)
    let transposed = PanelMatrix(rows: 16 * panelCount, panels: rowPanels)
    kernels_transpose(transposed.base, matrix.base, Int32(panelCount), Int32(rowPanels), 0, Int32(panelCount))
    let isTransposed = (0..<matrix.rows).allSatisfy { row in
      (0..<matrix.columns).allSatisfy { transposed[$0, row] == matrix[row, $0] }
    }
    #expect(isTransposed && transposed.hasWholeGaps)
    let back = PanelMatrix(rows: matrix.rows, panels: panelCount)
    kernels_transpose(back.base, transposed.base, Int32(rowPanels), Int32(panelCount), 0, Int32(rowPanels))
    #expect(back.floats.values == matrix.floats.values)
  }

  @Test func setsAreOrderedAndEnd() {
    let names = KernelSet.all.map(\.testDescription)
    #expect(names.last == "plain" && Set(names).count == names.count)
    #expect(String(cString: kernels_best().pointee.name) == names.first)
    #expect(kernels_available(Int32(names.count)) == nil && kernels_available(-1) == nil)
  }
}

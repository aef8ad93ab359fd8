import Model
import Testing

/// The memory cells along a decode's steps.
@Suite("Memory cells") struct MemoryCellsTests {
  @Test func changesAreSummed() throws {
    let (start, dataset) = Fixture.start()
    let translator = Translator(try Fixture.trained(start, dataset).network)
    let steps = translator.decode("We swim.").steps
    let cells = MemoryCells(steps)
    #expect(cells.stepCount == steps.count && cells.cellCount == 12)
    for (step, values) in steps.map(\.state.cell).enumerated() {
      #expect((0..<12).map { cells[step, $0] } == values)
    }
    let expected = (0..<12).map { cell in
      zip(steps, steps.dropFirst()).reduce(Float(0)) { $0 + abs($1.1.state.cell[cell] - $1.0.state.cell[cell]) }
    }
    #expect(cells.changes == expected && Set(expected).count == 12)
    let most = cells.mostChanged(5)
    #expect(most.count == 5 && zip(most, most.dropFirst()).allSatisfy { expected[$0] > expected[$1] })
    #expect(most.first == expected.firstIndex(of: expected.max() ?? 0))
    #expect(Set(cells.mostChanged(99)) == Set(0..<12) && cells.mostChanged(0).isEmpty && cells.mostChanged(-1).isEmpty)
  }

  @Test func fewSteps() throws {
    let translator = Translator(Fixture.start().checkpoint.network)
    #expect(MemoryCells([]).stepCount == 0 && MemoryCells([]).mostChanged(3).isEmpty)
    let one = MemoryCells(Array(translator.decode("We swim.").steps.prefix(1)))
    #expect(one.changes == [Float](repeating: 0, count: 12) && one.mostChanged(3) == [0, 1, 2])
  }
}

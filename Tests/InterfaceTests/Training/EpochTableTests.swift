import Interface
import Model
import Terminal
import Testing

@Suite("The table of epochs") struct EpochTableTests {
  private let metrics = Metrics(loss: 0.5, accuracy: 0.875, characterLoss: 12.25, characterAccuracy: 0.25)

  private func record(_ epoch: Int, loss: Double = 0.5, isValidated: Bool = true, seconds: Double = 2) -> EpochRecord {
    let training = Metrics(loss: loss, accuracy: 0.875, characterLoss: 12.25, characterAccuracy: 0.25)
    return EpochRecord(
      epoch: epoch, training: training, validation: isValidated ? metrics : nil, learningRate: 0.001, seconds: seconds)
  }

  private func lines(_ columns: Int, _ record: EpochRecord, epochs: Int = 100) -> [String] {
    let table = EpochTable(epochs: epochs, hasValidation: record.validation != nil, columns: columns)
    return table.header + [table.row(record)]
  }

  @Test func wholeInEightyColumns() {
    #expect(
      lines(79, record(7)) == [
        "                                        real characters",
        "  epoch    loss    acc val loss val acc    loss    acc val loss val acc      s",
        "  7/100  0.5000 0.8750   0.5000  0.8750   12.25 0.2500    12.25  0.2500    2.0",
      ])
  }

  /// Losses stay longer than accuracies, and the first losses longest.
  @Test func fewerColumnsWhereItIsNarrow() {
    #expect(
      lines(41, record(7)) == [
        "                         real characters",
        "  epoch    loss val loss    loss val loss",
        "  7/100  0.5000   0.5000   12.25    12.25",
      ])
    #expect(lines(19, record(7)) == ["  epoch    loss", "  7/100  0.5000"])
    #expect(lines(3, record(7)) == ["  epoch", "  7/100"], "the epoch is there in any case")
  }

  @Test func noColumnsForWhatIsNotHeldOut() {
    #expect(
      lines(79, record(100, isValidated: false)) == [
        "                       real characters",
        "  epoch    loss    acc    loss    acc      s",
        "100/100  0.5000 0.8750   12.25 0.2500    2.0",
      ])
  }

  /// What diverges or takes days moves no column.
  @Test(arguments: [Double.nan, .infinity, 1e30, 99_999, 0]) func strangeNumbersFit(_ loss: Double) {
    for columns in 10..<100 {
      let lines = lines(columns, record(9_999, loss: loss, seconds: 98_765), epochs: 9_999)
      #expect(lines.allSatisfy { $0.displayWidth <= columns }, "\(lines)")
      #expect(Set(lines.suffix(2).map(\.count)).count == 1)
    }
  }
}

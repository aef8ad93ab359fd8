import Model
import Testing

/// Tables of epochs, as Keras's CSVLogger writes them and others do.
@Suite("Tables of epochs") struct ColumnLogTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  private func run(_ text: String) throws -> RecordedRun {
    try RecordedRun(contentsOf: scratch.file("table.csv", text))
  }

  @Test func aGrowingTable() throws {
    let text = "epoch,accuracy,loss,val_accuracy,val_loss\r\n0,0.5,1.25,0.75,2.5\r\n1,0.625,1,0.5,2\r\n"
    let run = try run(text)
    #expect(run.history.map(\.epoch) == [1, 2] && run.rejectedLineCount == 0)
    #expect(run.history[1].training.loss == 1 && run.history[1].training.accuracy == 0.625)
    #expect(run.history[0].validation?.loss == 2.5 && run.history[0].validation?.accuracy == 0.75)
    #expect(run.history[0].seconds.isNaN && run.history[0].learningRate.isNaN)
    // The last line has no end yet: its last number may be cut.
    for count in 1..<"1,0.625,1,0.5,2".count {
      let cut = try self.run(String(text.dropLast(count)))
      #expect(cut.history.map(\.training.loss) == [1.25] && cut.rejectedLineCount == 1)
    }
  }

  @Test func whatIsNoNumberIsLeftOut() throws {
    let text = """
      epoch;lr;loss;val_loss;sizes
      0;0.001;nan;NA;"[1; 2]"
      1;0.001;inf;;"[1; 2]"
      2;0.001;0.5
      three;0.001;0.5;1;""
      3;0.001;0.5;1;""

      """
    let run = try run(text)
    #expect(run.history.map(\.epoch) == [1, 2, 4] && run.rejectedLineCount == 2)
    #expect(run.history[0].training.loss.isNaN && run.history[1].training.loss == .infinity)
    #expect(run.history.map(\.validation?.loss) == [nil, nil, 1])
    #expect(run.history.allSatisfy { $0.learningRate == 0.001 })
  }

  @Test func aTrainingBegunAnewReplacesWhatFollowed() throws {
    let text = "epoch\tloss\n0\t1\n1\t2\n2\t3\nepoch\tloss\n1\t7\n"
    let run = try run(text)
    #expect(run.history.map(\.training.loss) == [1, 7] && run.rejectedLineCount == 0)
  }

  @Test func rowsOfLightning() throws {
    let text = "epoch,step,train_loss,val_loss\n0,9,,2\n0,9,1,\n1,19,,1.5\n1,19,0.5,\n"
    let run = try run(text)
    #expect(run.history.map(\.training.loss) == [1, 0.5] && run.history.map(\.validation?.loss) == [2, 1.5])
  }
}

import Foundation
import Model
import Testing

/// Earlier runs to compare with: what is read of a checkpoint or a log, and what is refused.
@Suite("Recorded runs") struct RecordedRunTests {
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
  }

  private func file(_ name: String, _ text: String) throws -> String {
    let path = scratch.path + "/" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func record(_ epoch: Int, loss: Double = 1) -> EpochRecord {
    let metrics = Metrics(loss: loss, accuracy: 0.5, characterLoss: 3, characterAccuracy: 0.25)
    return EpochRecord(epoch: epoch, training: metrics, validation: metrics, learningRate: 0.001, seconds: 8)
  }

  private func log(_ records: [EpochRecord]) -> String { records.map { $0.jsonLine + "\n" }.joined() }

  @Test func aLogIsReadLineByLine() throws {
    let records = [record(1), record(2, loss: 0.1 + 0.2), record(5)]
    let run = try RecordedRun(contentsOf: file("run.jsonl", log(records)))
    #expect(run.history == records && run.rejectedLineCount == 0)
  }

  @Test func badLinesAreLeftOutAndCounted() throws {
    let deep = String(repeating: "[", count: 100_000)
    let text =
      "\u{FEFF}no JSON\r\n\r\n  \n" + log([record(1)]) + "{}\n" + record(2).jsonLine.dropLast(3) + "\n" + deep + "\n"
      + record(0).jsonLine + "\r\n" + record(3).jsonLine
    let run = try RecordedRun(contentsOf: file("run.jsonl", text))
    #expect(run.history == [record(1), record(3)] && run.rejectedLineCount == 5)
  }

  @Test func aResumedRunReplacesWhatFollowed() throws {
    let text = log([record(1), record(2), record(3), record(2, loss: 7)])
    let run = try RecordedRun(contentsOf: file("run.jsonl", text))
    #expect(run.history == [record(1), record(2, loss: 7)])
  }

  @Test func whatASessionLoggedIsItsHistory() throws {
    let (start, dataset) = Fixture.start()
    let paths = (log: scratch.path + "/log.jsonl", checkpoint: scratch.path + "/run.safetensors")
    let output = TrainingOutput(checkpoint: paths.checkpoint, log: paths.log)
    let session = try session(start, dataset, output: output)
    try session.run()
    let history = session.progress.history
    #expect(try RecordedRun(contentsOf: paths.log).history == history)
    #expect(try RecordedRun(contentsOf: paths.checkpoint).history == history)
    let unnamed = scratch.path + "/unnamed"
    try FileManager.default.copyItem(atPath: paths.checkpoint, toPath: unnamed)
    #expect(try RecordedRun(contentsOf: unnamed).history == history, "the first bytes tell that it is a checkpoint")
  }

  @Test func whatHoldsNoEpochIsRefused() throws {
    let form = """
      expected a checkpoint (.safetensors) or a model of Keras's or the log of a training or a folder for TensorBoard or a table of epochs \
      (.csv)
      """
    let missing = scratch.path + "/missing"
    expectRefusal(missing, "there is no such file; \(form). Check the name and its permissions.")
    expectRefusal(scratch.path, "this is a directory; \(form). Check the name and its permissions.")
    let remedy = "with at least one epoch. Give a run that has come that far."
    expectRefusal(try file("empty", ""), "the file is empty; \(form) \(remedy)")
    expectRefusal(try file("one", "Go.\tVa !\n"), "one line, which is no record of an epoch; \(form) \(remedy)")
    expectRefusal(try file("two", "{}\n{}\n"), "2 lines, none of them the record of an epoch; \(form) \(remedy)")
    let untrained = scratch.path + "/untrained.safetensors"
    try Fixture.start().checkpoint.write(to: untrained)
    expectRefusal(untrained, "a network without a complete epoch; \(form) \(remedy)")
    let text = try file("text.safetensors", "no checkpoint at all")
    #expect(throws: CheckpointError.self) { try RecordedRun(contentsOf: text) }
  }

  private func expectRefusal(_ path: String, _ reason: String, at location: SourceLocation = #_sourceLocation) {
    do {
      _ = try RecordedRun(contentsOf: path)
      Issue.record("not refused", sourceLocation: location)
    } catch {
      #expect(error.description == "\(path): \(reason)", sourceLocation: location)
    }
  }
}

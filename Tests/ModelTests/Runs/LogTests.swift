import Foundation
import Testing

@testable import Model

/// What `--log` writes, and what is read of it.
@Suite("Logs with batches") struct LogTests {
  private let scratch: ScratchDirectory
  private var path: String { scratch("log.jsonl") }

  init() throws { scratch = try ScratchDirectory() }

  private var lines: [String] {
    ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
  }

  private func writer(_ stride: Int?) -> LogWriter {
    let heading = LogHeading(checkpoint: "a/b.safetensors", data: nil, hyperparameters: Fixture.hyperparameters())
    return LogWriter(path: path, heading: heading, stride: stride)
  }

  @Test func linesComeBack() throws {
    let batch = LogText.batch(3, 2, loss: 0.1 + 0.2)
    #expect(LoggedBatch(jsonLine: batch.jsonLine) == batch)
    let broken = LoggedBatch(
      BatchRecord(epoch: 1, batch: 1, metrics: LogText.metrics(.nan), seconds: .infinity), batches: 1, epochs: 1,
      learningRate: 1e-30)
    #expect(broken.jsonLine.contains("\"loss\":null") && broken.jsonLine.contains("\"seconds\":null"))
    #expect(LoggedBatch(jsonLine: broken.jsonLine)?.record.metrics.loss.isNaN == true)
    #expect(LoggedBatch(jsonLine: broken.jsonLine)?.learningRate == 1e-30)
    for change in [("\"batch\":2", "\"batch\":5"), ("\"epoch\":3", "\"epoch\":0"), ("\"epochs\":10,", ""), ("{", "[")] {
      #expect(LoggedBatch(jsonLine: batch.jsonLine.replacing(change.0, with: change.1)) == nil, "\(change)")
    }
    #expect(LoggedBatch(jsonLine: LogText.record(1).jsonLine) == nil)
    let heading = try #require(LogHeading(jsonLine: String(LogText.heading().dropLast())))
    #expect(heading.jsonLine + "\n" == LogText.heading() && heading.checkpoint == "a.safetensors")
    #expect(heading.data?.count == 13 && heading.hyperparameters == Fixture.hyperparameters())
    #expect(LogHeading(jsonLine: batch.jsonLine) == nil && LogHeading(jsonLine: "{\"hyperparameters\":1}") == nil)
    let impossible = heading.jsonLine.replacing("\"batch_size\":4", with: "\"batch_size\":0")
    #expect(impossible != heading.jsonLine && LogHeading(jsonLine: impossible) == nil)
  }

  @Test func linesAreKeptBackForASecondAtMost() throws {
    var writer = writer(nil)
    #expect(writer.append(LogText.batch(1, 1), at: 100) == nil && lines.count == 2, "heading and batch")
    #expect(writer.append(LogText.batch(1, 2), at: 100.4) == nil && lines.count == 2)
    #expect(writer.append(LogText.batch(1, 3), at: 101) == nil && lines.count == 4)
    #expect(writer.append(LogText.batch(1, 4), at: 101.1) == nil && lines.count == 4)
    #expect(writer.append(line: LogText.record(1).jsonLine, at: 101.2) == nil && lines.count == 6)
    #expect(writer.append(LogText.batch(2, 1), at: 101.3) == nil && lines.count == 6)
    #expect(writer.flush(at: 101.4) == nil && lines.count == 7)
  }

  @Test(arguments: [0, 2, 3]) func everyNthBatch(stride: Int) throws {
    var writer = writer(stride)
    for epoch in 1...3 {
      for batch in 1...4 { #expect(writer.append(LogText.batch(epoch, batch), at: 1) == nil) }
      #expect(writer.append(line: LogText.record(epoch).jsonLine, at: 1) == nil)
    }
    let batches = lines.compactMap { LoggedBatch(jsonLine: $0)?.record }.map { 4 * ($0.epoch - 1) + $0.batch }
    #expect(batches == (1...12).filter { stride > 0 && $0.isMultiple(of: stride) })
    #expect(lines.count == batches.count + 3 + (stride > 0 ? 1 : 0))
  }

  @Test func aLogThatGoesOnIsAsBefore() throws {
    _ = try scratch.file("log.jsonl", LogText.record(1).jsonLine + "\n")
    var old = writer(nil)
    #expect(old.append(LogText.batch(2, 1), at: 1) == nil && old.flush(at: 1) == nil && lines.count == 1)
    var asked = writer(1)
    #expect(asked.append(LogText.batch(2, 1), at: 1) == nil && lines.count == 3)
    _ = try scratch.file("log.jsonl", LogText.heading() + LogText.epoch(1))
    var new = writer(nil)
    #expect(new.append(LogText.batch(2, 1), at: 1) == nil && lines.count == 8)
  }

  @Test func whereNothingCanBeWritten() throws {
    let heading = LogHeading(checkpoint: nil, data: nil, hyperparameters: Fixture.hyperparameters())
    var writer = LogWriter(path: scratch("missing/log.jsonl"), heading: heading, stride: nil)
    let failure = writer.append(LogText.batch(1, 1), at: 1)
    #expect(failure == scratch("missing/log.jsonl") + ": No such file or directory")
  }

  /// Every batch of a session, whole and in order; its epochs as ever.
  @Test func aSessionLogsItsBatches() throws {
    let (start, dataset) = Fixture.start { $0.decay = 0.5 }
    let session = try session(start, dataset, output: TrainingOutput(log: path))
    try session.run()
    let batches = lines.compactMap { LoggedBatch(jsonLine: $0) }
    #expect(batches.map(\.record) == session.batchRecords(from: 0))
    #expect(batches.allSatisfy { $0.batches == 3 && $0.epochs == 5 })
    #expect(batches.prefix(3).map(\.learningRate) == [0.01, 0.01 / 1.5, 0.01 / 2])
    #expect(try RecordedRun(contentsOf: path).history == session.progress.history)
    #expect(try RecordedRun(contentsOf: path).rejectedLineCount == 0)
    #expect(batches[2].learningRate == session.progress.history[0].learningRate)
  }

  @Test func aLogWithoutAnEpochSaysWhatItHas() throws {
    _ = try scratch.file("log.jsonl", LogText.heading() + LogText.batch(1, 1).jsonLine + "\n")
    let error = #expect(throws: CheckpointError.self) { try RecordedRun(contentsOf: path) }
    #expect(error?.description.contains("one batch of the first epoch") == true)
  }
}

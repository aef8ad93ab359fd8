import Foundation
import Model
import Testing

/// The files a session leaves: its checkpoint, the best epoch's, its log.
@Suite("Training session, files") struct SessionFileTests {
  private let scratch: ScratchDirectory
  private var path: String { scratch.path + "/run.safetensors" }
  private var bestPath: String { scratch.path + "/run.best.safetensors" }
  private var logPath: String { scratch.path + "/log.jsonl" }

  init() throws {
    scratch = try ScratchDirectory()
  }

  @Test(arguments: [1, 2]) func checkpointsAreThePlainLoops(threads: Int) throws {
    // Steep enough that the held-out pairs soon suffer.
    let (start, dataset) = Fixture.start {
      $0.learningRate = 0.05
      $0.epochs = 12
    }
    var ends: [Checkpoint] = []
    let trainer = try Trainer(start, dataset: dataset, threads: threads)
    trainer.train { event in
      if case .epoch = event { ends.append(trainer.checkpoint()) }
      return true
    }
    let session = try session(start, dataset, threads: threads, output: TrainingOutput(checkpoint: path))
    try session.run()
    expectSame(try Checkpoint(contentsOf: path), trainer.checkpoint())
    #expect(session.progress.saved == .init(epoch: 12, batch: 0) && session.progress.saveFailure == nil)
    let best = try #require(session.progress.best)
    try #require(best.epoch < 12, "the fixture's best epoch must not be its last")
    #expect(best.validation?.loss == session.progress.history.compactMap(\.validation?.loss).min())
    expectSame(try Checkpoint(contentsOf: bestPath), ends[best.epoch - 1])
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).count == 2, "no temporary file is left")
  }

  /// After every batch, and while the held-out pairs are run: stopped, loaded, and continued to the same end.
  @Test func stopLoadContinue() throws {
    let (start, dataset) = Fixture.start { $0.epochs = 2 }
    let whole = try Fixture.trained(start, dataset, threads: 2)
    for change in 1...10 {
      let changes = Collected<Int>()
      let stopped = try session(start, dataset, threads: 2, output: TrainingOutput(checkpoint: path)) { session in
        // The first change is the start, a save in between is one of its own.
        let progress = session.progress
        if progress.phase == .running, progress.batchCount > 0 { changes.append(progress.batchCount) }
        if changes.values.count == change { session.stop() }
      }
      try stopped.run()
      let saved = try #require(stopped.progress.saved)
      let read = try Checkpoint(contentsOf: path)
      #expect(read.state.epoch == saved.epoch && read.state.batch == saved.batch)
      #expect(read.network == stopped.currentNetwork())
      let isDone = saved.epoch == 2
      #expect(stopped.progress.phase == (isDone ? .finished : .stopped))
      let continued = try session(read, dataset, threads: 2, output: TrainingOutput(checkpoint: path))
      #expect(continued.progress.history == stopped.progress.history)
      #expect(continued.progress.batch == (isDone ? 3 : saved.batch))
      try continued.run()
      expectSame(isDone ? read : try Checkpoint(contentsOf: path), whole, "stopped at change \(change)")
    }
  }

  @Test func saveOnDemand() throws {
    let (start, dataset) = Fixture.start { $0.epochs = 1 }
    let networks = try networks(of: start, dataset)
    let (read, file) = (Collected<Checkpoint>(), path)
    let session = try session(start, dataset, output: TrainingOutput(checkpoint: file)) { session in
      let progress = session.progress
      if progress.batchCount == 2 && progress.saved == nil { session.save() }
      if progress.saved == .init(epoch: 0, batch: 2), read.values.isEmpty,
        let checkpoint = try? Checkpoint(contentsOf: file)
      {
        read.append(checkpoint)
      }
    }
    try session.run()
    let saved = try #require(read.values.first)
    #expect(saved.network == networks[2] && saved.state.batch == 2 && saved.state.iterations == 2)
    expectSame(try Fixture.trained(saved, dataset), try Checkpoint(contentsOf: path))
  }

  @Test func log() throws {
    let (start, dataset) = Fixture.start()
    let output = TrainingOutput(log: logPath, logBatches: 0)
    _ = try scratch.file("log.jsonl", "an older run\n")
    try output.beginLog(isResumed: false)
    let first = try session(start, dataset, output: output)
    try first.run()
    func lines() throws -> [String] {
      let text = try String(contentsOfFile: logPath, encoding: .utf8)
      #expect(text.hasSuffix("\n"))
      return text.split(separator: "\n").map(String.init)
    }
    let records = try lines().map { try EpochRecord(jsonLine: $0) }
    #expect(records == first.progress.history && records.count == 5)
    var more = try Fixture.trained(start, dataset)
    more.hyperparameters.epochs = 7
    try output.beginLog(isResumed: true)
    try session(more, dataset, output: output).run()
    let epochs = try lines().map { try EpochRecord(jsonLine: $0).epoch }
    #expect(epochs == [1, 2, 3, 4, 5, 6, 7])
    let error = #expect(throws: CheckpointError.self) {
      try TrainingOutput(log: scratch.path + "/missing/log.jsonl").beginLog(isResumed: false)
    }
    #expect(error?.description.contains("missing/log.jsonl: No such file or directory") == true)
  }

  @Test func namesBesideTheCheckpoint() {
    #expect(TrainingOutput(checkpoint: "a/b.safetensors").bestCheckpoint == "a/b.best.safetensors")
    #expect(TrainingOutput(checkpoint: "b.model").bestCheckpoint == "b.model.best")
    #expect(TrainingOutput().bestCheckpoint == nil)
  }
}

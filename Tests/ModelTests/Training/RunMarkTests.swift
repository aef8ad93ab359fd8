import Foundation
import Model
import Synchronization
import Testing

/// What is done to a run is marked in it, and is there again after a resume.
@Suite("Marks of a run") struct RunMarkTests {
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
  }

  /// A run of two epochs of three batches whose rate is changed behind the first batch and that waits behind the second.
  private func run(to path: String) throws -> TrainingSession {
    let (start, dataset) = Fixture.start { $0.epochs = 2 }
    let isPaused = Atomic(false)
    let session = try session(start, dataset, output: TrainingOutput(checkpoint: path)) { session in
      let progress = session.progress
      if progress.phase == .paused { return session.resume() }
      switch progress.batchCount {
      case 1 where progress.learningRate == 0.01: session.setLearningRate(0.02)
      case 2 where !isPaused.exchange(true, ordering: .relaxed): session.pause()
      default: break
      }
    }
    try session.run()
    return session
  }

  @Test func theyAreInTheProgressAndInTheFile() throws {
    let path = scratch.path + "/run.safetensors"
    let marks = try run(to: path).progress.marks
    let own = marks.filter { $0.kind != .best }
    #expect(own.map(\.point.epoch) == [0, 0, 0] && own.map(\.point.batch) == [1, 2, 2])
    #expect(own.map(\.kind).prefix(2) == [.rate(from: 0.01, to: 0.02), .paused])
    guard case .resumed(let seconds?) = own.last?.kind else { throw CancellationError() }
    #expect(seconds >= 0)
    let positions = own.map { Int(($0.position * 3).rounded()) }
    #expect(positions == [1, 2, 2])
    let saved = try Checkpoint(contentsOf: path)
    #expect(saved.state.marks == marks)
    // What was saved as the best says so itself.
    let best = try Checkpoint(contentsOf: scratch.path + "/run.best.safetensors")
    #expect(best.state.marks.last == RunMark(.best, at: best.state.point, batchesPerEpoch: 3))
    #expect(marks.last == best.state.marks.last)
  }

  @Test func theyAreThereAfterAResume() throws {
    let path = scratch.path + "/run.safetensors"
    let before = try run(to: path).progress.marks
    var resumed = try Checkpoint(contentsOf: path)
    resumed.hyperparameters.epochs = 3
    let session = try session(resumed, Fixture.dataset(), output: TrainingOutput(checkpoint: path))
    #expect(session.progress.marks == before)
    try session.run()
    let marks = try Checkpoint(contentsOf: path).state.marks
    #expect(Array(marks.prefix(before.count)) == before)
    #expect(marks[before.count] == RunMark(.resumed(after: nil), at: resumed.state.point, batchesPerEpoch: 3))
    #expect(marks == session.progress.marks)
  }

  @Test func anotherRateAtAResumeIsMarked() throws {
    let path = scratch.path + "/run.safetensors"
    let pairs = try scratch.file("pairs.txt", Fixture.pairs.map { "\($0.english)\t\($0.french)\n" }.joined())
    _ = try run(to: path)
    var given = GivenHyperparameters()
    given.set(.learningRate, 0.005)
    let setup = try RunSetup(RunRequest(data: .named(pairs), start: .file(path: path), given: given, threads: 1))
    #expect(
      setup.checkpoint.state.marks.last
        == RunMark(.rate(from: 0.02, to: 0.005), at: .init(epoch: 2, batch: 0), batchesPerEpoch: 3))
  }

  @Test func anUnknownKindIsPassedOver() throws {
    let path = scratch.path + "/run.safetensors"
    var parts = try CheckpointParts()
    #expect(parts.training["marks"] == nil, "without marks the file is as before")
    func mark(_ kind: String) -> [String: Any] { ["epoch": 1, "batch": 2, "batches": 3, "kind": kind] }
    parts.training["marks"] = [mark("best"), mark("fork"), ["kind": "best"], 7, mark("paused")]
    try parts.write(to: path)
    let read = try Checkpoint(contentsOf: path)
    #expect(read.state.marks.map(\.kind) == [.best, .paused])
    #expect(read.state.marks.map(\.point.batch) == [2, 2])
    try read.write(to: path)
    #expect(try Checkpoint(contentsOf: path) == read)
  }

  @Test func theyStandInTheOrderOfTheBatches() {
    var marks: [RunMark] = []
    let points = [(2, 0), (1, 1), (1, 2), (1, 1), (0, 0)].map { TrainingPoint(epoch: $0.0, batch: $0.1) }
    for point in points { marks.add(RunMark(.paused, at: point, batchesPerEpoch: 3)) }
    let positions = marks.map { Int(($0.position * 3).rounded()) }
    #expect(positions == [0, 4, 4, 5, 6])
    for batch in 0..<10_010 { marks.add(RunMark(.best, at: .init(epoch: 3, batch: batch), batchesPerEpoch: 20_000)) }
    #expect(marks.count == 10_000 && marks[0].point == .init(epoch: 3, batch: 10))
  }
}

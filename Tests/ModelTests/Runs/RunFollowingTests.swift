import Foundation
import Testing

@testable import Model

/// Files that grow, are replaced, cut and taken away while somebody watches.
@Suite("Followed runs") struct RunFollowingTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  @Test func aLogInTornPieces() throws {
    let text = LogText.heading() + LogText.epoch(1) + LogText.epoch(2) + LogText.batch(3, 1).jsonLine + "\n"
    _ = try scratch.file("log.jsonl", "")
    var follower = scratch.follower("log.jsonl")
    follower.followed = [scratch("log.jsonl")]
    #expect(follower.settled().map(\.failure) == [nil])
    var lines: [Int] = []
    for piece in stride(from: 0, to: text.utf8.count, by: 97) {
      try scratch.append(String(decoding: Array(text.utf8)[piece...].prefix(97), as: UTF8.self), to: "log.jsonl")
      _ = follower.look()
      let watched = try #require(follower.watched(scratch("log.jsonl")))
      lines.append(watched.history.count + watched.batches.count)
    }
    #expect(lines == lines.sorted() && lines.last == 11, "a line counts once it has its end")
    let watched = try #require(follower.watched(scratch("log.jsonl")))
    #expect(watched.history == [LogText.record(1), LogText.record(2)])
    #expect(watched.batches.map(\.batch) == [1, 2, 3, 4, 1, 2, 3, 4, 1])
    #expect(watched.run.point == TrainingPoint(epoch: 2, batch: 1) && watched.run.epochs == 10)
    #expect(watched.run.hyperparameters == Fixture.hyperparameters())
    #expect(follower.look() == false, "nothing has changed")
  }

  @Test func batchesAreKeptWhereTheyAreDrawn() throws {
    _ = try scratch.file("log.jsonl", LogText.heading() + LogText.epoch(1))
    var follower = scratch.follower()
    let path = try #require(follower.settled().first?.path)
    #expect(follower.watched(path)?.batches.isEmpty == true && follower.watched(path)?.lastBatch != nil)
    follower.followed = [path]
    #expect(follower.look() && follower.watched(path)?.batches.count == 4)
    try scratch.append(LogText.epoch(2), to: "log.jsonl")
    #expect(follower.look() && follower.watched(path)?.batches.count == 8)
    follower.followed = []
    #expect(follower.settled().count == 1 && follower.watched(path)?.batches.isEmpty == true)
    #expect(follower.watched(path)?.history.count == 2)
  }

  @Test func aLogCutOrReplaced() throws {
    _ = try scratch.file("log.jsonl", LogText.heading() + LogText.epoch(1) + LogText.epoch(2))
    var follower = scratch.follower()
    #expect(follower.settled()[0].point.epoch == 2)
    // Cut and written on to the same length and more: the bytes read last are not there any more.
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch("log.jsonl")))
    try file.truncate(atOffset: 0)
    let longer = LogText.heading("another-name.safetensors") + (1...4).map(LogText.epoch).joined()
    try file.write(contentsOf: Data(longer.utf8))
    #expect(follower.look() && follower.runs[0].point.epoch == 4)
    try file.truncate(atOffset: UInt64(LogText.heading("another-name.safetensors").utf8.count))
    #expect(follower.look() && follower.runs[0].point.epoch == 0)
    // Another file under the name, and none.
    try Data((LogText.heading() + LogText.epoch(1)).utf8).write(
      to: URL(fileURLWithPath: scratch("log.jsonl")), options: .atomic)
    #expect(follower.look() && follower.runs[0].point.epoch == 1)
    unlink(scratch("log.jsonl"))
    #expect(follower.look() && follower.runs.isEmpty)
  }

  @Test func aLongLogIsReadInTurns() throws {
    let epoch = LogText.epoch(1)
    let count = 9 << 20
    let text = LogText.heading() + (1...(count / epoch.utf8.count)).map(LogText.epoch).joined()
    _ = try scratch.file("log.jsonl", text)
    var follower = scratch.follower()
    #expect(follower.look() && follower.isBehind)
    let first = follower.runs[0].point.epoch
    #expect(follower.look() && !follower.isBehind && follower.runs[0].point.epoch == count / epoch.utf8.count)
    #expect(first > 0 && first < follower.runs[0].point.epoch)
  }

  @Test func aResumedRunDropsWhatFollowed() throws {
    let text = LogText.heading() + LogText.epoch(1) + LogText.epoch(2) + LogText.epoch(3)
    let again = LogText.heading() + LogText.batch(2, 3, loss: 7).jsonLine + "\n"
    _ = try scratch.file("log.jsonl", text + again)
    var follower = scratch.follower()
    follower.followed = [scratch("log.jsonl")]
    _ = follower.settled()
    let watched = try #require(follower.watched(scratch("log.jsonl")))
    #expect(watched.history.map(\.epoch) == [1] && watched.batches.count == 7)
    #expect(watched.batches.last?.metrics.loss == 7 && watched.run.point == TrainingPoint(epoch: 1, batch: 3))
  }

  @Test func aCheckpointReplacedAtEachSave() throws {
    var (start, dataset) = Fixture.start { $0.epochs = 2 }
    start.data = TrainingData(name: "thirteen.txt", pairs: Fixture.pairs)
    let path = scratch("a.safetensors")
    try start.write(to: path)
    var follower = scratch.follower()
    let first = follower.settled()[0]
    #expect(first.point.epoch == 0 && first.savedPoint == TrainingPoint(epoch: 0, batch: 0))
    try Fixture.trained(start, dataset).write(to: path)
    #expect(follower.look() == true)
    let second = follower.runs[0]
    #expect(second.point.epoch == 2 && second.saved != first.saved && second.standing == .finished)
  }

  @Test func theLockTellsWhoTrains() throws {
    let (start, dataset) = Fixture.start { $0.epochs = 9 }
    var checkpoint = start
    checkpoint.hyperparameters.epochs = 2
    checkpoint = try Fixture.trained(checkpoint, dataset)
    checkpoint.hyperparameters.epochs = 9
    let path = scratch("a.safetensors")
    try checkpoint.write(to: path)
    let clock = RunClock()
    var follower = scratch.follower(clock: clock)
    #expect(follower.settled()[0].standing == .stopped, "nobody has the lock")
    let lock = try #require(try RunLock(path))
    #expect(follower.look() && follower.runs[0].standing == .growing)
    clock.time += 47
    #expect(follower.look() && follower.runs[0].standing == .silent(seconds: 40))
    clock.time += 100_000
    #expect(follower.look() && follower.runs[0].standing == .silent(seconds: 86_400), "it may be paused")
    lock.release()
    #expect(follower.look() && follower.runs[0].standing == .stopped)
    // A killed one leaves its file behind, which nobody holds.
    _ = try scratch.file(".a.safetensors.lock", "")
    #expect(follower.look() == false)
    let next = try #require(try RunLock(path), "a look is no lock")
    next.release()
  }

  @Test func withoutALockTheNewsTell() throws {
    _ = try scratch.file("log.jsonl", LogText.heading("") + LogText.epoch(1))
    let clock = RunClock()
    var follower = scratch.follower(clock: clock)
    #expect(follower.settled()[0].standing == .growing)
    clock.time += 12
    #expect(follower.look() && follower.runs[0].standing == .silent(seconds: 10))
    clock.time += 2
    #expect(follower.look() == false, "what is shown is as before")
    try scratch.append(LogText.batch(2, 1).jsonLine + "\n", to: "log.jsonl")
    clock.time = Date().timeIntervalSince1970
    #expect(follower.look() && follower.runs[0].standing == .growing)
    clock.time += ListedRun.patience + 1
    #expect(follower.look() && follower.runs[0].standing == .stopped && follower.runs[0].age == 900)
    try scratch.append((2...10).map(LogText.epoch).joined(), to: "log.jsonl")
    #expect(follower.look() && follower.runs[0].standing == .finished)
  }

  @Test func progressAndWhatIsLeft() throws {
    let text = LogText.heading() + LogText.epoch(1) + LogText.epoch(2) + LogText.batch(3, 1, loss: 2).jsonLine + "\n"
    _ = try scratch.file("log.jsonl", text)
    var follower = scratch.follower()
    follower.followed = [scratch("log.jsonl")]
    _ = follower.settled()
    let progress = TrainingProgress(try #require(follower.watched(scratch("log.jsonl"))))
    #expect(progress.phase == .running && (progress.epoch, progress.epochs) == (3, 10))
    #expect((progress.batch, progress.batchesPerEpoch) == (1, 4) && progress.batchCount == 9)
    #expect(progress.running?.loss == 2 && progress.best == LogText.record(2) && progress.saved == nil)
    #expect(progress.secondsPerEpoch == 8.25 && progress.secondsRemaining == 7.75 * 8.25)
    #expect(progress.samplesPerSecond == 2)
    try scratch.append((3...10).map(LogText.epoch).joined(), to: "log.jsonl")
    _ = follower.look()
    let finished = TrainingProgress(try #require(follower.watched(scratch("log.jsonl"))))
    #expect(finished.phase == .finished && finished.batch == 4 && finished.epoch == 10)
    #expect(finished.secondsRemaining == nil && finished.running == nil)
  }

  @Test func eventFilesGrow() throws {
    mkdir(scratch("board"), 0o700)
    let records = EventBytes.training(epochs: 4)
    let file = try scratch.file("board/events.out.tfevents.1.host", records[0] + records[1])
    var follower = scratch.follower()
    #expect(follower.settled().map(\.point.epoch) == [2] && follower.runs[0].path == scratch("board"))
    #expect(follower.look() == false)
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(records[2].dropLast(3)))
    _ = follower.look()
    #expect(follower.runs[0].point.epoch == 2, "the record has no end yet")
    try handle.write(contentsOf: Data(records[2].suffix(3)))
    #expect(follower.look() && follower.runs[0].point.epoch == 3)
    // A resumed training writes into another file.
    _ = try scratch.file("board/events.out.tfevents.2.host", records[3])
    #expect(follower.look() && follower.runs[0].point.epoch == 4)
  }

  @Test func whatIsBegunIsFound() throws {
    var follower = scratch.follower()
    #expect(follower.settled().isEmpty && follower.look() == false)
    _ = try scratch.file("log.jsonl", "")
    #expect(follower.look() == false, "nothing tells that this is a log")
    try scratch.append(String(LogText.heading().prefix(20)), to: "log.jsonl")
    #expect(follower.look() == false)
    try scratch.append(String(LogText.heading().dropFirst(20)) + LogText.batch(1, 1).jsonLine + "\n", to: "log.jsonl")
    #expect(follower.look() && follower.runs.map(\.point) == [TrainingPoint(epoch: 0, batch: 1)])
    // The checkpoint that it names has come to no epoch yet either: one run.
    var start = Fixture.start().checkpoint
    start.data = TrainingData(name: "thirteen.txt", pairs: Fixture.pairs)
    try start.write(to: scratch("a.safetensors"))
    #expect(follower.look() && follower.runs.map(\.name) == ["a"] && follower.runs[0].point.batch == 1)
  }
}

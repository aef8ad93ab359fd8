import Foundation
import Model
import Synchronization
import Testing

/// What we tell TensorBoard: as Keras lays it out, whole whenever the program dies, and read by TensorBoard itself.
@Suite("Event files of our own") struct TensorBoardLogTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  private func metrics(_ value: Double) -> Metrics {
    Metrics(loss: value, accuracy: value / 2, characterLoss: value / 4, characterAccuracy: value / 8)
  }

  private func record(_ epoch: Int, loss: Double? = nil) -> EpochRecord {
    EpochRecord(
      epoch: epoch, training: metrics(loss ?? Double(epoch)), validation: metrics(Double(10 * epoch)),
      learningRate: 0.125, seconds: 2)
  }

  /// Two batches and a record for each epoch, a second between any two.
  private func write(_ epochs: ClosedRange<Int>, to folder: String) {
    let time = Mutex(1e9 + 10 * Double(epochs.lowerBound))
    let log = TensorBoardLog(folder: folder, batchesPerEpoch: 2) {
      time.withLock {
        $0 += 1
        return $0
      }
    }
    for epoch in epochs {
      for batch in 1...2 {
        log.append(BatchRecord(epoch: epoch, batch: batch, metrics: metrics(Double(epoch * batch)), seconds: 1))
      }
      #expect(log.append(record(epoch)) == nil)
    }
  }

  private func read(_ folder: String) -> LoggedRun {
    var reader = EventReader(folder)
    #expect(reader.read() && reader.remarks.isEmpty)
    return LoggedRun(path: folder, reader.scalars)
  }

  private func files(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { folder + "/" + $0 }
  }

  @Test func whatIsWrittenIsReadAgain() throws {
    write(1...3, to: scratch.path + "/run")
    // Resumed after the second epoch.
    write(3...4, to: scratch.path + "/run")
    let run = read(scratch.path + "/run")
    for (index, found) in run.history.enumerated() {
      let wanted = record(index + 1)
      #expect(found.epoch == wanted.epoch && found.training == wanted.training && found.validation == wanted.validation)
      #expect(found.learningRate == wanted.learningRate && found.seconds > 0)
    }
    #expect(run.history.count == 4 && run.batches.map(\.step) == Array(1...8))
    #expect(run.batches.map(\.position) == [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4])
    #expect(run.batches.map(\.loss) == [1, 2, 2, 4, 3, 6, 4, 8])
    for part in ["train", "validation"] {
      let names = try files(scratch.path + "/run/" + part)
      #expect(names.count == 2 && names.allSatisfy { $0.contains("/events.out.tfevents.") && $0.hasSuffix(".v2") })
    }
  }

  /// Keras's own numbers, written by us, are Keras's own bytes.
  @Test func byteForByteAsKerasWrites() throws {
    let folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Reference/Logs/keras-3").path
    let keras = try files(folder + "/train").flatMap { [UInt8](try Data(contentsOf: URL(fileURLWithPath: $0))) }
    let log = TensorBoardLog(folder: scratch.path, batchesPerEpoch: 2) { 1e9 }
    var reader = EventReader(folder)
    _ = reader.read()
    let run = LoggedRun(path: folder, reader.scalars)
    #expect(log.append(run.history[3]) == nil)
    let ours = [UInt8](try Data(contentsOf: URL(fileURLWithPath: try #require(files(scratch.path + "/train").first))))
    for tag in ["epoch_loss", "epoch_accuracy", "epoch_learning_rate"] {
      let theirs = try #require(Self.message(tag, step: 3, in: keras))
      #expect(Self.message(tag, step: 3, in: ours) == theirs, "all but the time")
    }
  }

  /// The bytes of the event with a tag at a step, behind its time.
  private static func message(_ tag: String, step: UInt8, in bytes: [UInt8]) -> [UInt8]? {
    var rest = bytes[...]
    while rest.count > 16 {
      let length = rest.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
      let message = Array(rest.dropFirst(12).prefix(length))
      rest = rest.dropFirst(16 + length)
      let isTag = String(decoding: message, as: UTF8.self).contains(tag)
      if isTag, message.count > 11, message[9] == 0x10, message[10] == step { return Array(message[9...]) }
    }
    return nil
  }

  @Test func batchesAreThereBeforeTheirEpochEnds() throws {
    let time = Mutex(1e9)
    let log = TensorBoardLog(folder: scratch.path, batchesPerEpoch: 100) { time.withLock { $0 } }
    var reader = EventReader(scratch.path)
    func add(_ batch: Int) -> Int {
      log.append(BatchRecord(epoch: 1, batch: batch, metrics: metrics(1), seconds: 0.25))
      _ = reader.read()
      return reader.scalars["train/batch_loss"].count
    }
    #expect(add(1) == 1 && add(2) == 1, "kept back within a second")
    time.withLock { $0 += 1.5 }
    #expect(add(3) == 3)
    #expect(add(4) == 3 && log.flush() == nil)
    _ = reader.read()
    #expect(reader.scalars["train/batch_loss"].count == 4)
  }

  /// Whatever was written when the program died, whole records are read, and a new file goes on.
  @Test func killedAnywhere() throws {
    let folder = scratch.path + "/run"
    write(1...2, to: folder)
    let file = try #require(files(folder + "/train").first)
    let whole = try Data(contentsOf: URL(fileURLWithPath: file))
    var counts: Set<Int> = []
    for length in 0...whole.count {
      try whole[..<length].write(to: URL(fileURLWithPath: file))
      var reader = EventReader(folder)
      _ = reader.read()
      counts.insert(reader.scalars["train/epoch_loss"].count)
      #expect(reader.scalars["train/epoch_loss"].allSatisfy { $0.value == Double($0.step + 1) })
    }
    #expect(counts == [0, 1, 2])
    try whole.dropLast(3).write(to: URL(fileURLWithPath: file))
    write(3...3, to: folder)
    var reader = EventReader(folder)
    #expect(reader.read() && reader.remarks.count == 1)
    #expect(LoggedRun(path: folder, reader.scalars).history.map(\.epoch) == [1, 2, 3])
  }

  @Test func whatCannotBeWrittenIsSaid() throws {
    let path = try scratch.file("file", "not a folder")
    let log = TensorBoardLog(folder: path, batchesPerEpoch: 1)
    #expect(log.append(record(1))?.hasPrefix("\(path)/train: cannot create it (Not a directory)") == true)
    #expect(throws: CheckpointError.self) { try TrainingOutput(tensorBoard: path).beginTensorBoard() }
    // The cause is gone: it goes on with what comes next.
    try FileManager.default.removeItem(atPath: path)
    #expect(log.append(record(2)) == nil)
    #expect(read(path).history.map(\.epoch) == [2])
  }

  @Test func aSessionTellsTensorBoard() throws {
    let (start, dataset) = Fixture.start()
    let folder = scratch.path + "/board/run"
    let session = try session(start, dataset, output: TrainingOutput(tensorBoard: folder))
    try session.run()
    #expect(session.progress.saveFailure == nil)
    let (run, history) = (read(folder), session.progress.history)
    #expect(run.history.map(\.epoch) == history.map(\.epoch))
    for metric in Metric.allCases {
      let values = { (records: [EpochRecord]) in records.map { Float(metric.value(of: $0.training)) } }
      let held = { (records: [EpochRecord]) in records.map { $0.validation.map { Float(metric.value(of: $0)) } } }
      #expect(values(run.history) == values(history) && held(run.history) == held(history))
    }
    let batches = session.batchRecords(from: 0)
    #expect(run.batches.map { Float($0.loss) } == batches.map { Float($0.metrics.loss) })
    #expect(run.batches.last?.position == Double(history.count))
  }
}

import Foundation
import Testing

@testable import Model

/// What a folder's files tell of runs: each by its header or its lines, those of one training together.
@Suite("Listed runs") struct RunListingTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  /// Trains the small network with its data's name, and leaves its files.
  @discardableResult private func train(
    _ name: String, log: String? = nil, board: String? = nil, logBatches: Int? = nil,
    _ change: (inout Hyperparameters) -> Void = { _ in }
  ) throws -> Checkpoint {
    var (start, dataset) = Fixture.start(change)
    start.data = TrainingData(name: "thirteen.txt", pairs: Fixture.pairs)
    let output = TrainingOutput(
      checkpoint: scratch(name), log: log.map { scratch($0) }, logBatches: logBatches,
      tensorBoard: board.map { scratch($0) })
    try session(start, dataset, output: output).run()
    return try Checkpoint(contentsOf: scratch(name))
  }

  @Test func aCheckpointTellsByItsHeader() throws {
    let checkpoint = try train("a.safetensors") { $0.dropout = 0.25 }
    var follower = scratch.follower()
    let run = try #require(follower.settled().first)
    #expect(follower.runs.count == 1 && run.kind == .checkpoint && run.name == "a")
    #expect(run.bestCheckpoint == scratch("a.best.safetensors"))
    #expect((run.point, run.epochs, run.savedPoint) == (checkpoint.state.point, 5, checkpoint.state.point))
    #expect(run.best == checkpoint.state.best && run.last == checkpoint.state.history.last)
    #expect(run.characterAccuracy == checkpoint.state.best?.validation?.characterAccuracy)
    #expect(run.hyperparameters == checkpoint.hyperparameters && run.data == checkpoint.data)
    #expect(run.standing == .finished && run.evaluation == nil && run.saved == FileStamp(of: run.path))
    let watched = try #require(follower.watched(run.path))
    #expect(watched.history == checkpoint.state.history && watched.batches.isEmpty)
  }

  @Test func aThousandCheckpoints() throws {
    for epochs in 1...4 {
      try train("of\(epochs).safetensors") {
        $0.epochs = epochs
        $0.validationSplit = 0
      }
    }
    for number in 1...1000 {
      let (template, copy) = (scratch("of\(number % 4 + 1).safetensors"), scratch("run\(number).safetensors"))
      try FileManager.default.copyItem(atPath: template, toPath: copy)
    }
    var follower = scratch.follower()
    let runs = follower.settled()
    #expect(runs.count == 1004)
    for run in runs {
      guard let number = Int(run.name.drop { !$0.isNumber }), run.name.hasPrefix("run") else { continue }
      #expect(run.point == TrainingPoint(epoch: number % 4 + 1, batch: 0) && run.epochs == number % 4 + 1)
      #expect(run.last?.epoch == number % 4 + 1 && run.standing == .finished && run.failure == nil)
    }
    #expect(follower.look() == false, "nothing has changed")
  }

  @Test func filesOfOneTrainingAreOneRun() throws {
    try train("a.safetensors", log: "one.jsonl", board: "board")
    // The same seed on the same machine: only the time differs.
    try train("b.safetensors", log: "two.jsonl")
    try train("c.safetensors", log: "three.jsonl", logBatches: 0)
    var follower = scratch.follower()
    let runs = follower.settled()
    #expect(runs.map(\.name) == ["a", "b", "c"])
    #expect(runs.map(\.log) == [scratch("one.jsonl"), scratch("two.jsonl"), scratch("three.jsonl")])
    #expect(runs.map { $0.events == nil } == [false, true, true] && runs[0].events == scratch("board"))
    #expect(runs.map(\.batches) == [3, 3, nil])
    let watched = try #require(follower.watched(scratch("one.jsonl")))
    #expect(watched.run.path == scratch("a.safetensors") && watched.history.map(\.epoch) == [1, 2, 3, 4, 5])
  }

  @Test func aRunThatWentOnElsewhereHasItsOwnLog() throws {
    let first = try train("a.safetensors", log: "a.jsonl")
    var more = first
    more.hyperparameters.epochs = 8
    let output = TrainingOutput(checkpoint: scratch("b.safetensors"), log: scratch("b.jsonl"))
    try session(more, Fixture.dataset(), output: output).run()
    var follower = scratch.follower()
    #expect(follower.settled().map(\.log) == [scratch("a.jsonl"), scratch("b.jsonl")])
    #expect(follower.watched(scratch("b.jsonl"))?.history.map(\.epoch) == Array(1...8), "the checkpoint has the rest")
    // Without its checkpoint a log stands for itself.
    unlink(scratch("a.safetensors"))
    unlink(scratch("a.best.safetensors"))
    let alone = try #require(follower.settled().first)
    #expect(alone.kind == .log && alone.path == scratch("a.jsonl") && alone.point.epoch == 5)
    #expect(alone.data == first.data && alone.hyperparameters == first.hyperparameters)
  }

  @Test func damagedFilesSayWhyAndForeignOnesAreLeftOut() throws {
    try train("whole.safetensors")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch("whole.safetensors")))
    _ = try scratch.file("cut.safetensors", Array(bytes.prefix(bytes.count / 2)))
    _ = try scratch.file("text.safetensors", "no checkpoint at all")
    try SafetensorsWriter(metadata: ["format": "pt"]).write(to: scratch("theirs.safetensors"))
    for (name, text) in [
      ("pairs.txt", SmallText.pairs), ("object.json", "{\"a\": 1}\n"), ("empty", ""), ("numbers.csv", "a,b\n1,2\n"),
      ("model.zip", "PK\u{3}\u{4}nothing"),
    ] { _ = try scratch.file(name, text) }
    mkfifo(scratch("pipe"), 0o600)
    var follower = scratch.follower()
    let runs = follower.settled()
    #expect(runs.map(\.fileName) == ["cut.safetensors", "text.safetensors", "whole.safetensors"])
    #expect(runs.map(\.standing) == [.unreadable, .unreadable, .finished])
    #expect(runs[0].failure?.hasPrefix(scratch("cut.safetensors")) == true)
    // Who names a file hears what is wrong with it.
    var given = scratch.follower("pairs.txt", "theirs.safetensors", "missing")
    let failures = Dictionary(uniqueKeysWithValues: given.settled().map { ($0.fileName, $0.failure ?? "") })
    #expect(failures["pairs.txt"] == "no line of it tells of an epoch or a batch")
    #expect(failures["theirs.safetensors"]?.contains("a safetensors file of another kind") == true)
    #expect(failures["missing"]?.contains("No such file") == true)
  }

  @Test func eventFilesTablesAndNetworksOfOthers() throws {
    let resources = try #require(Bundle.module.resourceURL).path
    let logs = resources + "/Reference/Logs"
    mkdir(scratch("logs"), 0o700)
    for (name, copy) in [("keras-3", "logs/keras-3"), ("tf-1", "old")] {
      try FileManager.default.copyItem(atPath: logs + "/" + name, toPath: scratch(copy))
    }
    _ = try scratch.file("table.csv", "epoch,loss,val_loss\n0,2,3\n1,1,2\n")
    let keras = resources + "/KerasFiles/keras-3.15.1"
    let network = try FileManager.default.contentsOfDirectory(atPath: keras).first { $0.hasSuffix(".keras") }
    try FileManager.default.copyItem(atPath: keras + "/" + #require(network), toPath: scratch("theirs.keras"))
    var follower = scratch.follower()
    let runs = follower.settled()
    #expect(runs.map(\.name) == ["keras-3", "old", "table.csv", "theirs.keras"])
    #expect(runs.map(\.kind) == [.events, .events, .table, .keras])
    #expect(runs.map(\.point.epoch) == [5, 5, 2, 0] && runs[2].best?.validation?.loss == 2)
    #expect(runs[0].checkpoint == nil && runs[3].checkpoint == runs[3].path)
    #expect(follower.watched(runs[0].path)?.batches.map(\.batch) == [1, 2, 1, 2])
    let series = try #require(follower.series(of: runs[0].path))
    var choice = series.choice
    #expect(series.names.contains("train/epoch_accuracy"))
    choice.names[.training(.loss)] = "train/epoch_accuracy"
    follower.choose(choice, of: runs[0].path)
    let chosen = follower.settled()[0].last?.training
    #expect(chosen?.loss == chosen?.accuracy)
  }

  @Test func onlyFoldersOfEventFilesAreFoundBeneath() throws {
    mkdir(scratch("sub"), 0o700)
    try train("sub/deep.safetensors", log: "sub/deep.jsonl")
    mkdir(scratch("sub/.hidden"), 0o700)
    for folder in ["sub/run/train", "sub/.hidden/train"] {
      let log = TensorBoardLog(folder: scratch(folder), batchesPerEpoch: 1)
      #expect(log.append(LogText.record(1)) == nil)
    }
    var follower = scratch.follower()
    #expect(follower.settled().map(\.path) == [scratch("sub/run/train")])
    var given = scratch.follower("sub", "sub/deep.safetensors")
    #expect(given.settled().map(\.name) == ["deep", "train"], "a file by two ways is one run")
  }

  @Test func whatDiffers() throws {
    try train("a.safetensors")
    try train("b.safetensors") {
      $0.latentDimension = 8
      $0.dropout = 0.5
      $0.epochs = 2
    }
    var follower = scratch.follower()
    let runs = follower.settled()
    #expect(runs[1].differences(from: runs[0]) == [.latentDimension, .dropout])
    #expect(runs[1].differenceWords(from: runs[0]) == "latent dimension 8, dropout 0.5")
    #expect(runs[0].differenceWords(from: runs[0]).isEmpty)
  }

  @Test func anEvaluationIsRemembered() throws {
    let checkpoint = try train("a.safetensors")
    let evaluation = try #require(Evaluation(checkpoint, pairs: Fixture.pairs, threads: 1))
    let record = try #require(EvaluationRecord(evaluation, of: checkpoint, on: Fixture.pairs))
    var follower = scratch.follower()
    #expect(follower.settled()[0].evaluation == nil)
    let records = EvaluationRecords(scratch(".evaluations"))
    records.append(record)
    #expect(follower.look() && follower.runs[0].evaluation?.chrF == evaluation[.heldOut].chrF)
    // Of other pairs than its own, or of an untrained network, nothing is remembered.
    #expect(EvaluationRecord(evaluation, of: checkpoint, on: Fixture.pairs.reversed()) == nil)
    #expect(Fixture.start().checkpoint.network.fingerprint == nil)
    // What another has damaged is passed over.
    try scratch.append("nonsense\n{\"network\":1}\n", to: ".evaluations")
    #expect(records.all() == [record.network: record])
    try train("a.safetensors") { $0.seed = 9 }
    #expect(follower.settled()[0].evaluation == nil, "it is another network now")
  }
}

private enum SmallText {
  static let pairs = Fixture.pairs.map { "\($0.english)\t\($0.french)\n" }.joined()
}

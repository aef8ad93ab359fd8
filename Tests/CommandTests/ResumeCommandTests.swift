import Foundation
import Model
import Testing

@Suite("Stopping and resuming") struct ResumeTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  /// What every run here has in common; the output is `name`.
  private func options(_ name: String, epochs: Int) throws -> [String] {
    [
      "train", "--data", try SmallNetwork.largerData, "--latent-dim", "16", "--threads", "2", "--batch-size", "4",
      "--momentum", "0.5", "--epochs", "\(epochs)", "--output", name,
    ]
  }

  private func train(_ arguments: [String]) throws -> Program.Outcome { try Program.run(arguments, in: scratch.path) }

  private func checkpoint(_ name: String) throws -> Checkpoint {
    var checkpoint = try Checkpoint(contentsOf: scratch(name))
    // The time a run took, and where it stopped on the way, is all that may differ.
    checkpoint.state.marks = []
    checkpoint.state.history = checkpoint.state.history.map {
      EpochRecord(
        epoch: $0.epoch, training: $0.training, validation: $0.validation, learningRate: $0.learningRate, seconds: 0)
    }
    return checkpoint
  }

  @Test func epochsIsTheEpochToReach() throws {
    #expect(try train(options("whole", epochs: 5)).status == 0)
    #expect(try train(options("parts", epochs: 2)).status == 0)
    let rest = try train(options("parts", epochs: 5) + ["--resume", "parts"])
    #expect(rest.lines.map { $0.prefix(9) } == ["epoch 3/5", "epoch 4/5", "epoch 5/5"])
    #expect(try checkpoint("parts") == checkpoint("whole"))
  }

  @Test func whatIsReachedIsNotTrainedAgain() throws {
    let (data, network) = (try SmallNetwork.data, try SmallNetwork.path)
    let outcome = try train(["train", "--data", data, "--resume", network, "--output", "again"])
    #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.errors.contains("100 is reached"))
    #expect(try checkpoint("again").network == Checkpoint(contentsOf: network).network)
  }

  @Test func optionsOverrideAndWhatIsNotGivenIsInherited() throws {
    let given = [
      "--rmsprop", "keras-3", "--centered", "--no-shuffle", "--rho", "0.8", "--decay", "0.5", "--seed", "9",
      "--learning-rate", "0.25", "--validation-split", "0.5",
    ]
    #expect(try train(options("first", epochs: 1) + given).status == 0)
    let first = try checkpoint("first").hyperparameters
    let data = try SmallNetwork.largerData
    let resumed = ["train", "--data", data, "--resume", "first", "--output", "second", "--threads", "2"]
    #expect(try train(resumed + ["--epochs", "2", "--learning-rate", "0.125", "--batch-size", "8"]).status == 0)
    var expected = first
    expected.epochs = 2
    expected.learningRate = 0.125
    expected.batchSize = 8
    let second = try checkpoint("second")
    #expect(second.hyperparameters == expected)
    #expect(first.centered && !first.shuffle && first.rmsprop == .keras3 && first.momentum == 0.5 && first.seed == 9)
    #expect(second.state.history.map(\.epoch) == [1, 2])
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func aSignalEndsTheBatchAndSaves(_ number: Int32) throws {
    let epochs = 30
    #expect(try train(options("whole", epochs: epochs)).status == 0)
    let run = try RunningProgram(Self.command(try options("parts", epochs: epochs)), in: scratch.path)
    try run.wait(for: "epoch 2/")
    run.signal(number)
    let outcome = try run.finish()
    #expect(outcome.status == (number == SIGINT ? 130 : 128 + number))
    #expect(outcome.lines.allSatisfy { $0.hasPrefix("epoch ") } && outcome.errors.isEmpty)
    let stopped = try checkpoint("parts").state
    #expect(stopped.epoch >= 2 && stopped.epoch < epochs)
    #expect(try train(options("parts", epochs: epochs) + ["--resume", "parts"]).status == 0)
    #expect(try checkpoint("parts") == checkpoint("whole"))
    #expect(!scratch.names.contains { $0.hasSuffix(".tmp") })
  }

  @Test func aSecondSignalEndsAtOnceAndLeavesAWholeCheckpoint() throws {
    let run = try RunningProgram(Self.command(try options("x", epochs: 1_000_000)), in: scratch.path)
    try run.wait(for: "epoch 2/")
    run.signal(SIGINT)
    run.signal(SIGINT)
    #expect(try run.finish().status == 130)
    #expect(try checkpoint("x").state.epoch >= 1)
  }

  @Test func nohupKeepsTrainingThroughAHangUp() throws {
    let run = try RunningProgram(
      Self.command(try options("x", epochs: 1_000_000), ignoring: "SIGHUP"), in: scratch.path)
    try run.wait(for: "epoch 2/")
    run.signal(SIGHUP)
    let seen = run.output.split(separator: "\n").count
    try run.wait(for: "epoch \(seen + 3)/")
    run.signal(SIGTERM)
    #expect(try run.finish().status == 143)
  }

  /// The program as a shell starts it, with no signal ignored but the one named.
  private static func command(_ arguments: [String], ignoring name: String = "") throws -> [String] {
    let script = """
      import os, signal, sys
      for name in "SIGINT", "SIGTERM", "SIGHUP":
          signal.signal(getattr(signal, name), signal.SIG_IGN if name == "\(name)" else signal.SIG_DFL)
      os.execv(sys.argv[1], sys.argv[1:])
      """
    return [try Program.python(), "-c", script, try Program.path()] + arguments
  }
}

import Foundation
import Model
import Testing

@Suite("Training in the workbench") struct WorkbenchTrainingTests {
  private let scratch: ScratchDirectory
  private let prompt = "wait:type a sentence"
  private static let saved = "seq2seq.safetensors"

  init() throws { scratch = try ScratchDirectory() }

  /// Plays steps to a workbench on the small network that would train a new one for very long.
  private func play(
    _ steps: [String], size: String = "80x24", data: String? = nil, at location: SourceLocation = #_sourceLocation
  ) throws -> TerminalRun {
    let data = try data ?? SmallNetwork.largerData
    return try TerminalRun.play(
      steps, size: size, in: scratch.path,
      ["--checkpoint", try SmallNetwork.path, "--data", data, "--epochs", "100000", "--batch-size", "4"]
        + ["--latent-dim", "16", "--threads", "1"], sourceLocation: location)
  }

  private func checkpoint() throws -> Checkpoint { try Checkpoint(contentsOf: scratch(Self.saved)) }

  /// From the first screen to a new training run that has come some epochs far.
  private var start: [String] {
    [prompt, Keys.escape, "wait:t start training", Keys.type("t"), "wait:train a new network", Keys.type("n")]
      + ["match:epoch [1-9]\\d*/100000"]
  }

  @Test(arguments: ["80x24", "120x40", "200x60", "40x10"])
  func trainingIsStartedWatchedPausedAndStopped(_ size: String) throws {
    let run = try play(
      start + [
        "match:epoch [3-9]/|epoch \\d\\d+/", "wait:training", "save:running", Keys.type("t"), "wait:paused",
        "settle:0.3",
        "quiet:1", "save:paused", "settle:0.3", "save:still", Keys.type("t"), "gone:paused", "wait:training",
        Keys.type("x"), "wait:stopped", "save:stopped", Keys.type("q"), "exit",
      ], size: size)
    #expect(run.quiet == [0], "nothing moves while training is paused")
    #expect(run.screens["paused"] == run.screens["still"])
    #expect(run.status == 0 && run.isRestored)
    let state = try checkpoint().state
    #expect(state.epoch >= 2 && state.history.count == state.epoch)
  }

  @Test func aSentenceIsTranslatedWhileItTrains() throws {
    let run = try play(
      start + [
        Keys.type("i"), Keys.type("Zed hums."), "wait:Zed hums.", Keys.enter, "match:in +Z e d",
        "match:conf +\\d", "save:translated", "match:out .*⏎|out +(\\S ){15}\\S", Keys.control("t"), "wait:paused",
        Keys.control("c"), "exit",
      ])
    #expect(run.screens["translated"]?.contains { $0.contains("training") } == true)
    #expect(run.status == 130 && run.isRestored)
  }

  @Test func theNumberOfEpochsIsReached() throws {
    let run = try TerminalRun.play(
      [
        prompt, Keys.control("t"), "wait:train a new network", Keys.type("n"), "wait:Training finished",
        Keys.control("c"),
      ]
        + ["exit"], in: scratch.path,
      ["--checkpoint", try SmallNetwork.path, "--data", try SmallNetwork.data, "--epochs", "3"] + SmallNetwork.quickly)
    #expect(run.status == 130 && run.isRestored)
    #expect(try checkpoint().state.epoch == 3)
    // The same weights with and without the screen.
    let plain = try Program.run(
      ["train", "--data", try SmallNetwork.data, "--epochs", "3", "--output", "plain"] + SmallNetwork.quickly,
      in: scratch.path)
    #expect(plain.status == 0)
    #expect(try checkpoint().network == Checkpoint(contentsOf: scratch("plain")).network)
  }

  @Test func aFileIsAskedForAndRefusedWithTheReason() throws {
    let data = try SmallNetwork.data
    let run = try TerminalRun.play(
      [
        prompt, Keys.control("t"), "wait:everyday sentences", Keys.down, Keys.down, "wait:▶ another file", Keys.enter,
        "wait:Which file", Keys.type("/missing"), Keys.enter, "wait:no such file", Keys.control("u"), Keys.type(data),
        Keys.enter, "wait:Training finished",
        Keys.control("c"), "exit",
      ], size: "200x60", in: scratch.path,
      ["--checkpoint", try SmallNetwork.path, "--epochs", "2"] + SmallNetwork.quickly)
    #expect(run.status == 130 && run.isRestored)
    #expect(try checkpoint().state.epoch == 2)
  }

  @Test func theNetworkIsTrainedFurther() throws {
    let run = try TerminalRun.play(
      [prompt, Keys.control("t"), "wait:train this network further", Keys.type("r"), "wait:Training finished"]
        + [Keys.control("c"), "exit"], in: scratch.path,
      ["--checkpoint", try SmallNetwork.path, "--data", try SmallNetwork.data, "--epochs", "102", "--threads", "1"])
    #expect(run.status == 130 && run.isRestored)
    #expect(try checkpoint().state.epoch == 102)
  }

  @Test func quittingAsksFirst() throws {
    let question = "wait:The network is being trained"
    let run = try play(
      start + [
        Keys.type("q"), question, Keys.escape, "gone:The network is being trained", "match:epoch \\d+/", Keys.type("q"),
        question, Keys.type("s"), "exit",
      ])
    #expect(run.status == 0 && run.isRestored)
    try expectWholeCheckpoint()
  }

  @Test(
    arguments: [(Keys.control("c"), 130), ("signal:INT", 130), ("signal:TERM", 143), ("signal:HUP", 129)]
      as [(String, Int32)])
  func everyEndSavesFirst(_ step: String, _ status: Int32) throws {
    let run = try play(start + ["match:epoch [2-9]/|epoch \\d\\d+/", step, "exit"])
    #expect(run.status == status && run.isRestored)
    try expectWholeCheckpoint()
  }

  @Test func aCrashGivesTheTerminalBackAndLeavesTheLastCheckpointWhole() throws {
    let run = try play(start + ["match:epoch [2-9]/|epoch \\d\\d+/", "signal:SEGV", "exit"])
    #expect(run.status == 139 && run.isRestored)
    #expect(try checkpoint().state.epoch >= 1)
  }

  @Test func trainingGoesOnWhereTheScreenIsTooSmall() throws {
    let run = try play(
      start + ["resize:39x9", "wait:need 40×10", "resize:80x24", "match:epoch \\d\\d+/", Keys.control("c"), "exit"])
    #expect(run.status == 130 && run.isRestored)
  }

  /// What was saved can be trained further: nothing of the batch in hand is missing.
  private func expectWholeCheckpoint(at location: SourceLocation = #_sourceLocation) throws {
    let state = try checkpoint().state
    #expect(state.history.count == state.epoch, sourceLocation: location)
    let outcome = try Program.run(
      "train", "--data", try SmallNetwork.largerData, "--resume", Self.saved, "--epochs", "\(state.epoch + 1)",
      "--threads",
      "1", in: scratch.path)
    #expect(outcome.status == 0 && outcome.lines.count == 1, "\(outcome.errors)", sourceLocation: location)
  }
}

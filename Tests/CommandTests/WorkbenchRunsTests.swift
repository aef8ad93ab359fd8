import Foundation
import Model
import Testing

@Suite("The page of runs in a terminal") struct WorkbenchRunsTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  /// Two copies of the small network under other names, and a log of one epoch.
  private func fill() throws {
    for name in ["first", "second"] {
      try FileManager.default.copyItem(atPath: try SmallNetwork.path, toPath: scratch(name + ".safetensors"))
    }
    let metrics = Metrics(loss: 2, accuracy: 0.5, characterLoss: 2, characterAccuracy: 0.5)
    let record = EpochRecord(epoch: 1, training: metrics, validation: nil, learningRate: 0.001, seconds: 1)
    _ = try scratch.file("old.jsonl", record.jsonLine + "\n")
    // Their age changes once a day.
    let date = Date(timeIntervalSinceNow: -10.5 * 86_400)
    for name in scratch.names {
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: scratch(name))
    }
  }

  private func play(_ steps: [String], size: String = "80x24", _ arguments: [String]) throws -> TerminalRun {
    try TerminalRun.play(steps, size: size, in: scratch.path, arguments)
  }

  @Test(arguments: ["80x24", "120x40", "200x60", "60x20"])
  func runsAreListedDrawnSortedFilteredAndOpened(_ size: String) throws {
    try fill()
    let run = try play(
      [
        TerminalRun.prompt, Keys.escape, "settle:0.1", Keys.type("6"), "wait:old.jsonl",
        "match:first +finished +100/100",
        Keys.control("x"), Keys.type("sort name"), Keys.enter, Keys.up, Keys.up, "match:▶   first", Keys.type(" "),
        "match:▶ A first",
        Keys.down, Keys.type(" "), "match:▶ B old.jsonl", "match:A first", Keys.enter, "wait:a log without a network",
        Keys.type("/"), Keys.type("sec"), "gone:old.jsonl  ", "match:▶   second", Keys.enter, "wait:1/1, 3 in all",
        Keys.enter, "wait:Translating with second.safetensors", "match:▶ ● second", Keys.type("c"),
        "wait:It is the network at hand", Keys.escape, "gone:/sec", "settle:0.1", Keys.type("q"), "exit",
      ], size: size, ["--checkpoint", try SmallNetwork.path, "--data", try SmallNetwork.data])
    #expect(run.status == 0 && run.isRestored)
  }

  @Test func nothingIsWrittenWhereNothingChangesOnThePageOrBesideIt() throws {
    try fill()
    let run = try play(
      [
        TerminalRun.prompt, Keys.escape, "settle:0.1", Keys.type("6"), "wait:old.jsonl", "settle:0.5", "quiet:5",
        Keys.type("2"), "settle:0.5", "quiet:5", Keys.type("q"), "exit",
      ], ["--checkpoint", try SmallNetwork.path, "--data", try SmallNetwork.data])
    #expect(run.quiet == [0, 0])
    print("runs, share of one processor: \(run.busy.map { "\(($0 * 1e5).rounded() / 1e3) %" }.joined(separator: ", "))")
  }

  /// Starts a training that goes on for very long, in the folder that is watched.
  private func training() throws -> RunningProgram {
    try RunningProgram(
      [try Program.path(), "train", "--data", try SmallNetwork.largerData, "--epochs", "100000", "--batch-size", "4"]
        + ["--log", "run.jsonl"] + SmallNetwork.quickly, in: scratch.path)
  }

  @Test func aTrainingOfAnotherProcessIsFollowedUntilItEnds() throws {
    let other = try training()
    try other.wait(for: "epoch 1/")
    let run = try play(
      [
        "wait:[6 runs]", "match:● seq2seq +growing", "match:epoch [2-9]/100000|epoch \\d\\d+/100000", "wait:batches",
        "wait:watching", "match:seq2seq.safetensors.*\\[6 runs\\]|seq2seq.safetensors", Keys.type("i"),
        Keys.type("Zed hums."), Keys.enter, Keys.alt("3"), "match:out .*⏎|step \\d+/", Keys.alt("2"),
        "match:after epoch \\d+|in epoch \\d+|pinned", Keys.escape, "settle:0.1", Keys.type("q"), "exit",
      ], size: "120x40", ["watch", "."])
    #expect(run.isRestored)
    other.signal(SIGINT)
    #expect(try other.finish().status == 130)
    let after = try play(
      ["match:seq2seq +stopped", "wait:stopped", Keys.type("q"), "exit"], size: "120x40", ["watch"])
    #expect(after.status == 0 && after.isRestored)
  }

  @Test func aTrainingThatDiesUnseenFallsSilentOrStops() throws {
    let other = try training()
    try other.wait(for: "epoch 1/")
    // The epoch is told before it is saved.
    let end = Date(timeIntervalSinceNow: Program.patience)
    while !scratch.names.contains("seq2seq.safetensors") { try #require(Date() < end) }
    other.signal(SIGKILL)
    _ = try other.finish()
    let run = try play(
      ["match:seq2seq +stopped", Keys.type("q"), "exit"], size: "60x20", ["watch", "seq2seq.safetensors"])
    #expect(run.status == 0 && run.isRestored)
  }
}

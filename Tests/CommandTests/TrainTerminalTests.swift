import Testing

@Suite("train on a terminal") struct TrainTerminalTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  @Test(arguments: ["80x24", "40x10", "200x60"])
  func aBarMovesAndFits(_ size: String) throws {
    let columns = try #require(Int(size.prefix { $0 != "x" }))
    let bar = columns >= 80 ? "\\[=+\\.*\\] ETA \\d+:\\d\\d loss \\d" : "ETA \\d+:\\d\\d"
    let run = try TerminalRun.play(
      ["match:epoch \\d+/\\d+ \\d+/25 " + bar, "save:bar", Keys.control("c"), "exit"], size: size,
      in: scratch.path,
      ["train", "--data", try SmallNetwork.largerData, "--epochs", "100000", "--batch-size", "4"] + SmallNetwork.quickly
    )
    let bars = run.screens["bar", default: []].filter { $0.contains("ETA") }
    #expect(bars.count == 1, "the bar is written anew, not again")
    #expect(bars.allSatisfy { $0.count < columns && $0.hasPrefix("epoch ") })
    if columns >= 80 { #expect(bars.allSatisfy { $0.contains("[") && $0.contains(" loss ") }) }
    #expect(run.status == 130 && run.isRestored)
    // A narrow terminal breaks the message anywhere, also at a space.
    let message = run.screen.joined().filter { $0 != " " }
    #expect(message.contains("--resumegoesonfromthere"))
    #expect(scratch.names == ["seq2seq.safetensors"])
  }

  @Test func aTerminalThatCannotRewriteLinesGetsALineForEachEpoch() throws {
    let run = try TerminalRun.play(
      ["exit"], size: "200x24", terminal: "dumb", in: scratch.path,
      ["train", "--data", try SmallNetwork.data, "--epochs", "3"] + SmallNetwork.quickly)
    #expect(run.status == 0)
    #expect(run.screen.filter { !$0.isEmpty }.map { $0.prefix(9) } == ["epoch 1/3", "epoch 2/3", "epoch 3/3"])
  }
}

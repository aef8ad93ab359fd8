import Testing

@Suite("train on a terminal") struct TrainTerminalTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  @Test(arguments: ["80x24", "40x16", "200x60"])
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
    let saved = message.firstMatch(of: /saved\.\/seq2seq\.safetensorsatepoch\d+(,batch\d+)?;/)
    #expect(saved != nil, "\(message)")
    #expect(message.contains("train--resume./seq2seq.safetensors--data"))
    #expect(scratch.names == ["seq2seq.safetensors"])
  }

  /// A line an epoch that fits, beneath a header on every screenful; nothing is left of the bar in them.
  @Test(arguments: ["80x12", "40x12", "20x24"]) func aTableOfEpochsFits(_ size: String) throws {
    let columns = try #require(Int(size.prefix { $0 != "x" }))
    let run = try TerminalRun.play(
      // The bar, which has the same words, begins with others.
      ["match:(?m)^ ?30/30 +\\d", "save:table", "exit"], size: size, in: scratch.path,
      [
        "train", "--data", try SmallNetwork.largerData, "--epochs", "30", "--validation-split", "0.2", "--latent-dim",
        "8",
      ])
    let table = run.screens["table", default: []]
    let rows = table.filter { $0.contains("/30 ") }
    #expect(rows.count > 1 || columns == 20)
    let whole = /( ?\d+\/30)( +\d\.\d{4})+( +\d+\.\d)? */
    for row in rows { #expect(row.wholeMatch(of: whole) != nil, "\(row)") }
    #expect(run.status == 0)
    // The last line holds the paths of program and data: a screen of 240 cells is too small for them.
    #expect(run.screen.joined().filter { $0 != " " }.contains("saved./seq2seq.safetensorsatepoch30;thisgoeson:"))
  }

  /// What the last line says does go on.
  @Test func theCommandThatGoesOn() throws {
    let run = try TerminalRun.play(
      ["exit"], size: "400x24", in: scratch.path,
      ["train", "--data", try SmallNetwork.data, "--epochs", "2", "--output", "it's here.safetensors"]
        + SmallNetwork.quickly)
    let line = try #require(run.screen.last { $0.contains("this goes on: ") })
    let command = try #require(line.firstRange(of: "this goes on: ").map { String(line[$0.upperBound...]) })
    let outcome = try Program.shell(command, in: scratch.path)
    #expect(outcome.status == 0, "\(command): \(outcome.errors)")
    #expect(outcome.lines.map { String($0.prefix(9)) } == ["epoch 3/4", "epoch 4/4"])
    #expect(scratch.names == ["it's here.safetensors"])
  }

  @Test func aTerminalThatCannotRewriteLinesGetsTheTableWithoutABar() throws {
    let run = try TerminalRun.play(
      ["exit"], size: "200x24", terminal: "dumb", in: scratch.path,
      ["train", "--data", try SmallNetwork.data, "--epochs", "3"] + SmallNetwork.quickly)
    #expect(run.status == 0)
    #expect(run.screen.filter { $0.contains("/3 ") }.map { $0.prefix(5) } == ["  1/3", "  2/3", "  3/3"])
    #expect(!run.text.contains("ETA") && run.text.contains("saved ./seq2seq.safetensors at epoch 3;"))
  }
}

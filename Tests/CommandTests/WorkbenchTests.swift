import Foundation
import Testing

@Suite("Workbench") struct WorkbenchTests {
  private let prompt = TerminalRun.prompt
  private let quit = TerminalRun.quit

  @Test(arguments: ["80x24", "120x40", "200x60", "40x10", "60x15"])
  func aSentenceIsTypedTranslatedAndWalked(_ size: String) throws {
    let pair = SmallNetwork.pairs[1]
    let run = try TerminalRun.workbench(
      [
        prompt, "save:start", Keys.type(pair.key), "wait:" + pair.key, Keys.enter, TerminalRun.steps(pair.value),
        "match:step \\d+/19", "save:decoded", Keys.escape, "settle:0.1", Keys.end, "match:step 19/19", Keys.left,
        Keys.left, "match:step 17/19 +s ",
        Keys.type("q"), "exit",
      ], size: size)
    let start = run.screens["start", default: []]
    #expect(start.first?.contains("small.safetensors") == true)
    #expect(start.joined().contains("trained for 100 epochs"))
    // The sentence stands in a row of its own, a column or two for each character.
    let letters = "in" + pair.key.filter(\.isLetter)
    #expect(run.screens["decoded"]?.contains { $0.filter(\.isLetter) == letters } == true)
    #expect(run.status == 0 && run.isRestored)
  }

  @Test func thePromptHasTheFocus() throws {
    let run = try TerminalRun.workbench(["settle:0.3", prompt, Keys.type("q?ti"), "wait:q?ti", "settle:0.2"])
    let cursor = try #require(run.cursor)
    let row = try #require(run.screen.indices.contains(cursor[1]) ? run.screen[cursor[1]] : nil)
    #expect(row.contains("q?ti") && Array(row).count == cursor[0])
  }

  @Test func blanksOfFrenchAreNamed() throws {
    let run = try TerminalRun.workbench([
      prompt, Keys.type("Fold the moon!"), Keys.enter, TerminalRun.steps("Plie la lune\u{202F}!"), "settle:0.2",
    ])
    #expect(run.text.contains("U+202F"))
  }

  /// Training with a learning rate far too large leaves nothing but NaN, which must not trap anywhere.
  @Test func aNetworkThatIsNoNumberIsShown() throws {
    let scratch = try ScratchDirectory()
    let ruin = ["train", "--data", try SmallNetwork.data, "--learning-rate", "1e39", "--epochs", "2"]
    #expect(try Program.run(ruin + SmallNetwork.quickly, in: scratch.path).status == 0)
    let run = try TerminalRun.play(
      [prompt, Keys.type("Zed"), Keys.enter, "match:step \\d+/\\d+", Keys.escape, Keys.left, Keys.down, "settle:0.3"]
        + [
          Keys.type("4"), "match:left out NaN +gradient NaN", "match:1 of|none in", Keys.left, Keys.down, "settle:0.3",
        ]
        + [Keys.type("q"), "exit"], size: "200x60", ["--checkpoint", scratch("seq2seq.safetensors")])
    #expect(run.status == 0 && run.isRestored)
  }

  @Test func aReferenceABeamADrawAndASecondNetworkStandBesideTheDecode() throws {
    let run = try TerminalRun.play(
      [
        prompt, Keys.alt("3"), "wait:[3 translate]", Keys.type("fol"), "wait:fold the moon!", Keys.right, Keys.enter,
        "match:ref .*⏎   the same", "match:other small.safetensors   the same", Keys.escape, "wait:i or Enter to type",
        Keys.type("B"), "match:▶  1 .* greedy .*⏎", Keys.type("+"), "wait:beam of 6", "gone:searching", Keys.escape,
        "settle:0.1", Keys.type("d"), "match:out 2 .*T 0.8 seed 1 .*log p", Keys.type("q"), "exit",
      ], size: "120x40",
      ["--checkpoint", try SmallNetwork.path, "--against", try SmallNetwork.path, "--data", try SmallNetwork.data])
    #expect(run.status == 0 && run.isRestored)
  }

  @Test func pastedLinesAreTranslatedOneAfterTheOther() throws {
    let sentences = SmallNetwork.pairs[0].key + "\n" + SmallNetwork.pairs[1].key
    let run = try TerminalRun.workbench(
      [prompt, Keys.type("\u{1B}[200~\(sentences)\u{1B}[201~"), TerminalRun.steps(SmallNetwork.pairs[1].value)] + quit)
    #expect(run.status == 130 && run.isRestored)
  }

  @Test func helpListsTheKeys() throws {
    let run = try TerminalRun.workbench(
      [
        prompt, Keys.escape, "wait:i type", Keys.type("?"), "wait:help, opened on page 1", Keys.type("/"),
        Keys.type("translate the sen"), "wait:translate the sentence", Keys.escape, "settle:0.2", Keys.escape,
        "gone:translate the sentence", "wait:i or Enter to type",
      ] + quit)
    #expect(run.status == 130)
  }

  @Test func anotherCheckpointIsFoundAndLoaded() throws {
    let scratch = try ScratchDirectory()
    try FileManager.default.copyItem(atPath: try SmallNetwork.path, toPath: scratch("other.safetensors"))
    _ = try scratch.file("damaged.safetensors", "no checkpoint")
    let (first, second) = (SmallNetwork.pairs[0], SmallNetwork.pairs[1])
    let run = try TerminalRun.play(
      [
        prompt, Keys.type(first.key), Keys.enter, "match:step \\d+/20 ", Keys.control("x"), Keys.type("load d"),
        "wait:load damaged.safetensors", "keys:\t", "wait::load damaged.safetensors", Keys.enter, "wait:expected",
        Keys.control("u"), Keys.type("load o"), "wait:load other.safetensors", Keys.down, Keys.enter,
        "wait:Translating with other.safetensors", "save:loaded", "match:step \\d+/20 ", Keys.type(second.key),
        Keys.enter,
        TerminalRun.steps(second.value),
      ] + quit, in: scratch.path, ["--checkpoint", try SmallNetwork.path])
    #expect(run.screens["loaded"]?.first?.contains("other.safetensors") == true)
    #expect(run.status == 130 && run.isRestored)
  }

  @Test func aDecodeIsExportedAsTranslatePrintsIt() throws {
    let scratch = try ScratchDirectory()
    let sentence = SmallNetwork.pairs[2].key
    let run = try TerminalRun.play(
      [
        prompt, Keys.alt("3"), Keys.type(sentence), Keys.enter, "match:out .*⏎", Keys.escape,
        "wait:i or Enter", Keys.type("e"),
        "wait:Wrote seq2seq-decode-1.json", Keys.type("e"), "wait:Wrote seq2seq-decode-2.json",
      ] + quit, in: scratch.path, ["--checkpoint", try SmallNetwork.path])
    let names = [1, 2].flatMap {
      ["seq2seq-decode-\($0).json", "seq2seq-probabilities-\($0).svg", "seq2seq-screen-\($0).svg"]
    }
    #expect(run.status == 130 && scratch.names == names.sorted())
    let printed = try Program.run("translate", "--checkpoint", try SmallNetwork.path, "--json", sentence)
    #expect(try String(contentsOfFile: scratch("seq2seq-decode-2.json"), encoding: .utf8) == printed.output)
  }

  @Test func theThemeIsKept() throws {
    let scratch = try ScratchDirectory()
    let environment = ["XDG_STATE_HOME": scratch.path]
    let first = try TerminalRun.workbench(
      [prompt, Keys.control("x"), Keys.type("theme light"), Keys.enter, "wait:Theme: light"] + quit,
      environment: environment)
    #expect(first.status == 130)
    let (light, dark) = (
      try TerminalRun.workbench([prompt, "idle:0.3"], environment: environment),
      try TerminalRun.workbench([prompt, "idle:0.3"])
    )
    #expect(light.colors.contains("005faf") && !light.colors.contains("5fafd7") && dark.colors.contains("5fafd7"))
    #expect(light.screen == dark.screen)
  }
}

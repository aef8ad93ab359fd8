import Testing

@Suite("Workbench") struct WorkbenchTests {
  private let prompt = "wait:type a sentence"
  private let quit = [Keys.control("c"), "exit"]

  private func play(
    _ steps: [String], size: String = "80x24", terminal: String = "xterm-256color", environment: [String: String] = [:],
    at location: SourceLocation = #_sourceLocation
  ) throws -> TerminalRun {
    try TerminalRun.play(
      steps, size: size, terminal: terminal, environment: environment, ["--checkpoint", try SmallNetwork.path],
      sourceLocation: location)
  }

  /// Waits for a text as the steps show it: one or two columns a character, marks for blanks.
  private static func steps(_ text: String) -> String {
    "match:" + text.map { $0.isLetter ? String($0) : "\\S" }.joined(separator: " ?") + " ?⏎"
  }

  @Test(arguments: ["80x24", "120x40", "200x60", "40x10", "60x15"])
  func aSentenceIsTypedTranslatedAndWalked(_ size: String) throws {
    let pair = SmallNetwork.pairs[1]
    let run = try play(
      [
        prompt, "save:start", Keys.type(pair.key), "wait:" + pair.key, Keys.enter, Self.steps(pair.value),
        "match:step 19/19", "save:decoded", Keys.escape, Keys.left, Keys.left, "match:step 17/19 +s ",
        Keys.type("q"), "exit",
      ], size: size)
    let start = run.screens["start", default: []]
    #expect(start.first?.contains("small.safetensors") == true)
    #expect(start.joined().contains("trained for 100 epochs"))
    #expect(
      run.screens["decoded"]?.contains { $0.contains(pair.key) || $0.contains("N i n e") || $0.contains("Nine") }
        == true)
    #expect(run.status == 0 && run.isRestored)
  }

  @Test func thePromptHasTheFocus() throws {
    let run = try play(["settle:0.3", prompt, Keys.type("q?ti"), "wait:q?ti", "settle:0.2"])
    let cursor = try #require(run.cursor)
    let row = try #require(run.screen.indices.contains(cursor[1]) ? run.screen[cursor[1]] : nil)
    #expect(row.contains("q?ti") && Array(row).count == cursor[0])
  }

  @Test func blanksOfFrenchAreNamed() throws {
    let run = try play([prompt, Keys.type("Fold the moon!"), Keys.enter, "wait:⏎ ends the text", "settle:0.2"])
    #expect(run.text.contains("U+202F"))
  }

  /// Training with a learning rate far too large leaves nothing but NaN, which must not trap anywhere.
  @Test func aNetworkThatIsNoNumberIsShown() throws {
    let scratch = try ScratchDirectory()
    let ruin = ["train", "--data", try SmallNetwork.data, "--learning-rate", "1e39", "--epochs", "2"]
    #expect(try Program.run(ruin + SmallNetwork.quickly, in: scratch.path).status == 0)
    let run = try TerminalRun.play(
      [prompt, Keys.type("Zed"), Keys.enter, "match:step \\d+/\\d+", Keys.escape, Keys.left, Keys.down, "settle:0.3"]
        + [Keys.type("q"), "exit"], size: "120x40", ["--checkpoint", scratch("seq2seq.safetensors")])
    #expect(run.status == 0 && run.isRestored)
  }

  @Test func unknownCharactersAreNamed() throws {
    let run = try play([prompt, Keys.type("Our€ soup sings."), Keys.enter, Self.steps(SmallNetwork.pairs[0].value)])
    #expect(run.text.contains("U+20AC"))
  }

  @Test func pastedLinesAreTranslatedOneAfterTheOther() throws {
    let sentences = SmallNetwork.pairs[0].key + "\n" + SmallNetwork.pairs[1].key
    let run = try play(
      [prompt, Keys.type("\u{1B}[200~\(sentences)\u{1B}[201~"), Self.steps(SmallNetwork.pairs[1].value)] + quit)
    #expect(run.status == 130 && run.isRestored)
  }

  @Test func helpListsTheKeys() throws {
    let run = try play(
      [
        prompt, Keys.escape, "wait:i type", Keys.type("?"), "wait:translate the sentence", Keys.escape,
        "gone:translate the sentence", "wait:i or Enter to type",
      ] + quit)
    #expect(run.status == 130)
  }

  @Test(arguments: ["39x9", "39x24", "80x9", "10x3", "1x1"])
  func tooSmallScreensSaySo(_ size: String) throws {
    let message = "need 40×10, have \(size.replacing("x", with: "×"))"
    let columns = try #require(Int(size.prefix { $0 != "x" }))
    let run = try play(["wait:" + message.prefix(columns), "save:small", "resize:80x24", prompt] + quit, size: size)
    #expect(run.screens["small"]?.first == String(message.prefix(columns)).trimmingSuffix())
    #expect(run.status == 130 && run.isRestored)
  }

  @Test func aStormOfResizesEndsAsAFreshStart() throws {
    let sizes = ["120x40", "200x60", "39x9", "1x1", "60x15", "200x60", "80x24", "40x10", "132x50"]
    let fresh = try play([prompt, "settle:0.5"], size: "100x30")
    let storm = (sizes + sizes.reversed()).map { "resize:" + $0 }
    let run = try play([prompt] + storm + ["resize:100x30", "wait:^C quit", "settle:0.5"])
    #expect(run.screen == fresh.screen)
    #expect(run.cursor == fresh.cursor)
  }

  @Test func idleWritesNothing() throws {
    let run = try play([
      prompt, "settle:0.5", "quiet:2", Keys.type("Our soup sings."), Keys.enter, "wait:⏎ ends the text", "settle:0.5",
      "quiet:2",
    ])
    #expect(run.quiet == [0, 0])
  }

  @Test func interruptsAndSignalsGiveTheTerminalBack() throws {
    for (step, status) in [
      (Keys.control("c"), 130), ("signal:INT", 130), ("signal:TERM", 143), ("signal:HUP", 129), ("signal:SEGV", 139),
      ("signal:ABRT", 134), ("signal:BUS", 135), (Keys.control("d"), 0),
    ] as [(String, Int32)] {
      let run = try play([prompt, step, "exit"])
      #expect(run.status == status && run.isRestored, "\(step)")
    }
  }

  /// A decode under way is all that `^C` cancels.
  @Test func interruptCancelsADecodeOnly() throws {
    let run = try play(
      [
        prompt, Keys.escape, "wait:i type", Keys.type("<<<"), "wait:2 characters/s", Keys.type("i"),
        Keys.type("Our soup sings."), Keys.enter, "wait:N o", Keys.control("c"), "wait:ancelled", "save:cancelled",
      ] + quit)
    #expect(run.screens["cancelled"]?.contains { $0.contains("⏎") } == false)
    #expect(run.status == 130 && run.isRestored)
  }

  @Test func suspendingAndComingBack() throws {
    let run = try play(
      [
        prompt, "settle:0.3", "save:before", Keys.control("z"), "stopped", "settle:0.2", "save:stopped", "continue",
        prompt, "settle:0.3", "save:after", Keys.control("z"), "stopped", "resize:100x30", "continue", prompt,
        "settle:0.3", "save:resized",
      ] + quit)
    #expect(
      run.stty.stopped.count == 2
        && run.stty.stopped.allSatisfy { TerminalRun.modes($0) == TerminalRun.modes(run.stty.before) })
    #expect(run.screens["stopped"]?.contains { $0.contains("type a sentence") } == false)
    #expect(run.screens["after"] == run.screens["before"])
    #expect(run.screens["resized"]?.count == 30)
    #expect(run.status == 130 && run.isRestored)
  }

  @Test func withoutColorsAndWithoutUnicode() throws {
    let steps = [prompt, Keys.type("Our soup sings."), Keys.enter, "match:step 20/20", "settle:0.2"]
    let colored = try play(steps)
    #expect(colored.colors.count >= 3)
    #expect(try play(steps, environment: ["NO_COLOR": "1"]).colors.isEmpty)
    #expect(try play(steps, terminal: "vt100").colors.isEmpty)
    let plain = try play(steps, environment: ["LANG": "C", "LC_ALL": "C"])
    #expect(plain.text.allSatisfy { $0.isASCII })
    #expect(plain.text.contains("N o t r e"))
  }
}

extension String {
  /// Without the spaces at the end, as rows of a screen are.
  fileprivate func trimmingSuffix() -> String { String(reversed().drop { $0 == " " }.reversed()) }
}

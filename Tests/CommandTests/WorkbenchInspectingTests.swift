import Testing

@Suite("Inspecting in the workbench") struct WorkbenchInspectingTests {
  @Test func everythingBehindADecodeIsComputed() throws {
    let pair = SmallNetwork.pairs[2]
    let run = try TerminalRun.play(
      [
        TerminalRun.prompt, Keys.alt("4"), "wait:[4 inspect]", Keys.type(pair.key), Keys.enter,
        TerminalRun.steps(pair.value), Keys.escape, "wait:i or Enter to type", Keys.end,
        "match:⏎   p [01]\\.\\d{6}   log p ", "match:cell \\d+   holds [+-]",
        "match:left out [+-].*gradient [+-]", "match:ref   loss \\d\\.\\d{4} nats", "match:among 4 training sentences",
        "match:1\\.000  Fold the moon! +Plie la lune !", Keys.left,
        "match:step 14   !   p ", "match:step 14   !   log p ", Keys.down, "match:step 14   [^!]+   p ", "settle:0.5",
        "quiet:1",
        Keys.type("f"), "wait:force", Keys.type("Va !"), Keys.enter, "wait:1 of 2, your own", Keys.type("q"), "exit",
      ], size: "200x60", ["--checkpoint", try SmallNetwork.path, "--data", try SmallNetwork.data])
    #expect(run.quiet == [0])
    #expect(run.status == 0 && run.isRestored)
  }

  @Test func oneKeyWalksThePanelsOfASmallScreen() throws {
    let run = try TerminalRun.play(
      [
        TerminalRun.prompt, Keys.type(SmallNetwork.pairs[0].key), Keys.enter, "match:step \\d+/20 ", Keys.alt("4"),
        "wait:[probabilities]", Keys.escape, "wait:i or Enter to type", Keys.type("n"), "match:cell \\d+   holds",
        Keys.type("n"), "wait:This network has no attention", Keys.type("n"), "match:left out [+-]", Keys.type("n"),
        "match:ref   loss", Keys.type("n"),
        "wait:among 4 training sentences", Keys.type("n"), "match:rank 1 of", Keys.type("q"), "exit",
      ], ["--checkpoint", try SmallNetwork.path, "--data", try SmallNetwork.data])
    #expect(run.status == 0 && run.isRestored)
  }
}

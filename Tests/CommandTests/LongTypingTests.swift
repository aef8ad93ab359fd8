import Testing

/// A terminal without marks around what is pasted types it key by key, and a ^C behind it is answered all the same.
@Suite("Long typing") struct LongTypingTests {
  private static let text = Keys.type(String(repeating: "x", count: 100_000))

  @Test(arguments: [
    [], [Keys.control("x"), "wait:a command", Keys.type("load ")], [Keys.control("t"), "wait:Enter start"],
  ])
  func inTheWorkbench(_ opening: [String]) throws {
    let run = try TerminalRun.workbench([TerminalRun.prompt] + opening + [Self.text] + TerminalRun.quit)
    #expect(run.status == 130 && run.isRestored)
  }

  @Test func inTheREPL() throws {
    let run = try TerminalRun.play(
      ["wait:>", Self.text, Keys.control("c"), "wait:x^C", Keys.control("d"), "exit"],
      ["repl", "--checkpoint", try SmallNetwork.path])
    #expect(run.status == 0 && run.isRestored)
  }

  /// The lines that wait behind the one being translated go with it.
  @Test func linesInTheREPL() throws {
    let lines = Keys.type(String(repeating: "Zoé hums low.\r", count: 5000))
    let run = try TerminalRun.play(
      ["wait:>", lines, Keys.control("c"), Keys.control("d"), "exit"], ["repl", "--checkpoint", try SmallNetwork.path])
    #expect(run.status == 0 && run.isRestored)
  }
}

import Foundation
import Testing

@Suite("repl") struct REPLTests {
  private let first = SmallNetwork.pairs[0]

  private func repl(_ lines: String..., command: [String] = ["repl"]) throws -> Program.Outcome {
    try Program.run(
      command + ["--checkpoint", try SmallNetwork.path], input: Data(lines.map { $0 + "\n" }.joined().utf8))
  }

  @Test(arguments: [["repl"], ["workbench"], []])
  func inAPipeALineComesOutForEachLineIn(_ command: [String]) throws {
    let outcome = try repl(first.key, "", "€", SmallNetwork.pairs[1].key, command: command)
    #expect(outcome.lines == [first.value, "", "", SmallNetwork.pairs[1].value])
    #expect(outcome.errors.contains("U+20AC"))
    #expect(outcome.status == 0)
    #expect(!outcome.output.contains("\u{1B}") && !outcome.output.utf8.contains(13))
    #expect(try repl(command: command).output.isEmpty)
  }

  @Test func commands() throws {
    let help = try repl("/help").output
    for command in ["/help", "/load FILE", "/probs K", "/json", "/summary", "/quit", "//"] {
      #expect(help.contains(command))
    }
    #expect(try repl("/summary").output.contains("Total params: "))
    #expect(try repl("/nonsense", first.key).lines == [first.value])
    #expect(try repl("/nonsense").errors.contains("/help"))
  }

  @Test func twoSlashesBeginASentence() throws {
    let outcome = try repl("//quit", first.key)
    #expect(outcome.lines.count == 2 && outcome.lines[1] == first.value)
    #expect(outcome.errors.contains("/"))
  }

  @Test func quittingEndsTheInput() throws {
    let outcome = try repl(first.key, "/quit", first.key)
    #expect(outcome.output == first.value + "\n" && outcome.status == 0)
  }

  @Test func probabilities() throws {
    let outcome = try repl("/probs 2", first.key, "/probs 0", first.key)
    #expect(outcome.lines.first == first.value && outcome.lines.last == first.value)
    #expect(outcome.lines.contains { $0.hasPrefix("  2.  ") } && !outcome.lines.contains { $0.hasPrefix("  3.  ") })
    #expect(outcome.lines.contains { $0.hasPrefix("rest") })
    #expect(try repl("/probs many").errors.contains("/probs K"))
    #expect(try repl("/probs 99999999999", first.key).status == 0)
  }

  @Test func json() throws {
    let outcome = try repl("/json", first.key, "", "/json", first.key)
    let objects = outcome.lines.map { try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
    #expect(objects.count == 3 && outcome.lines.last == first.value)
    #expect(objects.first??["output"] as? String == first.value)
    #expect((objects[1]?["steps"] as? [Any])?.isEmpty == true)
  }

  @Test func loading() throws {
    let scratch = try ScratchDirectory()
    let damaged = try scratch.file("damaged", "no checkpoint")
    let outcome = try repl("/load", "/load \(scratch("missing"))", "/load \(damaged)", first.key)
    #expect(outcome.lines == [first.value], "what was loaded before stays")
    #expect(outcome.errors.contains("missing: there is no such file") && outcome.errors.contains("damaged: "))
    #expect(outcome.status == 0)
    let loaded = try Program.run(
      "workbench", "--checkpoint", try SmallNetwork.path, input: Data("/load \(try SmallNetwork.path)\n".utf8))
    #expect(loaded.errors.contains("loaded") && loaded.output.isEmpty)
  }

  @Test func onATerminalLinesAreEdited() throws {
    let run = try TerminalRun.play(
      [
        "match:^seq2seq .*/help lists the commands", "wait:>", Keys.type("Xr soup sings."),
        Keys.control("a"), "keys:\u{1B}[3~", Keys.type("Ou"), Keys.enter,
        "wait:" + first.value, "keys:\u{1B}[A", "match:(?s)Our soup.*Our soup", Keys.control("d"),
        Keys.control("u"), Keys.control("d"), "exit",
      ], ["repl", "--checkpoint", try SmallNetwork.path])
    #expect(run.status == 0 && run.isRestored)
  }

  /// From the key or from outside: a line is taken away, an empty one is left at the second time in a row.
  @Test(arguments: [Keys.control("c"), "signal:INT"])
  func anInterruptTakesTheLineAwayAndTwoLeave(_ interrupt: String) throws {
    let warning = "^C again leaves, and so does ^D"
    let run = try TerminalRun.play(
      [
        "wait:>", Keys.type("half a line"), "wait:half a line", interrupt, "wait:half a line^C", "save:cleared",
        Keys.type(first.key), Keys.enter, "wait:" + first.value, interrupt, "wait:" + warning, Keys.type("x"),
        "wait:> x", interrupt, "wait:> x^C", interrupt, "match:(?s)leaves.*leaves", "save:warned", interrupt, "exit",
      ], ["repl", "--checkpoint", try SmallNetwork.path])
    #expect(run.screens["cleared"]?.contains { $0.contains(warning) } == false)
    #expect(run.screens["warned"]?.filter { $0 == warning }.count == 2)
    #expect(run.text.contains(first.value))
    #expect(run.status == 130 && run.isRestored)
  }

  /// Lines that are pasted are entered one by one, up to the last, which has no end.
  @Test func aPasteOfLines() throws {
    let paste = "keys:\u{1B}[200~\(first.key)\r\(SmallNetwork.pairs[1].key)\rthird\u{1B}[201~"
    let run = try TerminalRun.play(
      ["wait:>", paste, "wait:> third", Keys.control("c"), "wait:third^C", Keys.control("d"), "exit"],
      ["repl", "--checkpoint", try SmallNetwork.path])
    #expect(run.text.contains(first.value) && run.text.contains(SmallNetwork.pairs[1].value))
    #expect(run.status == 0 && run.isRestored)
  }

  /// Stopped from outside, too, the terminal is given back, and the line is there again afterwards; only the program
  /// puts what is typed then in front of it.
  @Test(arguments: [Keys.control("z"), "signal:TSTP"])
  func stoppingAndComingBack(_ stop: String) throws {
    let run = try TerminalRun.play(
      [
        "wait:>", Keys.type("half"), "wait:> half", stop, "stopped", "continue", Keys.control("a"),
        Keys.type("a line, "), "wait:> a line, half", Keys.control("c"), "wait:half^C", Keys.control("d"), "exit",
      ], ["repl", "--checkpoint", try SmallNetwork.path])
    #expect(run.stty.stopped == [run.stty.before])
    #expect(run.status == 0 && run.isRestored)
  }

  @Test func branchingAndPinning() throws {
    let outcome = try repl(first.key, "/branch 1 P", "/pin", "/load \(try SmallNetwork.path)", "/branch 1 P")
    #expect(outcome.lines.count == 3 && outcome.lines[0] == first.value && outcome.lines[1].hasPrefix("P"))
    #expect(outcome.lines[2] == first.key + "\t" + first.value)
    #expect(outcome.errors.contains("pinned: ") && outcome.errors.contains("translate a sentence first"))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")), arguments: ["repl", "translate", "summary"])
  func outputThatFailsIsTold(_ command: String) throws {
    let script = "echo \(first.key) | \"$seq2seq\" \(command) --checkpoint '\(try SmallNetwork.path)'"
    let full = try Program.shell(script + " >/dev/full")
    #expect(full.status == 74 && full.errors.contains("standard output: cannot write to it"), "\(full.errors)")
    #expect(try Program.shell(script + " | true").status == 0)
  }

  /// `^D` behind a line that is still being translated ends the program after it.
  @Test func theEndCanBeTypedAhead() throws {
    let run = try TerminalRun.play(
      ["wait:>", Keys.type(first.key), Keys.enter + Keys.control("d").dropFirst("keys:".count), "exit"],
      ["repl", "--checkpoint", try SmallNetwork.path])
    #expect(run.status == 0 && run.isRestored)
    #expect(run.text.contains(first.value))
  }

  /// What is entered in the workbench is there for the REPL, and the other way round.
  @Test func theHistoryIsKeptBetweenRuns() throws {
    let scratch = try ScratchDirectory()
    let network = ["--checkpoint", try SmallNetwork.path]
    for environment in [["XDG_STATE_HOME": scratch("state")], ["XDG_STATE_HOME": "relative", "HOME": scratch("home")]] {
      let workbench = try TerminalRun.play(
        ["wait:type a sentence", Keys.type(first.key), Keys.enter, "match:out .*⏎", Keys.control("c"), "exit"],
        environment: environment, in: scratch.path, network)
      #expect(workbench.status == 130)
      let repl = try TerminalRun.play(
        [
          "wait:>", Keys.up, "wait:> " + first.key, Keys.enter, "wait:" + first.value, Keys.type("/history"),
          Keys.enter,
        ]
          + ["match:(?m)^/history$", Keys.control("d"), "exit"], environment: environment, in: scratch.path,
        ["repl"] + network)
      #expect(repl.status == 0 && repl.isRestored)
    }
    for path in ["state/seq2seq/history", "home/.local/state/seq2seq/history"] {
      #expect(try String(contentsOfFile: scratch(path), encoding: .utf8) == "\(first.key)\n\(first.key)\n/history\n")
    }
    #expect(scratch.names == ["home", "state"])
  }
}

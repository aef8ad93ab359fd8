import Foundation
import Testing

/// Terminals of every kind, and none.
@Suite("Survival: kinds of terminals") struct SurvivalTerminalTests {
  private let pair = SmallNetwork.pairs[0]
  /// A sentence is translated and walked until the screen stands still.
  private var steps: [String] {
    [TerminalRun.prompt, Keys.type(pair.key), Keys.enter, "match:step \\d+/20 ", "idle:0.3"]
  }

  /// xterm's description with sixteen colours, which not every system has.
  private func sixteenColors(in scratch: ScratchDirectory) throws -> [String: String] {
    let source = """
      xterm-sixteen|xterm with sixteen colours, colors#16, pairs#256,
      \tsetab=\\E[%?%p1%{8}%<%t%p1%{40}%+%e%p1%{92}%+%;%dm, setaf=\\E[%?%p1%{8}%<%t%p1%{30}%+%e%p1%{82}%+%;%dm,
      \tuse=xterm,

      """
    let outcome = try Program.shell(
      "tic -x -o '\(scratch.path)' '\(try scratch.file("terminal", source))'", environment: ["TERM": "xterm"])
    try #require(outcome.status == 0, "\(outcome.errors)")
    return ["TERMINFO": scratch.path]
  }

  /// The same text everywhere, in the colours the terminal has.
  @Test func everyNumberOfColors() throws {
    let scratch = try ScratchDirectory()
    let basic: Set = ["black", "red", "green", "brown", "blue", "magenta", "cyan", "white"]
    let rich = try TerminalRun.workbench(steps)
    #expect(rich.colors.count >= 3 && basic.isDisjoint(with: rich.colors))
    let plain = try TerminalRun.workbench(steps, options: ["--ascii"])
    #expect(plain.colors == rich.colors)
    for (terminal, screen) in [("xterm", rich.screen), ("linux", plain.screen), ("screen", rich.screen)] {
      let run = try TerminalRun.workbench(steps, terminal: terminal)
      #expect(run.screen == screen, "\(terminal)")
      #expect(run.colors.count >= 2 && basic.isSuperset(of: run.colors), "\(terminal): \(run.colors)")
    }
    let sixteen = try TerminalRun.workbench(
      steps, terminal: "xterm-sixteen", environment: try sixteenColors(in: scratch))
    #expect(sixteen.screen == rich.screen)
    #expect(sixteen.colors.contains { $0.hasPrefix("bright") })
    #expect(sixteen.colors.allSatisfy { basic.contains($0.replacing("bright", with: "")) }, "\(sixteen.colors)")
    for terminal in ["tmux-256color", "screen-256color"] {
      let run = try TerminalRun.workbench(steps, terminal: terminal)
      #expect(run.screen == rich.screen && run.colors == rich.colors, "\(terminal)")
    }
    for (terminal, environment, screen) in [
      ("vt100", [:], plain.screen), ("xterm-256color", ["NO_COLOR": "1"], rich.screen),
    ] as [(String, [String: String], [String])] {
      let run = try TerminalRun.workbench(steps, terminal: terminal, environment: environment)
      #expect(run.screen == screen && run.colors.isEmpty, "\(terminal)")
    }
  }

  /// Marks, frames and charts are ASCII where the font has no others or where that is asked for; letters are what they are.
  @Test(arguments: [("linux", []), ("vt100", []), ("xterm-256color", ["--ascii"])] as [(String, [String])])
  func aFontOfLettersOnly(_ terminal: String, _ options: [String]) throws {
    let run = try TerminalRun.workbench(
      [TerminalRun.prompt, Keys.type("Zoé hums low."), Keys.enter, "match:step \\d+/18 ", "idle:0.3"],
      terminal: terminal, options: options)
    #expect(Set(run.text.filter { !$0.isASCII }) == ["é"])
    #expect(run.text.contains("Z o é _ f r e d o n n e"))
    let table = try TerminalRun.play(
      ["exit"], size: "100x40", terminal: terminal,
      ["translate", "--probabilities", "1", "--checkpoint", try SmallNetwork.path] + options + ["Zoé hums low."])
    #expect(Set(table.text.filter { !$0.isASCII }) == ["é"] && table.text.contains(" _ "))
  }

  @Test func withoutUnicodeTheScreenIsASCIIAndPipesAreNot() throws {
    let environment = ["LANG": "C", "LC_ALL": "C"]
    let plain = try TerminalRun.workbench(steps, environment: environment)
    #expect(plain.text.allSatisfy { $0.isASCII })
    #expect(plain.text.contains("N o t r e"))
    let typed = try TerminalRun.workbench(
      [TerminalRun.prompt, Keys.type("é’—œ€中x?"), "wait:x?"], environment: environment)
    #expect(typed.text.contains("> e'-o@@ x?"))
    let piped = try Program.run(
      "--checkpoint", try SmallNetwork.path, input: Data("\(SmallNetwork.pairs[3].key)\n".utf8),
      environment: environment)
    #expect(piped.output == SmallNetwork.pairs[3].value + "\n" && piped.errors.isEmpty)
  }

  /// The type is not set at all in the last case.
  @Test(arguments: ["dumb", "no-such-terminal", ""])
  func terminalsThatCarryNoScreen(_ type: String) throws {
    let run = try TerminalRun.play(
      ["wait:>", Keys.type(pair.key), Keys.enter, "wait:" + pair.value, Keys.control("d"), "exit"], terminal: type,
      ["--checkpoint", try SmallNetwork.path])
    #expect(run.status == 0 && run.isRestored)
    #expect(run.screen.filter { $0.contains("TERM is") }.count == 1)
    #expect(run.screen.filter { $0 == pair.value }.count == 1)
  }

  /// The real tmux, where there is one: the program in it sees another terminal than the one outside.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/tmux")))
  func insideTmux() throws {
    let scratch = try ScratchDirectory()
    let run = try TerminalRun.play(
      steps + ["save:decoded", Keys.escape, Keys.left, "idle:0.3", "resize:100x30", "idle:0.3", "save:resized"]
        + [Keys.control("c"), "exit"], environment: ["TMUX_TMPDIR": scratch.path], program: "/usr/bin/tmux",
      [
        "-f", "/dev/null", "new-session", try Program.path(), "--checkpoint", try SmallNetwork.path, "--data",
        try SmallNetwork.data,
      ])
    let rich = try TerminalRun.workbench(steps, size: "80x23")
    #expect(run.screens["decoded"].map { Array($0.dropLast()) } == rich.screen)
    #expect(run.screens["resized"]?.first?.contains("[1 all]") == true)
    #expect(run.status == 0)
  }

  /// A real ssh session, where there is a server: it talks to ssh through a pipe, so that no port is opened.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/sbin/sshd")))
  func throughSSH() throws {
    let scratch = try ScratchDirectory()
    let (host, key) = (scratch("host"), scratch("key"))
    // A server that root starts wants its empty folder, which else only its service makes.
    let outcome = try Program.shell(
      """
      for file in '\(host)' '\(key)'; do ssh-keygen -q -t ed25519 -N '' -f "$file" || exit; done
      if [ "$(id -u)" = 0 ]; then mkdir -p /run/sshd; fi
      """)
    try #require(outcome.status == 0, "\(outcome.errors)")
    let server = try scratch.file(
      "server", "HostKey \(host)\nAuthorizedKeysFile \(key).pub\nStrictModes no\nUsePAM no\nLogLevel ERROR\n")
    let command = ["env", "LANG=C.UTF-8", "XDG_STATE_HOME=\(scratch("state"))", try Program.path(), "--checkpoint"]
    let run = try TerminalRun.play(
      steps + ["save:decoded", Keys.escape, Keys.left, "idle:0.3", "resize:100x30", "idle:0.3", "save:resized"]
        + [Keys.control("c"), "exit"], program: "/usr/bin/ssh",
      [
        "-F", "/dev/null", "-t", "-o", "ProxyCommand=/usr/sbin/sshd -i -f '\(server)'", "-i", key,
        "-o", "LogLevel=ERROR", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
        "seq2seq.test",
      ] + command + [try SmallNetwork.path, "--data", try SmallNetwork.data])
    #expect(run.screens["decoded"] == (try TerminalRun.workbench(steps)).screen)
    #expect(run.screens["resized"]?.count == 30)
    #expect(run.screens["resized"]?.first?.contains("[1 all]") == true)
    #expect(run.status == 130 && run.isRestored)
  }

  /// No escape code and no carriage return reaches a pipe, whatever the command and whatever the terminal.
  @Test(arguments: ["", "repl", "translate", "summary", "train --data four.txt --epochs 2 --latent-dim 8 --output x"])
  func aPipeGetsPlainLines(_ command: String) throws {
    let scratch = try ScratchDirectory()
    _ = try scratch.file("four.txt", SmallNetwork.corpus)
    let checkpoint = command.hasPrefix("train") ? "" : "--checkpoint '\(try SmallNetwork.path)'"
    let run = try TerminalRun.play(
      ["exit"], in: scratch.path, program: "/bin/sh",
      ["-c", "echo '\(pair.key)' | \"$0\" \(command) \(checkpoint) | cat >out 2>&1", try Program.path()])
    #expect(run.status == 0)
    let output = try Data(contentsOf: URL(fileURLWithPath: scratch("out")))
    #expect(!output.isEmpty && !output.contains(0x1B) && !output.contains(0x0D))
  }

  @Test func aReaderThatTakesOneLineIsNoError() throws {
    let outcome = try Program.shell(
      """
      { yes '\(pair.key)' | head -2000 | { "$seq2seq" --checkpoint '\(try SmallNetwork.path)'; echo $? >&2; } } | head -1
      """)
    #expect(outcome.output == pair.value + "\n" && outcome.errors == "0\n")
  }
}

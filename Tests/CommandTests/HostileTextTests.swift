import Foundation
import Testing

/// What a file, a name or an argument says reaches a terminal and standard error only with its controls named.
@Suite("Text of others") struct HostileTextTests {
  private static let hostile = "a\u{1B}]0;T\u{7}b\u{9B}31mc\u{202E}d\u{2066}e\u{200D}f\u{2028}g\u{FEFF}h\u{7F}"
  /// The bytes that none of them may be among; ESC and CSI are also what the program itself moves the cursor with.
  private static let forbidden: [Unicode.Scalar] = [
    "\u{7}", "\u{9B}", "\u{202E}", "\u{2066}", "\u{200D}", "\u{2028}", "\u{FEFF}", "\u{7F}",
  ]
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  /// The output of the program in a terminal, byte for byte.
  private func onTerminal(_ arguments: [String], input: String? = nil) throws -> String {
    let play = """
      import os, pty, sys
      sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))
      """
    return try RunningProgram(
      [try Program.python(), "-c", play, try Program.path()] + arguments, input: Data((input ?? "").utf8),
      in: scratch.path
    ).finish().output
  }

  private func expectClean(_ text: String, location: SourceLocation = #_sourceLocation) {
    #expect(
      !text.unicodeScalars.contains { Self.forbidden.contains($0) }, "\(text.debugDescription)",
      sourceLocation: location)
    #expect(!text.contains("\u{1B}]"), "\(text.debugDescription)", sourceLocation: location)
  }

  /// A network that answers with what steers a terminal.
  private func network() throws -> (path: String, data: String) {
    let data = try scratch.file("hostile\u{1B}[1m.txt", "Go.\t\(Self.hostile)\nRun\u{202E}.\t\(Self.hostile)\n")
    let outcome = try Program.run(
      "train", "--data", data, "--latent-dim", "24", "--epochs", "120", "--batch-size", "1", "--learning-rate", "0.01",
      "--validation-split", "0", "--threads", "1", "--output", scratch("hostile.safetensors"))
    try #require(outcome.status == 0, "\(outcome.errors)")
    return (scratch("hostile.safetensors"), data)
  }

  @Test func translationsAreMarkedOnATerminal() throws {
    let (path, data) = try network()
    let network = ["--checkpoint", path]
    let piped = try Program.run(["translate"] + network + ["Go."])
    #expect(piped.output == Self.hostile + "\n", "a pipe gets it as it is")
    let shown = try onTerminal(["translate"] + network + ["Go."])
    expectClean(shown)
    #expect(!shown.contains("\u{1B}") && shown.contains("a◌]0;T◌b◌31mc◌d"))
    for arguments in [["--probabilities", "3"], ["--json"]] {
      let shown = try onTerminal(["translate"] + network + arguments + ["Go."])
      expectClean(shown)
      #expect(!shown.contains("\u{1B}"))
    }
    let evaluated = try onTerminal(["evaluate", "--data", data] + network)
    expectClean(evaluated)
    #expect(evaluated.contains("Run◌.") && evaluated.contains(#"on hostile\u{1B}[1m.txt"#))
    expectClean(try Program.run(["translate", "--json"] + network + ["Go."]).output)
  }

  /// Names and arguments, in messages of the program and of the parser of its command line.
  @Test(
    arguments: [
      ["summary", "--checkpoint", hostile], ["train", "--data", hostile], ["fetch", hostile],
      ["translate", "--\(hostile)"],
      ["train", "--epochs", hostile], ["fetch", "--base-url", hostile], ["--compare", hostile], ["evaluate", hostile],
    ]) func argumentsAreNamed(_ arguments: [String]) throws
  {
    let outcome = try Program.run(arguments, in: scratch.path)
    #expect(
      outcome.status != 0 && outcome.errors.contains(#"a\u{1B}]0;T\u{7}b\u{9B}31mc\u{202E}d"#), "\(outcome.errors)")
    expectClean(outcome.errors)
    #expect(!outcome.errors.contains("\u{1B}"))
  }

  @Test func corporaAndCommandsAreNamed() throws {
    let data = try scratch.file("more.txt", "Go\(Self.hostile).\tVa.\nRun.\tCours.\n")
    let misfit = try Program.run("train", "--data", data, "--resume", try SmallNetwork.path, in: scratch.path)
    #expect(misfit.status == 65 && misfit.errors.contains(#"Goa\u{1B}]0"#), "\(misfit.errors)")
    expectClean(misfit.errors)
    let repl = try Program.run(
      ["repl", "--checkpoint", try SmallNetwork.path], input: Data("/\(Self.hostile)\n/load \(Self.hostile)\n".utf8))
    #expect(repl.errors.contains(#"no command /a\u{1B}]0"#), "\(repl.errors)")
    expectClean(repl.errors)
  }
}

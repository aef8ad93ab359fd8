import Foundation
import Model
import Testing

/// A signal at a random moment of the first tenths of a second; `starts.py` by itself makes a thousand such starts.
@Suite("Survival: signals while starting") struct SurvivalStartTests {
  /// What `starts.py` prints.
  private struct Starts: Decodable {
    struct Wrong: Decodable {
      let signal: String
      let moment: Double
      let end: String
      let wrong: [String]
      let output: String
    }

    let ends: [String: Int]
    let opened: Int
    let wrong: [Wrong]
  }

  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  private func starts(_ count: Int, _ options: [String], _ arguments: [String]) throws -> Starts {
    let driver = Program.root + "/Tests/CommandTests/starts.py"
    let command = [try Program.python(), driver, "--starts", "\(count)", "--seed", "7"] + options
    let outcome = try RunningProgram(command + ["--", try Program.path()] + arguments, in: scratch.path).finish()
    return try #require(try? JSONDecoder().decode(Starts.self, from: Data(outcome.output.utf8)), "\(outcome.errors)")
  }

  private func expectGoodEnds(_ starts: Starts, _ count: Int) {
    #expect(starts.wrong.isEmpty, "\(starts.wrong)")
    #expect(starts.ends.values.reduce(0, +) == count)
    let allowed: Set = ["SIGINT: exit 130", "SIGINT: signal 2", "SIGTERM: signal 15", "SIGHUP: signal 1"]
    #expect(allowed.isSuperset(of: starts.ends.keys) && starts.ends.count >= 3)
    #expect(starts.opened > 0)
  }

  @Test(arguments: ["xterm-256color", "vt100"])
  func theWorkbench(_ terminal: String) throws {
    let starts = try starts(40, ["--term", terminal], ["--checkpoint", try SmallNetwork.path])
    expectGoodEnds(starts, 40)
    // Some must have come before the terminal was touched, and some behind.
    #expect(starts.opened < 40)
  }

  @Test func theREPL() throws {
    expectGoodEnds(try starts(20, ["--interrupts", "2"], ["repl", "--checkpoint", try SmallNetwork.path]), 20)
  }

  /// As a crash would end it, and a quit from outside: also while the screen opens, or a line is being typed.
  @Test(arguments: [[], ["repl"]])
  func crashing(_ command: [String]) throws {
    let starts = try starts(
      30, ["--signals", "SEGV,QUIT"], command + ["--checkpoint", try SmallNetwork.path])
    #expect(starts.wrong.isEmpty, "\(starts.wrong)")
    #expect(starts.ends.keys.sorted() == ["SIGQUIT: signal 3", "SIGSEGV: signal 11"] && 1..<30 ~= starts.opened)
  }

  /// Before there is anything to save the program ends at once, later with a save; the file is never half written.
  @Test func training() throws {
    let starts = try starts(
      20, [],
      [
        "train", "--data", try SmallNetwork.largerData, "--epochs", "100000", "--output", "x.safetensors",
        "--overwrite",
      ]
        + SmallNetwork.quickly)
    expectGoodEnds(starts, 20)
    // The file of a lock may outlive its process, the lock does not.
    #expect(scratch.names.filter { !$0.hasSuffix(".lock") } == ["x.safetensors"])
    #expect(try Checkpoint(contentsOf: scratch("x.safetensors")).network.configuration.latentDimension == 16)
  }

  /// While the data is being read there is no training that could be stopped: here it never ends.
  @Test func anInterruptBeforeTrainingBegins() throws {
    #expect(mkfifo(scratch("data"), 0o600) == 0)
    let program = try RunningProgram(
      [try Program.path(), "train", "--data", scratch("data"), "--epochs", "1"] + SmallNetwork.quickly,
      in: scratch.path)
    // Nobody can write to the pipe before the program reads it.
    let end = Date(timeIntervalSinceNow: Program.patience)
    var pipe = open(scratch("data"), O_WRONLY | O_NONBLOCK)
    while pipe < 0, Date() < end {
      usleep(2000)
      pipe = open(scratch("data"), O_WRONLY | O_NONBLOCK)
    }
    try #require(pipe >= 0)
    defer { close(pipe) }
    program.signal(SIGINT)
    let outcome = try program.finish()
    #expect(outcome.status == 130 && !outcome.wasSignalled)
    #expect(scratch.names == ["data"])
  }
}

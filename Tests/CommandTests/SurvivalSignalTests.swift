import Foundation
import Model
import Testing

/// The terminal is given back, whatever ends or stops the program.
@Suite("Survival: signals and crashes") struct SurvivalSignalTests {
  private let scratch: ScratchDirectory
  private let prompt = TerminalRun.prompt
  private let quit = TerminalRun.quit

  init() throws { scratch = try ScratchDirectory() }

  @Test(
    arguments: [
      (Keys.control("c"), 130), ("signal:INT", 130), ("signal:TERM", 143), ("signal:HUP", 129), ("signal:SEGV", 139),
      ("signal:ABRT", 134), ("signal:BUS", 135), ("signal:QUIT", 131), (Keys.control("d"), 0),
    ] as [(String, Int32)])
  func everyEndGivesTheTerminalBack(_ step: String, _ status: Int32) throws {
    let run = try TerminalRun.workbench([prompt, step, "exit"])
    #expect(run.status == status && run.isRestored)
  }

  /// A decode under way is all that SIGINT cancels, from the key or from outside.
  @Test(arguments: [Keys.control("c"), "signal:INT"])
  func interruptCancelsADecodeOnly(_ interrupt: String) throws {
    let run = try TerminalRun.workbench(
      [
        prompt, Keys.escape, "wait:i type", Keys.type("<<<"), "wait:2 characters/s", Keys.type("i"),
        Keys.type("Our soup sings."), Keys.enter, "wait:N o", interrupt, "wait:ancelled", "save:cancelled",
      ] + quit)
    #expect(run.screens["cancelled"]?.contains { $0.contains("out ") && $0.contains("⏎") } == false)
    #expect(run.status == 130 && run.isRestored)
  }

  /// A batch of this network takes long enough for a second `^C` before it ends.
  @Test func aSecondInterruptLeavesAtOnceWithTheLastCheckpointWhole() throws {
    let run = try TerminalRun.play(
      [
        prompt, Keys.control("t"), "wait:Enter start", Keys.enter, "wait:epoch 1/", Keys.escape,
        Keys.type("s"), "wait:saved @", Keys.control("c"), "wait:again leaves at once", Keys.control("c"), "exit",
      ], size: "120x40", in: scratch.path,
      ["--checkpoint", try SmallNetwork.path, "--data", try SmallNetwork.largerData, "--epochs", "100000"]
        + ["--latent-dim", "1024", "--threads", "1"])
    #expect(run.status == 130 && run.isRestored)
    #expect(try Checkpoint(contentsOf: scratch("seq2seq.safetensors")).network.configuration.latentDimension == 1024)
  }

  @Test func suspendingAndComingBack() throws {
    let run = try TerminalRun.workbench(
      [
        prompt, "idle:0.3", "save:before", Keys.control("z"), "stopped", "settle:0.2", "save:stopped", "continue",
        prompt, "idle:0.3", "save:after", Keys.control("z"), "stopped", "resize:100x30", "continue", prompt, "idle:0.3",
        "save:resized",
      ] + quit)
    #expect(
      run.stty.stopped.count == 2
        && run.stty.stopped.allSatisfy { TerminalRun.modes($0) == TerminalRun.modes(run.stty.before) })
    #expect(run.screens["stopped"]?.contains { $0.contains("type a sentence") } == false)
    #expect(run.screens["after"] == run.screens["before"])
    #expect(run.screens["resized"]?.count == 30)
    #expect(run.status == 130 && run.isRestored)
  }

  /// An epoch takes milliseconds here: one that the stop was counted into would have taken seconds.
  @Test func stoppedTimeIsNotTrainingTime() throws {
    let run = try TerminalRun.play(
      [
        prompt, Keys.control("t"), "wait:Enter start", Keys.enter, "match:epoch [1-9]\\d*/",
        Keys.control("z"), "stopped", "settle:6", "continue", "match:epoch [1-9]\\d*/", Keys.control("c"), "exit",
      ], in: scratch.path,
      ["--checkpoint", try SmallNetwork.path, "--data", try SmallNetwork.data, "--epochs", "100000"]
        + SmallNetwork.quickly)
    #expect(run.stty.stopped == [run.stty.before])
    #expect(run.status == 130 && run.isRestored)
    let seconds = try Checkpoint(contentsOf: scratch("seq2seq.safetensors")).state.history.map(\.seconds)
    #expect(!seconds.isEmpty && seconds.allSatisfy { $0 < 5 })
  }

  /// Swift's traps are SIGILL on x86 and SIGTRAP on Arm; a stack without an end is an address without memory.
  @Test(arguments: [("trap", [132, 133]), ("worker", [132, 133]), ("address", [138, 139]), ("stack", [138, 139])])
  func aCrashGivesTheTerminalBackAndItsMessageIsThere(_ fault: String, _ statuses: [Int32]) throws {
    let run = try TerminalRun.workbench(
      [prompt, Keys.type("Zed"), Keys.enter, "exit"], environment: ["SEQ2SEQ_FAULT": fault])
    #expect(statuses.contains(run.status ?? 0) && run.isRestored)
    #expect(run.screen.contains("seq2seq: crashing on request (\(fault))"))
    #expect(!run.text.contains("type a sentence"))
  }

  /// Swift's own report, where its backtracer is installed, comes behind the terminal's reset, from whatever thread.
  @Test(arguments: ["trap", "worker"])
  func aBacktraceCanBeRead(_ fault: String) throws {
    let options = "enable=yes,color=no,interactive=no,symbolicate=off"
    let run = try TerminalRun.workbench(
      [prompt, Keys.type("Zed"), Keys.enter, "exit"], size: "120x120",
      environment: ["SEQ2SEQ_FAULT": fault, "SWIFT_BACKTRACE": options])
    #expect(run.isRestored)
    let lines = run.screen.filter { !$0.isEmpty }
    #expect(lines.first == "seq2seq: crashing on request (\(fault))")
    #expect(lines.dropFirst().contains { $0.contains("Program crashed") || $0.contains("unable to locate") })
  }
}

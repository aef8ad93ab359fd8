import Dispatch
import Foundation

/// A command under way; its output may be waited for, and it may be sent signals and lines.
final class RunningProgram {
  private let process = Process()
  private let command: [String]
  private let ended = DispatchSemaphore(value: 0)
  private let scratch: ScratchDirectory
  private let writer: Pipe?

  /// Starts a command; `input` is all of its standard input, nil keeps that open for `send`.
  init(
    _ command: [String], input: Data? = Data(), environment: [String: String] = [:], in directory: String? = nil
  ) throws {
    self.command = command
    scratch = try ScratchDirectory()
    let output = try scratch.file("output", "")
    let errors = try scratch.file("errors", "")
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.currentDirectoryURL = URL(fileURLWithPath: directory ?? scratch.path)
    // Nothing of the person who runs the tests may show, neither their language nor their own checkpoints, and nothing
    // of the tests is left with them.
    var clean = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("LC_") && !$0.key.hasPrefix("XDG_") }
    clean.merge([
      "COLUMNS": "80", "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no", "XDG_STATE_HOME": scratch.path + "/state",
    ]) { $1 }
    process.environment = clean.merging(environment) { $1 }
    // The program has its own of these once it runs; nobody else closes ours, and there are some thousand programs.
    var files = try [output, errors].map { try FileHandle(forWritingTo: URL(fileURLWithPath: $0)) }
    process.standardOutput = files[0]
    process.standardError = files[1]
    if let input {
      writer = nil
      files.append(try FileHandle(forReadingFrom: URL(fileURLWithPath: try scratch.file("input", input))))
      process.standardInput = files[2]
    } else {
      let pipe = Pipe()
      writer = pipe
      process.standardInput = pipe
    }
    process.terminationHandler = { [ended] _ in ended.signal() }
    // Dispatch blocks signals on its threads, and a program is born with what is blocked where it is started.
    var (none, blocked) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &blocked)
    defer { pthread_sigmask(SIG_SETMASK, &blocked, nil) }
    defer { for file in files { try? file.close() } }
    try process.run()
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  /// What standard output got so far.
  var output: String { (try? String(contentsOfFile: scratch.path + "/output", encoding: .utf8)) ?? "" }

  private var errors: String { (try? String(contentsOfFile: scratch.path + "/errors", encoding: .utf8)) ?? "" }

  /// Waits until standard output contains a text.
  func wait(for text: String) throws {
    let end = Date(timeIntervalSinceNow: Program.patience)
    while !output.contains(text) {
      guard Date() < end, process.isRunning || output.contains(text) else {
        throw Program.Failure.timedOut(
          command + ["waiting for", text, "having", output, errors], seconds: Program.patience)
      }
      usleep(2000)
    }
  }

  /// Writes to standard input.
  func send(_ text: String) throws { try writer?.fileHandleForWriting.write(contentsOf: Data(text.utf8)) }

  /// Ends standard input.
  func endInput() throws { try writer?.fileHandleForWriting.close() }

  /// Sends a signal.
  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// Waits for the end.
  func finish() throws -> Program.Outcome {
    guard ended.wait(timeout: .now() + Program.patience) == .success else {
      throw Program.Failure.timedOut(command, seconds: Program.patience)
    }
    let wasSignalled = process.terminationReason == .uncaughtSignal
    return Program.Outcome(
      output: output, errors: errors, status: (wasSignalled ? 128 : 0) + process.terminationStatus,
      wasSignalled: wasSignalled)
  }
}

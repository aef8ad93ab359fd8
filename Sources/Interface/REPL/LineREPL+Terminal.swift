import Foundation
import Model
import Terminal

extension LineREPL {
  /// Runs the REPL on standard input and output: with line editing on a terminal that can, plainly where it cannot, and
  /// without prompt or escape codes in a pipe.
  ///
  /// - Returns: the exit status. On a terminal `^C` cancels a decode; between two lines it exits with 130.
  package static func run(checkpoint: Checkpoint?, summarize: @escaping (Checkpoint) -> String) -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    let isInteractive = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    guard isInteractive, let mode = TerminalMode() else {
      return run(checkpoint, read: { Swift.readLine() }, columns: 80, summarize: summarize)
    }
    let type = ProcessInfo.processInfo.environment["TERM"] ?? ""
    guard !["", "dumb"].contains(type), let signals = REPLSignals() else {
      return run(checkpoint, read: readAfterPrompt, columns: mode.columns, summarize: summarize)
    }
    let reader = TerminalLineReader(prompt: prompt, mode: mode, signals: signals)
    return run(
      checkpoint, read: reader.readLine, isCancelled: signals.isInterrupted, columns: mode.columns,
      summarize: summarize)
  }

  private static let prompt = "> "

  private static func run(
    _ checkpoint: Checkpoint?, read: @escaping () -> String?, isCancelled: @escaping () -> Bool = { false },
    columns: Int, summarize: @escaping (Checkpoint) -> String
  ) -> Int32 {
    let channels = Channels(
      read: read, write: { write($0 + "\n", to: STDOUT_FILENO) },
      report: { _ = write($0 + "\n", to: STDERR_FILENO) }, isCancelled: isCancelled)
    var repl = LineREPL(checkpoint: checkpoint, channels: channels, columns: columns, summarize: summarize)
    return repl.run()
  }

  private static func readAfterPrompt() -> String? {
    _ = write(prompt, to: STDOUT_FILENO)
    return Swift.readLine()
  }

  /// Writes all of a text; false once nobody reads it.
  private static func write(_ text: String, to descriptor: Int32) -> Bool {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      bytes = bytes.dropFirst(count)
    }
    return true
  }
}

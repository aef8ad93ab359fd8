import Essentials
import Model
import Terminal

extension LineREPL {
  /// Runs the REPL on standard input and output.
  ///
  /// With line editing on a terminal that can, plainly where it cannot, and without prompt or escape codes in a pipe. On a
  /// terminal it begins with the program's version.
  ///
  /// - Returns: the exit status: 0, or that of an input/output error where standard output fails for another reason than
  ///   that nobody reads it. On a terminal `^C` cancels a decode or takes a typed line away; twice on an empty line it
  ///   exits with 130.
  package static func run(
    checkpoint: Checkpoint?, characters: CharacterData, isASCII: Bool, version: String,
    summarize: @escaping (Checkpoint) -> String
  ) -> Int32 {
    let isInteractive = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    guard isInteractive, let mode = TerminalMode() else {
      return run(
        checkpoint, characters, read: { Swift.readLine() }, isASCII: isASCII, columns: 80, summarize: summarize)
    }
    _ = Descriptor.output.show("seq2seq \(version). /help lists the commands.\n")
    guard TerminalType.current.canRewriteLines else {
      return run(
        checkpoint, characters, read: readAfterPrompt, isASCII: isASCII, columns: mode.columns, summarize: summarize)
    }
    let file = StateFolder().history
    let history = History(file.lines)
    let reader = TerminalLineReader(prompt: prompt, history: history, mode: mode)
    defer { reader.end() }
    return run(
      checkpoint, characters, read: { reader.readLine().map { file.remembering($0) } },
      isCancelled: reader.isInterrupted,
      isASCII: isASCII, columns: mode.columns, history: history, summarize: summarize)
  }

  private static let prompt = "> "

  private static func run(
    _ checkpoint: Checkpoint?, _ characters: CharacterData, read: @escaping () -> String?,
    isCancelled: @escaping () -> Bool = { false },
    isASCII: Bool, columns: Int, history: History = History(), summarize: @escaping (Checkpoint) -> String
  ) -> Int32 {
    var failure: Int32 = 0
    let channels = Channels(
      read: read,
      write: {
        failure = Descriptor.output.show($0 + "\n")
        return failure == 0
      },
      report: { _ = Descriptor.errors.show($0 + "\n") }, isCancelled: isCancelled,
      isSeen: Descriptor.output.isTerminal)
    var repl = LineREPL(
      checkpoint: checkpoint, characters: characters, channels: channels, glyphs: .output(isASCII: isASCII),
      columns: columns,
      history: history, summarize: summarize)
    repl.run()
    guard failure != 0, failure != EPIPE else { return 0 }
    _ = Descriptor.errors.show("seq2seq: \(Descriptor.failure(failure))\n")
    return EX_IOERR
  }

  private static func readAfterPrompt() -> String? {
    _ = Descriptor.output.write(prompt)
    return Swift.readLine()
  }
}

import ArgumentParser
import Essentials
import Interface
import Model
import Terminal

/// The program: without a subcommand it is the workbench, or the REPL where the terminal cannot carry a screen.
@main
struct Seq2Seq: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seq2seq",
    abstract: "Train a character-level LSTM encoder-decoder, watch it learn, and translate with it.",
    discussion: """
      Without a subcommand: the workbench, on the shipped network or on --checkpoint. Where the terminal cannot carry a \
      screen, and in a pipe: the line REPL.
      """,
    version: version,
    subcommands: [
      WorkbenchCommand.self, TrainCommand.self, TranslateCommand.self, REPLCommand.self, EvaluateCommand.self,
      FetchCommand.self, ImportCommand.self, ExportCommand.self, SummaryCommand.self, BenchmarkCommand.self,
      InstallCommand.self, UninstallCommand.self,
    ],
    defaultSubcommand: WorkbenchCommand.self
  )

  /// The tag or the commit that the program was built from.
  static let version = revision.isEmpty ? "built outside a repository" : revision

  static func main() {
    // A closed pipe and a file-size limit show as errors of `write`, which the program answers itself.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let error as RunSetupError {
      StandardError.write("seq2seq: " + error.description { "--" + $0.option })
      Essentials.exit(error.exitStatus)
    } catch let failure as any FailureWithStatus {
      StandardError.write("seq2seq: " + [failure.description, failure.remedy].compactMap { $0 }.joined(separator: " "))
      Essentials.exit(failure.exitStatus)
    } catch {
      end(error)
    }
  }

  /// Ends the program with what the parser of the command line has to say: help that was asked for, or what is wrong.
  private static func end(_ error: any Error) -> Never {
    let (text, code) = (fullMessage(for: error), exitCode(for: error))
    // Not in the abstract: the manual page is made from that, and would never be up to date.
    let message = code.isSuccess && text.hasPrefix("OVERVIEW: ") ? "seq2seq \(version)\n\n" + text : text
    if !message.isEmpty {
      if code.isSuccess { StandardOutput.line(message) } else { StandardError.write(message) }
    }
    Essentials.exit(code.rawValue)
  }
}

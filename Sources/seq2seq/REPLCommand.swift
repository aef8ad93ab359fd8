import ArgumentParser
import Foundation
import Interface
import Model

/// `repl`: a line in, a translation out.
struct REPLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Translate line by line; a slash starts a command, /help lists them.")

  @OptionGroup var network: CheckpointOption
  @OptionGroup var marks: GlyphOption

  func run() throws {
    Foundation.exit(
      LineREPL.run(checkpoint: try network.load(), isASCII: marks.ascii) { NetworkSummary($0.network).text })
  }
}

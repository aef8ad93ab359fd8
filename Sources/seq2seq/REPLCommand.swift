import ArgumentParser
import Essentials
import Interface
import Model

/// `repl`: a line in, a translation out.
struct REPLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Translate line by line; a slash starts a command, /help lists them.")

  @OptionGroup var network: CheckpointOption
  @OptionGroup var characters: CharacterOptions
  @OptionGroup var marks: GlyphOption

  func run() throws {
    let checkpoint = try network.load(for: characters.given, samples: characters.sample.samples)
    let data = CharacterData(characters.given, sampleCount: characters.sample.samples)
    Essentials.exit(
      LineREPL.run(checkpoint: checkpoint, characters: data, isASCII: marks.ascii, version: Seq2Seq.version) {
        NetworkSummary($0.network).text
      })
  }
}

import ArgumentParser
import Model

/// `summary`: what a network is made of.
struct SummaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summary",
    abstract: "Show a network's layers, shapes and parameter counts, and how they are connected.")

  @OptionGroup var network: CheckpointOption
  @OptionGroup var characters: CharacterOptions

  func run() throws {
    StandardOutput.line(
      NetworkSummary(try network.load(for: characters.given, samples: characters.sample.samples).network).text)
  }
}

import ArgumentParser
import Essentials
import Interface
import Model
import Terminal

/// The workbench; or the REPL where there is no terminal, or none that can carry a screen.
struct WorkbenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workbench",
    abstract: "Train, translate and inspect on one screen; what seq2seq does without a subcommand.")

  @OptionGroup var network: CheckpointOption
  @Option(help: ArgumentHelp("A second network, to compare the decodes of the two.", valueName: "file"))
  var against: String?
  @OptionGroup var search: BeamOptions
  @OptionGroup var training: TrainingOptions
  @Option(
    help: ArgumentHelp(
      "Draw the curves of an earlier run, too: a checkpoint or what --log wrote. May be repeated.", valueName: "file"))
  var compare: [String] = []
  @OptionGroup var marks: GlyphOption

  func run() throws {
    let path = training.resume ?? network.path(for: training.data.given)
    let checkpoint = try path.map(read)
    let other = against.map(ShippedNetworks.resolve)
    guard compare.count <= Overlay.letters.count else {
      throw UsageError(
        description: "--compare \(compare.count) times; expected at most \(Overlay.letters.count). Leave some out.")
    }
    // What makes no sense is said at once, not when training starts.
    _ = try training.given.applied(to: Hyperparameters())
    if training.resume != nil, let checkpoint { _ = try training.given.resumed(from: checkpoint.hyperparameters) }
    var request = try training.request(.newNetwork)
    // On the screen one training follows another, each with a file of its own.
    if request.output.conflict == .refuse { request.output.conflict = .number }
    let options = WorkbenchOptions(
      checkpoint: checkpoint, checkpointPath: path, other: try other.map(read),
      otherPath: other, beam: search.given, fetched: CorpusLocation.fetchedLanguages(), run: request,
      data: training.data.given.map { .here($0) } ?? checkpoint.map { NetworkData(of: $0) } ?? .here(.embedded),
      compared: try compare.map { try RecordedRun(contentsOf: $0) }, isASCII: marks.ascii)
    do {
      guard isatty(STDIN_FILENO) == 1, StandardOutput.isTerminal else { return try runREPL(checkpoint) }
      Essentials.exit(try Workbench.run(options))
    } catch let error as TerminalError {
      StandardError.write("seq2seq: \(error)")
      try runREPL(checkpoint)
    }
  }

  /// Where a network of Keras's takes its characters from.
  private var characters: CharacterData { CharacterData(training.data.given, given: training.given) }

  private func read(_ path: String) throws -> Checkpoint {
    try Checkpoint(contentsOf: path, charactersFrom: characters) { StandardError.write("seq2seq: \($0)") }
  }

  private func runREPL(_ checkpoint: Checkpoint?) throws {
    Essentials.exit(
      LineREPL.run(checkpoint: checkpoint, characters: characters, isASCII: marks.ascii, version: Seq2Seq.version) {
        NetworkSummary($0.network).text
      })
  }
}

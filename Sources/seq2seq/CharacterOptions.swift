import ArgumentParser
import Model

/// `--data` and `--samples` where only a network of Keras's asks for pairs: they tell its characters.
struct CharacterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The pairs that the network was trained on. A model of Keras's needs them: its file does not hold its characters.",
      valueName: "file"))
  var data: String?
  @OptionGroup var sample: SampleOption

  /// The data that was named; `nil` for none.
  var given: CorpusLocation? { data.map { .named($0) } }
}

/// `--samples` of a network of Keras's.
struct SampleOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("How many of the pairs a model of Keras's was trained on (default: 10000).", valueName: "n"))
  var samples: Int?

  func validate() throws {
    if let samples, samples < 1 { throw ValidationError("--samples \(samples); expected at least 1") }
  }
}

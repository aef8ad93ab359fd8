import ArgumentParser
import Essentials
import Interface
import Model

/// `translate`: sentences from the command line, or lines of standard input.
struct TranslateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "translate",
    abstract: "Translate sentences, or the lines of standard input.",
    discussion: "Characters the network has never seen are named on standard error and left out.")

  @OptionGroup var network: CheckpointOption
  @OptionGroup var characters: CharacterOptions
  @Option(help: ArgumentHelp("Show each step's K likeliest characters (with --json by default 5).", valueName: "k"))
  var probabilities: Int?
  @Flag(help: "Print one JSON object a line.")
  var json = false
  @OptionGroup var search: BeamOptions
  @OptionGroup var marks: GlyphOption
  @Argument(help: "Sentences, each one argument.")
  var sentences: [String] = []

  func run() throws {
    if let probabilities, probabilities < 0 {
      throw UsageError(description: "--probabilities \(probabilities); expected at least 0")
    }
    let translator = Translator(try network.load(for: characters.given, samples: characters.sample.samples).network)
    if sentences.isEmpty {
      StandardInput.forEachBatch { translate($0, with: translator) }
    } else {
      translate(sentences, with: translator)
    }
  }

  private func translate(_ texts: [String], with translator: Translator) {
    if json || probabilities != nil {
      for text in texts { report(text, with: translator) }
    } else {
      for translation in translator.translate(
        texts, by: search.given, threads: ProcessInfo.processInfo.activeProcessorCount)
      {
        hint(translation.sentence, translator)
        StandardOutput.line(shown(translation.output))
      }
    }
  }

  private func report(_ text: String, with translator: Translator) {
    let sentence = Sentence(text, for: translator.configuration)
    let decode = search.given.map { translator.beam(for: text, $0)[0] } ?? translator.decode(text)
    let report = DecodeReport(sentence, steps: decode.steps, top: probabilities ?? 5)
    hint(sentence, translator)
    if json {
      StandardOutput.line(report.json)
    } else {
      let table = report.table(columns: 80, glyphs: marks.glyphs)
      StandardOutput.line(([shown(report.output)] + table).joined(separator: "\n"))
    }
  }

  /// A translation with marks where it is read by a person; into a pipe it is what it is.
  private func shown(_ output: String) -> String {
    StandardOutput.isTerminal ? marks.glyphs.marked(output) : output
  }

  private func hint(_ sentence: Sentence, _ translator: Translator) {
    for hint in sentence.hints(for: translator.configuration) { StandardError.write("seq2seq: \(hint)") }
  }
}

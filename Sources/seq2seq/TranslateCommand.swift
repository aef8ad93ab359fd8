import ArgumentParser
import Foundation
import Interface
import Model

/// `translate`: sentences from the command line, or lines of standard input.
struct TranslateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "translate",
    abstract: "Translate sentences, or the lines of standard input.",
    discussion: "Characters the network has never seen are named on standard error and left out.")

  @OptionGroup var network: CheckpointOption
  @Option(help: ArgumentHelp("Show each step's K likeliest characters (with --json by default 5).", valueName: "k"))
  var probabilities: Int?
  @Flag(help: "Print one JSON object a line.")
  var json = false
  @Argument(help: "Sentences, each one argument.")
  var sentences: [String] = []

  func run() throws {
    if let probabilities, probabilities < 0 {
      throw UsageError(description: "--probabilities \(probabilities); expected at least 0")
    }
    let translator = Translator(try network.load().network)
    if sentences.isEmpty {
      while let line = readLine() { translate(line, with: translator) }
    } else {
      for sentence in sentences { translate(sentence, with: translator) }
    }
  }

  private func translate(_ text: String, with translator: Translator) {
    let sequence = translator.sequence(for: text)
    let report = DecodeReport(sequence.sentence, steps: Array(sequence), top: probabilities ?? 5)
    for hint in sequence.sentence.hints(for: translator.configuration) { StandardError.write("seq2seq: \(hint)") }
    if json {
      StandardOutput.line(report.json)
    } else {
      let table = probabilities == nil ? [] : report.table(columns: 80, glyphs: Glyphs(isUnicode: true))
      StandardOutput.line(([report.output] + table).joined(separator: "\n"))
    }
  }
}

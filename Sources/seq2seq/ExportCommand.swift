import ArgumentParser
import Model

/// `export`: a network as a file that Keras opens.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a network as a file that Keras opens.",
    discussion: """
      The name's ending says what is written: .keras is a model for Keras 3 on any backend, .h5 one for TF-Keras, tf.keras 2 \
      and Keras 2.3, .weights.h5 holds weights for load_weights after the model is built. The optimizer's state goes along, so \
      that fit goes on; what Keras does otherwise is told. The layers are called encoder, decoder and output, in the places \
      where the example's own restore code looks for them.

      The characters and the history lie in the file, too, where Keras does not look: this program opens it again without \
      --data, until Keras has saved it anew. Exits with 65 if the network cannot be such a file, 73 if the file is there \
      already, 74 if it cannot be written.
      """)

  @OptionGroup var network: CheckpointOption
  @OptionGroup var characters: CharacterOptions
  @Flag(help: "Write a .weights.h5 for TF-Keras, which must not find a learning rate in it.")
  var tfKeras = false
  @OptionGroup var writing: OverwriteOption
  @Argument(help: "The file to write: .keras, .h5 or .weights.h5.")
  var file: String

  func run() throws {
    let format = try format()
    try writing.check(file)
    let checkpoint = try network.load(for: characters.given, samples: characters.sample.samples)
    let export = try KerasExport(checkpoint, as: format, named: file)
    try export.write(to: file)
    for note in export.notes { StandardError.write("seq2seq: \(file): \(note)") }
    StandardOutput.line("Wrote \(file), \(format.title)")
  }

  private func format() throws -> KerasExport.Format {
    guard let format = KerasExport.Format(endingOf: file) else {
      throw UsageError(
        description:
          "\(file): no ending of Keras's files; expected .keras, .h5 or .weights.h5. Give a name that has one.")
    }
    guard tfKeras else { return format }
    guard format == .weights else {
      throw UsageError(
        description:
          "--tf-keras is for .weights.h5; expected no such flag with \(file). Leave it out: a .h5 is for TF-Keras.")
    }
    return .weightsOfTFKeras
  }
}

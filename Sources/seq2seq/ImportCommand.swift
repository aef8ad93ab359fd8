import ArgumentParser
import Model

/// `import`: a network that Keras saved, as a checkpoint of this program.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make a checkpoint of a network that Keras or TensorFlow saved.",
    discussion: """
      Opens .keras, .h5 and .weights.h5 files, SavedModel folders and TensorFlow checkpoints, by their content. None of them \
      holds the characters, which are found in --data: the loss that the file keeps of its last validation proves them, \
      else the network must write these sentences well. What was found is told and recorded in the checkpoint, which holds \
      the optimizer's state, too, so that train --resume goes on as Keras would.

      The other commands take such a file as it is: --checkpoint x.keras --data fra. Exits with 65 if the file is damaged, \
      another network, or not of this data, 66 if something is not there, 73 if the output is there already, 74 if it \
      cannot be written.
      """)

  @Argument(help: "The file or folder.")
  var file: String
  @OptionGroup var data: DataOptions
  @OptionGroup var sample: SampleOption
  @Option(help: ArgumentHelp("The checkpoint to write.", valueName: "file"))
  var output: String
  @OptionGroup var writing: OverwriteOption

  func run() throws {
    try writing.check(output)
    let source = CharacterData(data.given, sampleCount: sample.samples)
    let checkpoint = try Checkpoint(contentsOf: file, charactersFrom: source) { StandardError.write("seq2seq: \($0)") }
    try checkpoint.write(to: output)
    StandardOutput.line("Wrote \(output)")
  }
}

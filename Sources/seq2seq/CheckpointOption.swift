import ArgumentParser
import Essentials
import Model

/// `--checkpoint`, and where to look without it.
struct CheckpointOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The network to use: a file, or one that comes with the program by its name (default: everyday, or fra-eng with --data fra).",
      valueName: "file"))
  var checkpoint: String?

  /// The file that is used, or nil if none is named and none is shipped; the network of the data that was asked for, if any
  /// was, is preferred.
  func path(for data: CorpusLocation? = nil) -> String? {
    checkpoint.map(ShippedNetworks.resolve) ?? ShippedNetworks.path(trainedOn: data?.name)
  }

  /// Reads the network; one of Keras's takes its characters from the first `samples` pairs of the data, which is told.
  ///
  /// - Throws: `CheckpointError`, or `UsageError` if there is nothing to read.
  func load(for data: CorpusLocation? = nil, samples: Int? = nil) throws -> Checkpoint {
    guard let path = path(for: data) else {
      throw UsageError(
        description: """
          no network: none is shipped beside this program (Checkpoints/\(ShippedNetworks.first).safetensors). Name one \
          with --checkpoint FILE, or train one: seq2seq train --data FILE
          """)
    }
    return try Checkpoint(contentsOf: path, charactersFrom: CharacterData(data, sampleCount: samples)) {
      StandardError.write("seq2seq: \($0)")
    }
  }
}

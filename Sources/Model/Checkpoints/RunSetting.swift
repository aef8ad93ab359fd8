/// What a run can be told beside its hyperparameters: where its pairs are, how many threads train, where it leaves what.
package enum RunSetting: CaseIterable, Hashable, Sendable {
  /// The sentence pairs.
  case data
  /// The threads that train.
  case threads
  /// The checkpoint to save.
  case output
  /// A file with a line for each epoch.
  case log
  /// A folder of event files.
  case tensorBoard

  /// What it is called on the screen, and its option on the command line without the dashes.
  package var title: String {
    switch self {
    case .data: "data"
    case .threads: "threads"
    case .output: "output"
    case .log: "log"
    case .tensorBoard: "tensorboard"
    }
  }

  /// What it does, in a line.
  package var explanation: String {
    switch self {
    case .data: "Sentence pairs, English TAB French [TAB ...], plain or in a .zip"
    case .threads: "Threads that train"
    case .output: "Where to save"
    case .log: "Write lines of JSON: one per epoch, and those of its batches"
    case .tensorBoard: "Write event files for TensorBoard, as Keras does"
    }
  }

  /// What it can be.
  package var expected: String {
    switch self {
    case .data: "a file, a language such as fra, or \(CorpusLocation.embedded.name)"
    case .threads: "\(RunRequest.threadCounts.lowerBound) to \(RunRequest.threadCounts.upperBound)"
    case .output: "a file; a name that is taken gets a number"
    case .log: "a file, or nothing for none"
    case .tensorBoard: "a folder, or nothing for none"
    }
  }
}

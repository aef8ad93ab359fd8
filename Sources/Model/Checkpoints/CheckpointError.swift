/// Why what is kept of a training cannot be read or written: a network, or the history of a run.
///
/// The description names the file, what was found, what was expected, and what to do.
package enum CheckpointError: Error, Hashable, Sendable {
  /// There is no file to read: no such name, a directory, a device, no permission, or larger than is ever read.
  case noInput(path: String, found: String, expected: String = "a checkpoint")
  /// The system failed while reading.
  case unreadable(path: String, found: String)
  /// The bytes are not what the format demands.
  case damaged(path: String, found: String, expected: String)
  /// A file of another program's that is damaged, not of this network, or not of the data at hand.
  case refused(path: String, found: String, expected: String, remedy: String)
  /// The data that the network's characters are to come from cannot be read.
  case noCharacters(CorpusError)
  /// Nothing in the file tells of an epoch.
  case noEpochs(path: String, found: String)
  /// The system did not let the file be written; what was there before is unharmed.
  case unwritable(path: String, found: String)
  /// There is a file already where one is to be written, and nobody asked to replace it.
  case exists(path: String)
  /// Another run is saved in this file.
  case isBeingTrained(path: String)
  /// A file to be written is also another one, which would be lost.
  case sameFile(path: String, role: String, other: String)

  init(reading failure: FileFailure, path: String, expected: String = "a checkpoint") {
    self =
      failure.isNoInput
      ? .noInput(path: path, found: failure.found, expected: expected) : .unreadable(path: path, found: failure.found)
  }
}

extension CheckpointError: CustomStringConvertible {
  /// The file, what was found, what was expected, and what to do.
  package var description: String {
    switch self {
    case .noInput(let path, let found, let expected):
      "\(path.visible): \(found); expected \(expected). Check the name and its permissions."
    case .unreadable(let path, let found):
      "\(path.visible): \(found); expected a readable file. Check the disk, or copy the file elsewhere and try again."
    case .damaged(let path, let found, let expected):
      "\(path.visible): \(found); expected \(expected). Give a checkpoint that seq2seq wrote, or restore this one from a copy."
    case .refused(let path, let found, let expected, let remedy):
      "\(path.visible): \(found.shown); expected \(expected). \(remedy)"
    case .noCharacters(let error): error.description
    case .noEpochs(let path, let found):
      "\(path.visible): \(found); expected \(RunFormat.titles) with at least one epoch. Give a run that has come that far."
    case .unwritable(let path, let found):
      "\(path.visible): \(found); expected to write there. What was there is unharmed: make room or give another name."
    case .exists(let path):
      "\(path.visible): exists already; expected a name that is free. Give another name, or move the file away."
    case .isBeingTrained(let path):
      "\(path.visible): another run is being saved there; expected a file of its own. Give another name, or end that run."
    case .sameFile(let path, let role, let other):
      "\(path.visible): \(role) is also \(other), which writing would destroy; expected another file. Give another name."
    }
  }
}

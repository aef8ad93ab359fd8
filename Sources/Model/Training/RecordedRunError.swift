/// Why an earlier run cannot be compared with.
///
/// The description names the file, what was found, what was expected, and what to do.
package enum RecordedRunError: Error, Hashable, Sendable {
  /// There is no file to read: no such name, a directory, no permission, or larger than is ever read.
  case noInput(path: String, found: String)
  /// The system failed while reading.
  case unreadable(path: String, found: String)
  /// Nothing in the file tells of an epoch.
  case noEpochs(path: String, found: String)
  /// The file is named as a checkpoint and cannot be read as one.
  case checkpoint(SafetensorsError)

  init(_ failure: FileFailure, path: String) {
    self =
      failure.isNoInput
      ? .noInput(path: path, found: failure.found) : .unreadable(path: path, found: failure.found)
  }
}

extension RecordedRunError: CustomStringConvertible {
  private static let form = "a checkpoint (.safetensors) or a file that --log wrote"

  /// The file, what was found, what was expected, and what to do.
  package var description: String {
    switch self {
    case .noInput(let path, let found): "\(path): \(found); expected \(Self.form). Check the name and its permissions."
    case .unreadable(let path, let found):
      "\(path): \(found); expected a readable file. Check the disk, or copy the file elsewhere and try again."
    case .noEpochs(let path, let found):
      "\(path): \(found); expected \(Self.form) with at least one epoch. Give a run that has come that far."
    case .checkpoint(let error): error.description
    }
  }
}

/// Why a safetensors file cannot be read or written.
///
/// The description names the file, what was found, what was expected, and what to do.
package enum SafetensorsError: Error, Hashable, Sendable {
  /// There is no file to read: no such name, a directory, a device, no permission.
  case noInput(path: String, found: String)
  /// The system failed while reading.
  case unreadable(path: String, found: String)
  /// The bytes are not what the format demands.
  case damaged(path: String, found: String, expected: String)
  /// The system did not let the file be written; what was there before is unharmed.
  case unwritable(path: String, found: String)

  init(reading failure: FileFailure, path: String) {
    self =
      failure.isNoInput
      ? .noInput(path: path, found: failure.found) : .unreadable(path: path, found: failure.found)
  }
}

extension SafetensorsError: CustomStringConvertible {
  /// The file, what was found, what was expected, and what to do.
  package var description: String {
    switch self {
    case .noInput(let path, let found):
      "\(path): \(found); expected a checkpoint. Check the name and its permissions."
    case .unreadable(let path, let found):
      "\(path): \(found); expected a readable file. Check the disk, or copy the file elsewhere and try again."
    case .damaged(let path, let found, let expected):
      "\(path): \(found); expected \(expected). Give a checkpoint that seq2seq wrote, or restore this one from a copy."
    case .unwritable(let path, let found):
      "\(path): \(found); expected to write there. What was there is unharmed: make room or give another name."
    }
  }
}

/// Why a file of Keras or TensorFlow cannot be opened, or one for them not be written.
///
/// The description names the file, what was found, what was expected, and what to do.
package enum KerasFileError: Error, Hashable, Sendable {
  /// There is no file to read: no such name, a device, no permission.
  case noInput(path: String, found: String)
  /// The system failed while reading.
  case unreadable(path: String, found: String)
  /// The bytes are not what their format demands.
  case damaged(path: String, found: String, expected: String)
  /// A whole file, but not of this network, or of a kind that is not read.
  case foreign(path: String, found: String, expected: String, remedy: String)
  /// The data the characters are to come from is not the network's.
  case otherData(path: String, found: String, expected: String, remedy: String)
  /// The system did not let the file be written; what was there before is unharmed.
  case unwritable(path: String, found: String)

  init(reading failure: FileFailure, path: String) {
    self =
      failure.isNoInput
      ? .noInput(path: path, found: failure.found) : .unreadable(path: path, found: failure.found)
  }
}

extension KerasFileError: CustomStringConvertible {
  /// The file, what was found, what was expected, and what to do.
  package var description: String {
    switch self {
    case .noInput(let path, let found):
      "\(path): \(found.shown); expected a file or folder that Keras saved. Check the name and its permissions."
    case .unreadable(let path, let found):
      "\(path): \(found.shown); expected a readable file. Check the disk, or copy the file elsewhere and try again."
    case .damaged(let path, let found, let expected):
      "\(path): \(found.shown); expected \(expected). Save it again with Keras, or restore it from a copy."
    case .foreign(let path, let found, let expected, let remedy),
      .otherData(let path, let found, let expected, let remedy):
      "\(path): \(found.shown); expected \(expected). \(remedy)"
    case .unwritable(let path, let found):
      "\(path): \(found.shown); expected to write there. What was there is unharmed: make room or give another name."
    }
  }
}

extension String {
  /// The text as a message can show it, since a file may name its layers as it likes: short, and without control characters.
  var shown: String {
    let scalars = unicodeScalars.prefix(400).map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }
    return String(String.UnicodeScalarView(scalars)) + (unicodeScalars.count > 400 ? "…" : "")
  }
}

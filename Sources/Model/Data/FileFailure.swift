import Foundation

/// Why a file could not be read or written.
enum FileFailure: Error, Hashable {
  /// Nothing has this name.
  case missing
  /// The name is a directory's.
  case directory
  /// The name is a pipe's or a device's where only a file will do.
  case special
  /// The file goes on after this many bytes.
  case tooLarge(limit: Int)
  /// The system refused: what was tried, and errno.
  case system(operation: String, code: Int32)

  /// Whether there is nothing that could be read, rather than a failure while it was.
  var isNoInput: Bool {
    switch self {
    case .missing, .directory, .special, .tooLarge, .system("open", _): true
    case .system: false
    }
  }

  /// What was found, as a sentence's beginning.
  var found: String {
    switch self {
    case .missing: "there is no such file"
    case .directory: "this is a directory"
    case .special: "this is a pipe or a device"
    case .tooLarge(let limit): "the file is larger than \(limit) bytes"
    case .system(let operation, let code): "cannot \(operation) it (\(String(cString: strerror(code))))"
    }
  }
}

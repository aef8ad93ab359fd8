import Foundation

/// Reads a whole file, with the reason when it cannot.
enum FileBytes {
  /// Why a file could not be read or written.
  enum Failure: Error, Hashable {
    /// Nothing has this name.
    case missing
    /// The name is a directory's.
    case directory
    /// The file goes on after this many bytes.
    case tooLarge(limit: Int)
    /// The system refused: what was tried, and errno.
    case system(operation: String, code: Int32)

    /// What was found, as a sentence's beginning.
    var found: String {
      switch self {
      case .missing: "there is no such file"
      case .directory: "this is a directory"
      case .tooLarge(let limit): "the file is larger than \(limit) bytes"
      case .system(let operation, let code): "cannot \(operation) it (\(String(cString: strerror(code))))"
      }
    }
  }

  /// Every byte of the file at `path`, which may also be a pipe.
  ///
  /// - Throws: the reason; nothing is read beyond `limit` bytes.
  static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw errno == ENOENT ? .missing : .system(operation: "open", code: errno) }
    defer { close(file) }
    var information = stat()
    guard fstat(file, &information) == 0 else { throw .system(operation: "examine", code: errno) }
    guard information.st_mode & S_IFMT != S_IFDIR else { throw .directory }
    let expected = Int(information.st_size)
    guard expected <= limit else { throw .tooLarge(limit: limit) }

    var bytes: [UInt8] = []
    bytes.reserveCapacity(expected)
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = Foundation.read(file, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw .system(operation: "read", code: errno)
      }
      guard bytes.count + count <= limit else { throw .tooLarge(limit: limit) }
      bytes.append(contentsOf: chunk[..<count])
    }
  }
}

import Foundation

/// Reads a whole file, with the reason when it cannot.
enum FileBytes {
  /// Every byte of the file at `path`, which may also be a pipe.
  ///
  /// - Throws: the reason; nothing is read beyond `limit` bytes.
  static func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
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

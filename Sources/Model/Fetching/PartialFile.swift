import Essentials

/// The part of a file that an answer holds: `bytes 100-299/300`, as RFC 9110 has it.
package struct ContentRange: Equatable {
  /// The offset of the first byte.
  package let start: Int
  /// The bytes of the whole file; `nil` where the server does not know.
  package let total: Int?

  /// The range in a header; `nil` if it makes no sense.
  package init?(_ header: String) {
    let words = header.split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "bytes" else { return nil }
    let parts = words[1].split(separator: "/", omittingEmptySubsequences: false)
    let bounds = parts.first?.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) } ?? []
    guard parts.count == 2, bounds.count == 2, let start = bounds[0], let last = bounds[1], start >= 0, last >= start
    else { return nil }
    self.start = start
    total = Int(parts[1])
    if parts[1] != "*", (total ?? 0) <= last { return nil }
  }
}

/// A download on its way: the bytes that came so far, and beside them how to ask the server for the rest.
///
/// Bytes are only ever added at the end, so that what is there is good whenever the program ends. One program has it at a
/// time: it is locked until this object is gone.
final class PartialFile: Sendable {
  /// From where the bytes are.
  private struct Origin: Codable {
    let address: String
    let validator: String
  }

  let path: String
  private let descriptor: Int32

  /// Opens what is left of an earlier download, or begins one.
  ///
  /// - Throws: `FetchError` if another program has it, or the file cannot be made.
  init(_ path: String) throws(FetchError) {
    self.path = path
    while true {
      let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o644)
      guard file >= 0 else { throw .unwritable(path: path, operation: "create", code: errno) }
      guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
        close(file)
        throw .busy(path: path)
      }
      var (opened, named) = (stat(), stat())
      // The other program may have renamed the file between the two calls.
      if fstat(file, &opened) == 0, stat(path, &named) == 0, opened.st_ino == named.st_ino {
        if opened.st_mode & S_IFMT == S_IFREG, opened.st_nlink == 1 {
          descriptor = file
          return
        }
        // It is no file, or has another name, too, whose bytes are not ours to change.
        guard unlink(path) == 0 else {
          close(file)
          throw .unwritable(path: path, operation: "remove", code: errno)
        }
      }
      close(file)
    }
  }

  deinit { close(descriptor) }

  /// How many bytes are there.
  var count: Int {
    var information = stat()
    return fstat(descriptor, &information) == 0 ? Int(information.st_size) : 0
  }

  private var originPath: String { path + ".from" }

  /// What tells whether the server still has the same file, if these bytes are of that address; `nil` where there is
  /// nothing to go on from.
  func validator(for address: String) -> String? {
    guard count > 0, let bytes = try? FileBytes.read(originPath, limit: 1 << 16, waits: false),
      let origin = try? JSONDecoder().decode(Origin.self, from: Data(bytes)), origin.address == address
    else { return nil }
    return origin.validator
  }

  /// Begins anew with what an address serves; without a validator it can only ever begin anew.
  func restart(from address: String, validator: String?) throws(FetchError) {
    unlink(originPath)
    guard ftruncate(descriptor, 0) == 0 else { throw failure("empty") }
    guard let validator else { return }
    let origin = JSONText.line(of: Origin(address: address, validator: validator))
    // Without it the next download begins anew, and nothing is lost but time.
    try? AtomicFile.replace(originPath) { (file) throws(FileFailure) in try file.append(Array(origin.utf8)) }
  }

  /// Adds bytes at the end.
  func append(_ bytes: UnsafeRawBufferPointer) throws(FetchError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = UnsafeRawBufferPointer(rebasing: rest)
      let count = write(descriptor, part.baseAddress, part.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("write") }
      rest = rest.dropFirst(count)
    }
  }

  /// Puts the whole file in the place of another one at once.
  func move(to target: String) throws(FetchError) {
    guard fsync(descriptor) == 0 else { throw failure("sync") }
    guard rename(path, target) == 0 else {
      throw .unwritable(path: target, operation: "replace", code: errno)
    }
    unlink(originPath)
    let folder = open(target.folderInPath, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  /// Takes the file away.
  func remove() {
    unlink(path)
    unlink(originPath)
  }

  private func failure(_ operation: String) -> FetchError {
    .unwritable(path: path, operation: operation, code: errno)
  }
}

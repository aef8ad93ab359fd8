import Foundation

/// Replaces a file as a whole: a reader sees the old bytes or the new ones, whatever fails in between.
struct AtomicFile: ~Copyable {
  private let descriptor: Int32

  /// Writes a new file through `body` and puts it in the place of `path`, which may not exist yet.
  ///
  /// A temporary file beside it is written, synced and renamed. A symbolic link stays and its target is replaced; a
  /// device or a pipe is written to directly.
  /// - Throws: the reason; then the old file is as it was and the temporary one is gone.
  static func replace(
    _ path: String, _ body: (borrowing AtomicFile) throws(FileFailure) -> Void
  ) throws(FileFailure) {
    let target = realPath(path) ?? path
    var information = stat()
    if stat(target, &information) == 0 {
      guard information.st_mode & S_IFMT != S_IFDIR else { throw .directory }
      guard access(target, W_OK) == 0 else { throw .system(operation: "overwrite", code: errno) }
      guard information.st_mode & S_IFMT == S_IFREG else { return try write(open(target, O_WRONLY | O_CLOEXEC), body) }
    }
    let slash = target.lastIndex(of: "/").map { target.index(after: $0) }
    let directory = slash.map { String(target[..<$0]) } ?? "./"
    let random = String(UInt64.random(in: 0 ... .max), radix: 36)
    let temporary = "\(directory).seq2seq-\(getpid())-\(random).tmp"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    do throws(FileFailure) {
      try write(file, body)
      guard rename(temporary, target) == 0 else { throw .system(operation: "replace", code: errno) }
    } catch {
      if file >= 0 { unlink(temporary) }
      throw error
    }
    // The file is whole by now; where a directory cannot be synced, its entry merely reaches the disk later.
    let parent = open(directory, O_RDONLY | O_CLOEXEC)
    if parent >= 0 {
      fsync(parent)
      close(parent)
    }
  }

  /// Adds the elements' bytes at the end.
  func append<Element: BitwiseCopyable>(_ elements: [Element]) throws(FileFailure) {
    let result = elements.withUnsafeBytes { bytes in
      Result { () throws(FileFailure) in try append(bytes) }
    }
    try result.get()
  }

  private func append(_ bytes: UnsafeRawBufferPointer) throws(FileFailure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      // macOS refuses more than 2 GiB at once.
      let part = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
      let count = Foundation.write(descriptor, part.baseAddress, part.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw .system(operation: "write", code: errno)
      }
      rest = rest.dropFirst(count)
    }
  }

  private static func write(
    _ descriptor: Int32, _ body: (borrowing AtomicFile) throws(FileFailure) -> Void
  ) throws(FileFailure) {
    guard descriptor >= 0 else { throw .system(operation: "create", code: errno) }
    do throws(FileFailure) {
      try body(AtomicFile(descriptor: descriptor))
      // EINVAL: a device or a pipe, which keeps nothing to sync.
      guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else {
        throw .system(operation: "sync", code: errno)
      }
    } catch {
      close(descriptor)
      throw error
    }
    guard close(descriptor) == 0 else { throw .system(operation: "close", code: errno) }
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}

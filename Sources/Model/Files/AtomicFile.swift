import Essentials

/// Replaces a file as a whole: a reader sees the old bytes or the new ones, whatever fails in between.
struct AtomicFile: ~Copyable {
  private let descriptor: Int32

  /// Writes a new file through `body` and puts it in the place of `path`, which may not exist yet.
  ///
  /// A temporary file beside it is written, synced, handed to `check` by its name, and renamed. A symbolic link stays and what
  /// it leads to is replaced or made; a device or a pipe is written to directly. What killed programs have left in the folder
  /// goes.
  /// - Throws: the reason; then the old file is as it was and the temporary one is gone.
  static func replace(
    _ path: String, _ body: (borrowing AtomicFile) throws(FileFailure) -> Void,
    check: (_ temporary: String) -> Bool = { _ in true }
  ) throws(FileFailure) {
    let target = FileIdentity.target(of: path)
    guard try canReplace(target) else { return try write(open(target, O_WRONLY | O_CLOEXEC), body) }
    let directory = target.folderInPath
    let random = String(UInt64.random(in: 0 ... .max), radix: 36)
    let temporary = "\(directory)/\(prefix)\(getpid())-\(random)\(suffix)"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    do throws(FileFailure) {
      try write(file, body)
      guard check(temporary) else { throw .refused }
      guard rename(temporary, target) == 0 else { throw .system(operation: "replace", code: errno) }
    } catch {
      if file >= 0 { unlink(temporary) }
      throw error
    }
    removeLeftovers(in: directory)
    // The file is whole by now; where a directory cannot be synced, its entry merely reaches the disk later.
    let parent = open(directory, O_RDONLY | O_CLOEXEC)
    if parent >= 0 {
      fsync(parent)
      close(parent)
    }
  }

  /// Finds out whether `replace` would succeed, by making a file as it does, and taking it away.
  ///
  /// - Throws: what is in the way.
  static func probe(_ path: String) throws(FileFailure) {
    let target = FileIdentity.target(of: path)
    guard try canReplace(target) else { return }
    let probe = "\(target.folderInPath)/\(prefix)\(getpid())-probe\(suffix)"
    let file = open(probe, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .system(operation: "create", code: errno) }
    close(file)
    unlink(probe)
  }

  /// Whether there may be another file in the place of this one; false for a device or a pipe, which is written to.
  private static func canReplace(_ target: String) throws(FileFailure) -> Bool {
    var information = stat()
    guard stat(target, &information) == 0 else { return true }
    guard information.st_mode & S_IFMT != S_IFDIR else { throw .directory }
    guard access(target, W_OK) == 0 else { throw .system(operation: "overwrite", code: errno) }
    return information.st_mode & S_IFMT == S_IFREG
  }

  /// A temporary file's name, with the number of its process and another one in between.
  private static let (prefix, suffix) = (".seq2seq-", ".tmp")

  /// Removes the temporary files of processes that are gone.
  private static func removeLeftovers(in directory: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    where name.hasPrefix(prefix) && name.hasSuffix(suffix) {
      let number = name.dropFirst(prefix.count).prefix { $0.isASCII && $0.isNumber }
      guard let process = pid_t(number), process > 0, kill(process, 0) != 0, errno == ESRCH else { continue }
      let path = directory + "/" + name
      // A process of another machine holds the lock of what it writes.
      let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
      guard file >= 0 else { continue }
      if flock(file, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(file)
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
      let count = Essentials.write(descriptor, part.baseAddress, part.count)
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
    // Where a file system has no locks there is nothing to be done without one.
    _ = flock(descriptor, LOCK_EX | LOCK_NB)
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
}

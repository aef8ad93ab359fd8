import Essentials

/// Reads files: whole, with the reason when that cannot be, or their beginnings.
package enum FileBytes {
  /// Every byte of the file at `path`, which may also be a pipe.
  ///
  /// One that `waits` is patient with a pipe that nobody writes to yet; otherwise that is an empty file.
  /// - Throws: the reason; nothing is read beyond `limit` bytes.
  static func read(_ path: String, limit: Int, waits: Bool = true) throws(FileFailure) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC | (waits ? 0 : O_NONBLOCK))
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
      let count = Essentials.read(file, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR || errno == EAGAIN && isReadable(file) { continue }
        throw .system(operation: "read", code: errno)
      }
      guard bytes.count + count <= limit else { throw .tooLarge(limit: limit) }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// Waits until somebody has written to a pipe, or closed it.
  private static func isReadable(_ file: Int32) -> Bool {
    var request = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, -1) > 0 || errno == EINTR
  }

  /// The first `count` bytes of a file, or all there are; nil if it cannot be read, or not at once.
  package static func beginning(of path: String, count: Int) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: count)
    let length = Essentials.read(file, &bytes, count)
    return length < 0 ? nil : Array(bytes[..<length])
  }

  /// The last `count` bytes of a file; nil if it has fewer, or cannot be read at once.
  static func end(of path: String, count: Int) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: count)
    guard lseek(file, -off_t(count), SEEK_END) >= 0, Essentials.read(file, &bytes, count) == count else { return nil }
    return bytes
  }
}

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
  /// What was written did not pass its check.
  case refused
  /// The system refused: what was tried, and errno.
  case system(operation: String, code: Int32)

  /// Whether there is nothing that could be read, rather than a failure while it was.
  var isNoInput: Bool {
    switch self {
    case .missing, .directory, .special, .tooLarge, .system("open", _): true
    case .refused, .system: false
    }
  }

  /// What was found, as a sentence's beginning.
  var found: String {
    switch self {
    case .missing: "there is no such file"
    case .directory: "this is a directory"
    case .special: "this is a pipe or a device"
    case .tooLarge(let limit): "the file is larger than \(limit) bytes"
    case .refused: "what would stand there is no good"
    case .system(let operation, let code): "cannot \(operation) it (\(String(cString: strerror(code))))"
    }
  }
}

/// Little-endian numbers out of bytes that nobody vouches for.
struct ByteReader {
  let bytes: [UInt8]

  /// The `width`-byte number at `offset`, or nil if it does not lie wholly inside.
  func integer(at offset: Int, width: Int) -> Int? {
    guard offset >= 0, offset <= bytes.count - width else { return nil }
    return (0..<width).reversed().reduce(0) { $0 << 8 | Int(bytes[offset + $1]) }
  }
}

/// What tells whether a file is still the one that was read.
struct FileStamp: Hashable, Sendable {
  private let device: UInt64
  private let inode: UInt64
  private let size: Int64
  private let modified: [Int]

  /// The file at `path` as it is now; `nil` if there is none.
  init?(of path: String) {
    var information = stat()
    guard stat(path, &information) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: information.st_dev)
    inode = UInt64(truncatingIfNeeded: information.st_ino)
    size = Int64(information.st_size)
    #if canImport(Darwin)
      let time = information.st_mtimespec
    #else
      let time = information.st_mtim
    #endif
    modified = [Int(time.tv_sec), Int(time.tv_nsec)]
  }
}

import Essentials

/// The lines entered in earlier runs, in a file that programs running at once may share.
///
/// Only its owner can read it. Whatever is wrong with it costs the lines it holds and nothing else.
package struct HistoryFile: Sendable {
  /// The bytes the file grows to before its older half is dropped; a line that is longer than a sixteenth is not kept.
  package static let limit = 1 << 18

  private let path: String

  /// The history at a path; neither the file nor its folder need exist.
  package init(_ path: String) {
    self.path = path
  }

  /// The lines, oldest first, as many as a `History` keeps; those that were damaged are left out.
  package var lines: [String] {
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    return Self.lines(in: file)
  }

  /// Adds a line, unless it is blank, and returns it.
  ///
  /// It is written at once and behind everything else, so that two programs never mix their lines.
  @discardableResult
  package func remembering(_ line: String) -> String {
    let bytes = Array(line.utf8)
    guard !line.allSatisfy(\.isWhitespace), bytes.count <= Self.limit / 16 else { return line }
    StateFolder.make(path.folderInPath)
    // Another program may put a shorter file in the place of this one just now.
    for _ in 0..<5 {
      let file = open(path, O_RDWR | O_APPEND | O_CREAT | O_NONBLOCK | O_CLOEXEC, 0o600)
      guard file >= 0 else { return line }
      defer { close(file) }
      Self.lock(file)
      guard let size = Self.size(of: file) else { return line }
      guard isInPlace(file) else { continue }
      fchmod(file, 0o600)
      // What a crash left of another line must not become a part of this one.
      let separator = Self.endsWithLine(file, size: size) ? [] : [UInt8(ascii: "\n")]
      let whole = separator + bytes + [UInt8(ascii: "\n")]
      _ = whole.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if size + whole.count > Self.limit { shorten(file) }
      return line
    }
    return line
  }

  /// Waits a moment for the programs that are writing; one that was stopped meanwhile is not waited for.
  private static func lock(_ file: Int32) {
    for _ in 0..<20 {
      if flock(file, LOCK_EX | LOCK_NB) == 0 { return }
      usleep(1000)
    }
  }

  /// The size of a regular file; `nil` for everything else, such as a device.
  private static func size(of file: Int32) -> Int? {
    var information = stat()
    guard fstat(file, &information) == 0, information.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(information.st_size)
  }

  private func isInPlace(_ file: Int32) -> Bool {
    var (opened, named) = (stat(), stat())
    return fstat(file, &opened) == 0 && stat(path, &named) == 0 && opened.st_ino == named.st_ino
      && opened.st_dev == named.st_dev
  }

  private static func endsWithLine(_ file: Int32, size: Int) -> Bool {
    var byte = UInt8(ascii: "\n")
    return size == 0 || pread(file, &byte, 1, off_t(size - 1)) != 1 || byte == UInt8(ascii: "\n")
  }

  /// The last lines of a file, at most `limit` bytes of them.
  private static func lines(in file: Int32) -> [String] {
    guard let size = size(of: file) else { return [] }
    let start = max(0, size - limit)
    var bytes = [UInt8](repeating: 0, count: size - start)
    let count = pread(file, &bytes, bytes.count, off_t(start))
    guard count > 0 else { return [] }
    let parts = bytes.prefix(count).split(separator: UInt8(ascii: "\n"))
    let lines = parts.dropFirst(start > 0 ? 1 : 0).compactMap { String(validating: $0, as: UTF8.self) }
    return lines.filter { line in !line.unicodeScalars.contains { $0.properties.generalCategory == .control } }
      .suffix(History.capacity)
  }

  /// Puts the newer half of the lines in the place of them all.
  private func shorten(_ file: Int32) {
    var kept = Self.lines(in: file)
    while kept.reduce(0, { $0 + $1.utf8.count + 1 }) > Self.limit / 2 { kept.removeFirst(max(1, kept.count / 8)) }
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let shorter = "\(target).\(getpid())"
    let copy = open(shorter, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard copy >= 0 else { return }
    let bytes = Array(kept.map { $0 + "\n" }.joined().utf8)
    let isWritten = bytes.withUnsafeBytes { write(copy, $0.baseAddress, $0.count) } == bytes.count
    let isClosed = close(copy) == 0
    if !isWritten || !isClosed || rename(shorter, target) != 0 { unlink(shorter) }
  }
}

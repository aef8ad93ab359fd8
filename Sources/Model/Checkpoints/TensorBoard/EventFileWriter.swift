import Essentials
import Synchronization

/// Writes an event file, whole records at a time: whenever the program dies, at most the last one is torn, which every
/// reader takes for a file that is still growing.
///
/// Where a write fails, what it was to write is lost and the next one begins another file: what follows a torn record would
/// be lost as well.
struct EventFileWriter: ~Copyable {
  /// Bytes kept back at most, until `flush`.
  private static let bufferSize = 1 << 16
  /// Tells apart the files that this program begins in the same second.
  private static let count = Atomic(0)

  private let folder: String
  private var file: Int32?
  private var buffer: [UInt8] = []
  /// Why the last write failed, or nil.
  private(set) var failure: CheckpointError?

  /// A writer into a new file of `folder`, which is made, with the file, when there is something to write.
  init(folder: String) { self.folder = folder }

  deinit {
    if let file { close(file) }
  }

  /// Adds a number under a tag; written soon, or with `flush`.
  mutating func append(_ tag: String, _ point: ScalarPoint) {
    buffer += ScalarEvent.record(tag: tag, point)
    if buffer.count >= Self.bufferSize { flush() }
  }

  /// Writes what was kept back.
  mutating func flush() {
    guard !buffer.isEmpty else { return }
    do throws(FileFailure) {
      if file == nil { file = try begin() }
      if let file { try Self.write(buffer, to: file) }
      failure = nil
    } catch {
      failure = .unwritable(path: folder, found: error.found)
      if let file { close(file) }
      file = nil
    }
    buffer = []
  }

  /// Begins a file named as TensorBoard's own writers name theirs: time, host, process, number.
  private func begin() throws(FileFailure) -> Int32 {
    try Self.makeFolder(folder)
    let time = Date().timeIntervalSince1970
    let name = ProcessInfo.processInfo.hostName
    let host = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-.".contains($0)) }
    while true {
      let number = Self.count.wrappingAdd(1, ordering: .relaxed).oldValue
      // Readers take files in the order of their names.
      let digits = String(repeating: "0", count: max(0, 6 - "\(number)".count)) + "\(number)"
      let name = "events.out.tfevents.\(Int(time)).\(host.isEmpty ? "host" : host).\(getpid()).\(digits).v2"
      let file = open(folder + "/" + name, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o666)
      if file < 0, errno == EEXIST { continue }
      guard file >= 0 else { throw .system(operation: "create", code: errno) }
      do throws(FileFailure) {
        try Self.write(ScalarEvent.version(time: time), to: file)
      } catch {
        close(file)
        throw error
      }
      return file
    }
  }

  /// Makes a folder, with those around it, where it is not there.
  static func makeFolder(_ path: String) throws(FileFailure) {
    if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
    let around = path.folderInPath
    guard errno == ENOENT, around != path else { throw .system(operation: "create", code: errno) }
    try makeFolder(around)
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw .system(operation: "create", code: errno) }
  }

  private static func write(_ bytes: [UInt8], to file: Int32) throws(FileFailure) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Essentials.write(file, $0.baseAddress.map { $0 + written }, $0.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw .system(operation: "write", code: errno)
      }
      written += count
    }
  }
}

import Essentials

/// An event file, read as far as it has come and on from there.
struct EventFileTail: Hashable, Sendable {
  /// Bytes taken from the file at once: more than the longest record that is looked into.
  private static let chunkSize = 2 * EventFrame.largestRecord
  /// Bytes whose checksums may fail before a file's lengths are believed: without such a bound, a file made for it would
  /// have every byte of it checked a million times.
  private static let patience = 64 << 20

  /// The file.
  let path: String
  /// Before the names of its scalars, as `train/`.
  let prefix: String
  /// Bytes that hold no record, passed over.
  private(set) var damagedByteCount = 0
  /// Bytes at the end that are the beginning of a record.
  private(set) var unfinishedByteCount = 0
  /// Why it could not be read to its end, or nil.
  private(set) var failure: String?
  private var offset = 0
  private var doubtfulByteCount = 0
  private var number: UInt64?

  /// Nothing is read yet.
  init(path: String, prefix: String) {
    self.path = path
    self.prefix = prefix
  }

  /// Reads what is new into `scalars`; false if the file is not the one it was, and all must be read anew.
  mutating func read(into scalars: inout LoggedScalars) -> Bool {
    failure = nil
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      fail("open", errno)
      // A file that was there and is gone takes its numbers with it.
      return !(errno == ENOENT && number != nil)
    }
    defer { close(file) }
    var information = stat()
    guard fstat(file, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
      failure = FileFailure.special.found
      return true
    }
    let (size, found) = (Int(information.st_size), UInt64(information.st_ino))
    guard number == nil || number == found, size >= offset else { return false }
    number = found
    while offset < size {
      guard let bytes = chunk(file, size: size) else { return true }
      let end = take(bytes, size: size, into: &scalars)
      guard end > 0 else { break }
      offset += end
    }
    unfinishedByteCount = max(0, size - offset)
    return true
  }

  private mutating func fail(_ operation: String, _ code: Int32) {
    failure = FileFailure.system(operation: operation, code: code).found
  }

  /// The next bytes of the file, up to what is looked at in one go.
  private mutating func chunk(_ file: Int32, size: Int) -> [UInt8]? {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: min(Self.chunkSize, size - offset)) { buffer, count in
      while count < buffer.count {
        let read = pread(file, buffer.baseAddress.map { $0 + count }, buffer.count - count, off_t(offset + count))
        if read < 0, errno == EINTR { continue }
        if read < 0 { code = errno }
        guard read > 0 else { break }
        count += read
      }
    }
    if code != 0 { fail("read", code) }
    return code != 0 || bytes.isEmpty ? nil : bytes
  }

  /// Takes every whole record of the bytes; how many bytes need not be looked at again.
  private mutating func take(_ bytes: [UInt8], size: Int, into scalars: inout LoggedScalars) -> Int {
    var place = 0
    while true {
      switch EventFrame.find(in: bytes[...], at: place) {
      case .record(let record, let end):
        take(record, into: &scalars)
        place = end
      case .large(let end):
        // What is not looked at yet may lie beyond these bytes, but not beyond the file.
        guard offset + end <= size else { return place }
        guard end < bytes.count else { return end }
        place = end
      case .incomplete: return place
      case .damaged: place = behindDamage(bytes, place)
      }
    }
  }

  private mutating func take(_ record: ArraySlice<UInt8>, into scalars: inout LoggedScalars) {
    guard let event = ScalarEvent(record) else {
      damagedByteCount += record.count
      return
    }
    scalars.note(time: event.time)
    for (tag, value) in event.scalars {
      if let step = event.step {
        scalars.append(ScalarPoint(step: step, time: event.time, value: value), to: prefix + tag)
      } else {
        scalars.leaveOut()
      }
    }
  }

  /// Where it goes on behind a place that holds no record.
  private mutating func behindDamage(_ bytes: [UInt8], _ place: Int) -> Int {
    var next = EventFrame.header(in: bytes[...], from: place + 1)
    if let length = EventFrame.length(in: bytes[...], at: place) {
      doubtfulByteCount += length
      if doubtfulByteCount > Self.patience { next = place + EventFrame.headerSize + length + EventFrame.trailerSize }
    }
    // A header may begin in the last bytes.
    let end = next ?? bytes.count - EventFrame.headerSize + 1
    damagedByteCount += end - place
    return end
  }
}

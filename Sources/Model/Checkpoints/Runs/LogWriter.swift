import Essentials

/// Writes the log of a training: a line per epoch, and before it those of its batches, as many as are wanted, beneath a
/// heading.
///
/// Lines are whole when they are written. Those of batches are kept back for a second at most, as long as somebody who watches
/// waits for news; those of epochs never.
struct LogWriter: ~Copyable {
  /// Seconds for which batches are kept back at most.
  private static let interval = 1.0

  private let path: String
  /// What stands before the batches.
  private let heading: LogHeading
  /// Every how many batches one is logged, 0 for none; nil until the file is opened, which tells.
  private var stride: Int?
  private var file: Int32 = -1
  private var kept: [UInt8] = []
  /// When something was written last.
  private var written = -Double.infinity

  /// A log at `path`, opened with the first line; `stride` as in `TrainingOutput.logBatches`.
  init(path: String, heading: LogHeading, stride: Int?) {
    self.path = path
    self.heading = heading
    self.stride = stride
  }

  deinit { if file >= 0 { close(file) } }

  /// Takes a batch at a time in seconds; what went wrong, or nil.
  mutating func append(_ batch: LoggedBatch, at time: Double) -> String? {
    if let failure = open() { return failure }
    let step = (batch.record.epoch - 1) * batch.batches + batch.record.batch
    guard let stride, stride > 0, step.isMultiple(of: stride) else { return nil }
    kept += Array((batch.jsonLine + "\n").utf8)
    return abs(time - written) < Self.interval ? nil : flush(at: time)
  }

  /// Writes the line of an epoch's record, behind what was kept back; what went wrong, or nil.
  mutating func append(line: String, at time: Double) -> String? {
    kept += Array((line + "\n").utf8)
    return flush(at: time)
  }

  /// Writes what is kept back; what went wrong, or nil.
  mutating func flush(at time: Double) -> String? {
    guard !kept.isEmpty else { return nil }
    if let failure = open() { return failure }
    defer { kept = [] }
    written = time
    var bytes = kept[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Essentials.write(file, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        return failure(errno)
      }
      bytes = bytes.dropFirst(count)
    }
    return nil
  }

  /// Opens the file unless that is done, and finds out whether batches go into it.
  private mutating func open() -> String? {
    guard file < 0 else { return nil }
    file = Essentials.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard file >= 0 else { return failure(errno) }
    let stride = stride ?? (Self.isForBatches(path) ? 1 : 0)
    self.stride = stride
    if stride > 0 { kept = Array((heading.jsonLine + "\n").utf8) + kept }
    return nil
  }

  /// Whether a log has no line yet, or does not begin with an epoch, as one without batches does.
  private static func isForBatches(_ path: String) -> Bool {
    // Not of a pipe, which would be gone then.
    let beginning = PathContent(path).beginning.prefix { $0 != UInt8(ascii: "\n") }
    return beginning.isEmpty || (try? EpochRecord(jsonLine: String(decoding: beginning, as: UTF8.self))) == nil
      || LoggedBatch(jsonLine: String(decoding: beginning, as: UTF8.self)) != nil
  }

  private func failure(_ code: Int32) -> String { "\(path.visible): \(String(cString: strerror(code)))" }
}

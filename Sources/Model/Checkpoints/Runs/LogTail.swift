import Foundation

/// A log: what is appended is read, and everything anew where it was replaced or cut.
struct LogTail: RunTail {
  /// Bytes taken from the file at once.
  private static let chunkSize = 1 << 20
  /// Bytes read before others have their turn.
  private static let share = 8 << 20
  /// A longer line is none of a log's; its bytes are passed over.
  private static let longestLine = 1 << 20
  /// How many of the last bytes read must still be there.
  private static let markSize = 64

  private(set) var run: ListedRun
  private(set) var isBehind = false
  private var lines = LogLines(keepsBatches: false)
  /// The file as it was read; nil before that.
  private var stamp: FileStamp??
  private var number: UInt64 = 0
  private var offset = 0
  /// The last bytes read: where others stand, the file is another.
  private var mark: [UInt8] = []

  init(_ path: String) { run = ListedRun(path: path, kind: .log) }

  var history: [EpochRecord] { lines.history }
  var batches: [BatchRecord] { lines.batches }
  var lastBatch: LoggedBatch? { lines.lastBatch }
  var heading: LogHeading? { lines.heading }

  var keepsBatches: Bool {
    get { lines.keepsBatches }
    set {
      guard newValue != lines.keepsBatches else { return }
      // What was passed over has to be read; what was kept goes.
      if lines.batchLineCount > 0 { stamp = nil }
      begin(keepsBatches: newValue)
    }
  }

  private mutating func begin(keepsBatches: Bool) {
    (offset, mark, lines) = (0, [], LogLines(keepsBatches: keepsBatches))
  }

  mutating func read(_ stamps: (String) -> FileStamp?) -> Bool {
    let now = stamps(run.path)
    guard stamp != .some(now) || isBehind else { return false }
    stamp = now
    run.modified = now?.modificationTime ?? run.modified
    let file = open(run.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      run.failure = FileFailure.system(operation: "open", code: errno).found
      return true
    }
    defer { close(file) }
    var information = stat()
    guard fstat(file, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
      run.failure = FileFailure.special.found
      return true
    }
    let size = Int(information.st_size)
    if UInt64(information.st_ino) != number || size < offset || !isMarked(file) {
      number = UInt64(information.st_ino)
      begin(keepsBatches: keepsBatches)
    }
    takeLines(of: file)
    summarize(isEmpty: size == 0)
    return true
  }

  /// Whether the bytes read last are still where they were.
  private func isMarked(_ file: Int32) -> Bool {
    var bytes = [UInt8](repeating: 0, count: mark.count)
    return pread(file, &bytes, bytes.count, off_t(offset - mark.count)) == mark.count && bytes == mark
  }

  /// Takes the whole lines behind what was read; the beginning of another is read again when it has an end.
  private mutating func takeLines(of file: Int32) {
    var rest: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: Self.chunkSize)
    let goal = offset + Self.share
    isBehind = false
    while true {
      let count = pread(file, &chunk, chunk.count, off_t(offset + rest.count))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest += chunk[..<count]
      if let end = rest.lastIndex(of: UInt8(ascii: "\n")) {
        lines.take(rest[...end])
        mark = Array(rest[...end].suffix(Self.markSize))
        offset += end + 1
        rest = Array(rest[(end + 1)...])
      } else if rest.count > Self.longestLine {
        mark = Array(rest.suffix(Self.markSize))
        offset += rest.count
        rest = []
      }
      if offset >= goal {
        isBehind = true
        return
      }
    }
  }

  private mutating func summarize(isEmpty: Bool) {
    run.take(lines.history)
    run.interval = lines.history.last?.seconds ?? 10
    run.data = lines.heading?.data
    run.hyperparameters = lines.heading?.hyperparameters
    run.epochs = lines.lastBatch?.epochs ?? lines.heading?.hyperparameters.epochs
    run.batches = lines.lastBatch?.batches
    if let batch = lines.lastBatch {
      let isUnderWay = batch.record.epoch > run.point.epoch
      // Behind its last batch an epoch's held-out pairs have their turn.
      let isValidating = isUnderWay && batch.record.batch == batch.batches
      run.interval = max(1, isValidating ? run.interval : batch.record.seconds)
      if isUnderWay {
        run.point = TrainingPoint(epoch: batch.record.epoch - 1, batch: batch.record.batch)
      }
    }
    let isKnown = !lines.history.isEmpty || lines.lastBatch != nil || lines.heading != nil
    if !isKnown, !isEmpty { run.failure = "no line of it tells of an epoch or a batch" }
  }

  /// Whether a text begins with a line of a log.
  static func begins(_ text: [UInt8]) -> Bool {
    var lines = LogLines(keepsBatches: false)
    guard text.first == UInt8(ascii: "{"), let end = text.firstIndex(of: UInt8(ascii: "\n")) else { return false }
    lines.take(text[...end])
    return lines.rejectedLineCount == 0
  }
}

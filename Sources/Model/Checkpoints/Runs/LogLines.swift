import Essentials

/// What a log tells, read line by line.
///
/// Where it goes back to an epoch or a batch it has had, the run was resumed from there: what followed is dropped.
struct LogLines: Hashable, Sendable {
  /// A record per epoch, in ascending order.
  private(set) var history: [EpochRecord] = []
  /// The batches that were logged, in the order of the training; none unless they are kept.
  private(set) var batches: [BatchRecord] = []
  /// The newest batch, with where the training goes to.
  private(set) var lastBatch: LoggedBatch?
  /// Which training it is; `nil` in a log without batches.
  private(set) var heading: LogHeading?
  /// The lines that hold nothing of this, such as one cut off in the middle.
  private(set) var rejectedLineCount = 0
  /// How many lines told of a batch.
  private(set) var batchLineCount = 0
  /// Whether every batch is kept, or only the newest.
  let keepsBatches: Bool

  /// The epochs a line may name.
  private static let epochs = 1...TrainingState.greatestCount
  private static let (batchMark, headingMark) = (Array("\"batch\":".utf8), Array("\"\(LogHeading.mark)\":".utf8))

  /// Nothing read.
  init(keepsBatches: Bool) { self.keepsBatches = keepsBatches }

  /// Takes whole lines.
  mutating func take(_ text: ArraySlice<UInt8>) {
    var (records, batches) = (RecordReader(), LoggedBatchReader())
    // Of batches that are not kept only one has to be read.
    var skipped: ArraySlice<UInt8>?
    for line in text.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
      if line.holds(Self.batchMark) {
        batchLineCount += 1
        skipped = line
        if keepsBatches { take(batch: line, &batches) }
        continue
      }
      if let line = skipped, !keepsBatches { take(batch: line, &batches) }
      skipped = nil
      if line.holds(Self.headingMark), let heading = LogHeading(jsonLine: String(decoding: line, as: UTF8.self)) {
        self.heading = heading
      } else if line.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) {
        take(epoch: line, &records)
      }
    }
    if let line = skipped, !keepsBatches { take(batch: line, &batches) }
  }

  private mutating func take(batch line: ArraySlice<UInt8>, _ reader: inout LoggedBatchReader) {
    guard let batch = reader.read(line) else {
      batchLineCount -= 1
      rejectedLineCount += 1
      return
    }
    let record = batch.record
    while let last = batches.last, (last.epoch, last.batch) >= (record.epoch, record.batch) { batches.removeLast() }
    // What an earlier run said of this epoch and those behind it, this one will say again.
    while let last = history.last, last.epoch >= record.epoch { history.removeLast() }
    lastBatch = batch
    if keepsBatches { batches.append(record) }
  }

  private mutating func take(epoch line: ArraySlice<UInt8>, _ reader: inout RecordReader) {
    var scanner = JSONScanner(line)
    guard let record = try? reader.read(&scanner), (try? scanner.end()) != nil, Self.epochs ~= record.epoch else {
      rejectedLineCount += 1
      return
    }
    while let last = history.last, last.epoch >= record.epoch { history.removeLast() }
    while let last = batches.last, last.epoch > record.epoch { batches.removeLast() }
    if let last = lastBatch, last.record.epoch > record.epoch { lastBatch = nil }
    history.append(record)
  }
}

extension ArraySlice<UInt8> {
  /// Whether some bytes are in it.
  fileprivate func holds(_ mark: [UInt8]) -> Bool {
    withUnsafeBytes { line in
      guard line.count >= mark.count else { return false }
      return (0...(line.count - mark.count)).contains { start in
        line[start] == mark[0] && mark.indices.allSatisfy { line[start + $0] == mark[$0] }
      }
    }
  }
}

/// What an earlier training run left behind, to be compared with another: a checkpoint's history, or a log.
package struct RecordedRun: Hashable, Sendable {
  /// The file.
  package let path: String
  /// A record per epoch, in ascending order; never empty.
  package let history: [EpochRecord]
  /// The lines of a log that hold no record, such as one cut off in the middle; they are left out.
  package let rejectedLineCount: Int

  /// Reads the history of a run in any of the formats that hold one.
  ///
  /// - Throws: `CheckpointError` if the file cannot be read or holds no epoch.
  package init(contentsOf path: String) throws(CheckpointError) {
    self = try (RunFormat.found(at: path) ?? .log).run(path)
  }

  init(path: String, history: [EpochRecord], rejectedLineCount: Int = 0) {
    self.path = path
    self.history = history
    self.rejectedLineCount = rejectedLineCount
  }

  /// The history of the network at `path`.
  ///
  /// - Throws: `CheckpointError.noEpochs` if it has none.
  init(path: String, of checkpoint: Checkpoint) throws(CheckpointError) {
    guard !checkpoint.state.history.isEmpty else {
      throw .noEpochs(path: path, found: "a network without a complete epoch")
    }
    self.init(path: path, history: checkpoint.state.history)
  }
}

extension RunFormat {
  /// One JSON record a line, as training logs them.
  static let log = RunFormat(
    title: "the log of a training", suffixes: [],
    recognizes: { $0.beginning.first == UInt8(ascii: "{") }, checkpoint: nil,
    run: { (path) throws(CheckpointError) in try RecordedRun(log: path) })
}

extension RecordedRun {
  /// The most bytes read of a log.
  private static let byteLimit = 64 << 20
  /// The epochs a record may name.
  private static let epochs = 1...TrainingState.greatestCount

  /// Reads a log.
  ///
  /// Where it goes back to an epoch it has had, the run was resumed from there: what followed that epoch is dropped.
  fileprivate init(log path: String) throws(CheckpointError) {
    let text: [UInt8]
    do {
      text = try FileBytes.read(path, limit: Self.byteLimit, waits: false)
    } catch {
      throw CheckpointError(reading: error, path: path, expected: RunFormat.titles)
    }
    let (history, rejected) = Self.parse(text)
    guard !history.isEmpty else { throw .noEpochs(path: path, found: Self.summary(rejected: rejected)) }
    self.init(path: path, history: history, rejectedLineCount: rejected)
  }

  private static func parse(_ text: [UInt8]) -> (history: [EpochRecord], rejected: Int) {
    var history: [EpochRecord] = []
    var rejected = 0
    var reader = RecordReader()
    for line in text.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
      guard line.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) else { continue }
      var scanner = JSONScanner(line)
      guard let record = try? reader.read(&scanner), (try? scanner.end()) != nil, epochs ~= record.epoch else {
        rejected += 1
        continue
      }
      while let last = history.last, last.epoch >= record.epoch { history.removeLast() }
      history.append(record)
    }
    return (history, rejected)
  }

  private static func summary(rejected: Int) -> String {
    switch rejected {
    case 0: "the file is empty"
    case 1: "one line, which is no record of an epoch"
    default: "\(rejected) lines, none of them the record of an epoch"
    }
  }
}

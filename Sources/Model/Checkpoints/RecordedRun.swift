/// What an earlier training run left behind, to be compared with another: a checkpoint's history, or a log.
package struct RecordedRun: Hashable, Sendable {
  /// The file.
  package let path: String
  /// A record per epoch, in ascending order; empty only until that of a run that is followed is known.
  package let history: [EpochRecord]
  /// The lines of a log that hold no record, such as one cut off in the middle; they are left out.
  package let rejectedLineCount: Int

  /// Reads the history of a run in any of the formats that hold one.
  ///
  /// - Throws: `CheckpointError` if the file cannot be read or holds no epoch.
  package init(contentsOf path: String) throws(CheckpointError) {
    self = try (RunFormat.found(at: path) ?? .log).run(path)
  }

  /// A run with some epochs, as far as they are known.
  package init(path: String, history: [EpochRecord], rejectedLineCount: Int = 0) {
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
  /// One JSON record a line, as training logs them; the batches between the epochs are passed over.
  static let log = RunFormat(
    title: "the log of a training", suffixes: [],
    recognizes: { $0.beginning.first == UInt8(ascii: "{") }, checkpoint: nil,
    run: { (path) throws(CheckpointError) in try RecordedRun(log: path) })
}

extension RecordedRun {
  /// The most bytes read of a log.
  private static let byteLimit = 512 << 20

  /// Reads a log.
  fileprivate init(log path: String) throws(CheckpointError) {
    let text: [UInt8]
    do {
      text = try FileBytes.read(path, limit: Self.byteLimit, waits: false)
    } catch {
      throw CheckpointError(reading: error, path: path, expected: RunFormat.titles)
    }
    var lines = LogLines(keepsBatches: false)
    lines.take(text[...])
    guard !lines.history.isEmpty else { throw .noEpochs(path: path, found: Self.summary(lines)) }
    self.init(path: path, history: lines.history, rejectedLineCount: lines.rejectedLineCount)
  }

  private static func summary(_ lines: LogLines) -> String {
    switch (lines.batchLineCount, lines.rejectedLineCount) {
    case (0, 0): lines.heading == nil ? "the file is empty" : "a run without a batch"
    case (0, 1): "one line, which is no record of an epoch"
    case (0, let rejected): "\(rejected) lines, none of them the record of an epoch"
    case (1, _): "one batch of the first epoch"
    case (let count, _): "\(count) batches of the first epoch"
    }
  }
}

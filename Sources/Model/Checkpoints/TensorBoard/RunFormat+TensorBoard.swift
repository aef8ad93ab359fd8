extension RunFormat {
  /// A training's folder of TensorBoard event files, or one of the files.
  static let tensorBoard = RunFormat(
    title: "a folder for TensorBoard", suffixes: [],
    recognizes: { content in
      if case .record(let record, _) = EventFrame.find(in: content.beginning[...], at: 0) {
        return ScalarEvent(record) != nil
      }
      return content.names.contains { $0.contains(EventFolder.mark) || $0 == "train" || $0 == "validation" }
    },
    checkpoint: nil, run: { (path) throws(CheckpointError) in try RecordedRun(events: path) })

  /// A table with a row per epoch, as Keras's CSVLogger writes it.
  static let columns = RunFormat(
    title: "a table of epochs (.csv)", suffixes: [],
    recognizes: { content in
      let line = content.beginning.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }).first
      return line.map { ColumnLog.header($0) != nil } ?? false
    },
    checkpoint: nil, run: { (path) throws(CheckpointError) in try RecordedRun(columns: path) })
}

extension RecordedRun {
  /// The most bytes read of a table.
  private static let columnByteLimit = 64 << 20

  /// Reads the training whose event files lie at `path`.
  fileprivate init(events path: String) throws(CheckpointError) {
    let runs = EventFolder.runs(in: path)
    guard runs.count == 1 || runs.contains(path) else {
      throw .noEpochs(path: path, found: Self.words(runs, of: "trainings", beneath: path))
    }
    var reader = EventReader(runs.contains(path) ? path : runs[0])
    _ = reader.read()
    let run = LoggedRun(path: path, reader.scalars)
    guard !run.history.isEmpty else {
      throw .noEpochs(path: path, found: Self.words(run.names, of: "series, none a loss or an accuracy", beneath: ""))
    }
    self.init(path: path, history: run.history)
  }

  /// Reads a table.
  fileprivate init(columns path: String) throws(CheckpointError) {
    let text: [UInt8]
    do {
      text = try FileBytes.read(path, limit: Self.columnByteLimit, waits: false)
    } catch {
      throw CheckpointError(reading: error, path: path, expected: RunFormat.titles)
    }
    guard let log = ColumnLog(text) else {
      throw .damaged(path: path, found: "no column epoch", expected: "a table of epochs")
    }
    let run = LoggedRun(path: path, log.scalars)
    guard !run.history.isEmpty else {
      throw .noEpochs(path: path, found: Self.words(run.names, of: "columns, none a loss or an accuracy", beneath: ""))
    }
    self.init(path: path, history: run.history, rejectedLineCount: log.rejectedLineCount)
  }

  /// How many there are and what the first are called.
  private static func words(_ names: [String], of kind: String, beneath folder: String) -> String {
    let shown = names.prefix(5).map { $0.hasPrefix(folder + "/") ? String($0.dropFirst(folder.count + 1)) : $0 }
    let list = shown.joined(separator: ", ") + (names.count > shown.count ? ", …" : "")
    return "\(names.count) \(kind)" + (names.isEmpty ? "" : " (\(list))")
  }
}

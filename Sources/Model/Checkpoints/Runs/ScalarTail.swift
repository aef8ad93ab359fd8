import Essentials

/// The event files of a training, of anybody's: what is appended is read, and new files.
struct EventTail: RunTail {
  private(set) var run: ListedRun
  private(set) var history: [EpochRecord] = []
  private(set) var batches: [BatchRecord] = []
  /// What was taken for what.
  var choice: ScalarChoice { logged.choice }
  /// The names of everything that was logged, sorted.
  var names: [String] { logged.names }
  private var logged: LoggedRun
  private var chosen: ScalarChoice?
  private var reader: EventReader
  /// The folders and files that it consists of, as they were.
  private var stamps: [String: FileStamp] = [:]

  init(_ path: String) {
    run = ListedRun(path: path, kind: .events)
    reader = EventReader(path)
    logged = LoggedRun(path: path, LoggedScalars())
  }

  /// Takes other series than the likely ones.
  mutating func choose(_ choice: ScalarChoice) {
    chosen = choice
    takeScalars()
  }

  mutating func read(_ stamps: (String) -> FileStamp?) -> Bool {
    let now = self.stamps.keys.reduce(into: [:]) { $0[$1] = stamps($1) }
    guard self.stamps.isEmpty || now != self.stamps else { return false }
    let files = EventFolder.files(in: run.path).filter { $0.run == run.path }.map(\.path)
    let places = files + files.map { $0.folderInPath } + [run.path]
    self.stamps = Set(places).reduce(into: [:]) { $0[$1] = stamps($1) }
    _ = reader.read()
    takeScalars()
    run.modified = files.compactMap { self.stamps[$0]?.modificationTime }.max() ?? run.modified
    if files.isEmpty { run.failure = "there are no event files any more" }
    return true
  }

  private mutating func takeScalars() {
    logged = LoggedRun(path: run.path, reader.scalars, choice: chosen)
    history = logged.history
    run.take(history)
    if let seconds = history.last?.seconds, seconds.isFinite { run.interval = seconds }
    let records = logged.batchRecords
    batches = records.records
    run.batches = records.perEpoch
    if let last = batches.last, last.epoch > run.point.epoch {
      run.point = TrainingPoint(epoch: last.epoch - 1, batch: last.batch)
    }
    if history.isEmpty, batches.isEmpty {
      run.failure = "\(logged.names.count) series, none a loss or an accuracy"
    }
  }
}

/// A table with a row per epoch, of anybody's: it is read anew whenever it has grown.
struct TableTail: RunTail {
  private static let byteLimit = 64 << 20

  private(set) var run: ListedRun
  private(set) var history: [EpochRecord] = []
  /// The file as it was read; nil before that.
  private var stamp: FileStamp??

  init(_ path: String) { run = ListedRun(path: path, kind: .table) }

  mutating func read(_ stamps: (String) -> FileStamp?) -> Bool {
    let now = stamps(run.path)
    guard stamp != .some(now) else { return false }
    stamp = now
    if let text = try? FileBytes.read(run.path, limit: Self.byteLimit, waits: false), let log = ColumnLog(text) {
      history = LoggedRun(path: run.path, log.scalars).history
      run.take(history)
    } else {
      run.failure = "no column epoch; expected a table of epochs"
    }
    run.modified = now?.modificationTime ?? run.modified
    return true
  }
}

extension LoggedRun {
  /// The batches, numbered within their epochs by where they lie, and how many there are in an epoch.
  fileprivate var batchRecords: (records: [BatchRecord], perEpoch: Int?) {
    let spacing = zip(batches, batches.dropFirst()).map { $1.position - $0.position }.filter { $0 > 1e-9 }.min()
    guard let spacing, 1 / spacing < Double(TrainingState.greatestCount) else { return ([], nil) }
    let count = max(1, Int((1 / spacing).rounded()))
    let records = batches.map { point in
      let epoch = max(1, Int(point.position.rounded(.up)))
      let place = (point.position - Double(epoch - 1)) * Double(count)
      let metrics = Metrics { $0 == .loss ? point.loss : .nan }
      return BatchRecord(
        epoch: epoch, batch: max(1, min(count, Int(place.rounded()))), metrics: metrics, seconds: .nan)
    }
    return (records, count)
  }
}

import Essentials

/// A file or folder that tells of a run and may grow or be replaced: read as far as it has come, and on from there.
protocol RunTail: Sendable {
  /// What it tells, as far as it was read; what has become of the run is not its business.
  var run: ListedRun { get }
  /// A record per epoch, in ascending order.
  var history: [EpochRecord] { get }
  /// The batches that were logged, as far as they are kept.
  var batches: [BatchRecord] { get }
  /// The newest of them, kept or not, with where the training goes to.
  var lastBatch: LoggedBatch? { get }
  /// Which training it is, where the file begins with that.
  var heading: LogHeading? { get }
  /// Whether the batches are kept; they are read again where they were not.
  var keepsBatches: Bool { get set }
  /// Whether more is there than was read at once.
  var isBehind: Bool { get }

  /// Reads what is new, if anything is.
  ///
  /// - Parameter stamps: Tells the stamp of a file; `nil` if there is none.
  /// - Returns: whether there is anything else to see than before.
  mutating func read(_ stamps: (String) -> FileStamp?) -> Bool
}

extension RunTail {
  var batches: [BatchRecord] { [] }
  var lastBatch: LoggedBatch? { nil }
  var heading: LogHeading? { nil }
  var keepsBatches: Bool {
    get { false }
    set {}
  }
  var isBehind: Bool { false }
}

extension ListedRun {
  /// Takes what its epochs tell.
  mutating func take(_ history: [EpochRecord]) {
    best = history.best
    last = history.last
    point = TrainingPoint(epoch: history.last?.epoch ?? 0, batch: 0)
    failure = nil
  }
}

/// A checkpoint: it is replaced by every save, and of the new one only the header is read.
struct CheckpointTail: RunTail {
  private(set) var run: ListedRun
  private(set) var history: [EpochRecord] = []
  /// What tells its network from others.
  private(set) var fingerprint: String?
  /// Whether it is surely none of this program's.
  private(set) var isForeign = false
  /// The file as it was read; nil before that.
  private var stamp: FileStamp??

  init(_ path: String) { run = ListedRun(path: path, kind: .checkpoint) }

  mutating func read(_ stamps: (String) -> FileStamp?) -> Bool {
    let now = stamps(run.path)
    guard stamp != .some(now) else { return false }
    stamp = now
    do throws(CheckpointError) {
      let header = try CheckpointHeader(contentsOf: run.path)
      (run, history, fingerprint, isForeign) = (header.run, header.history, header.fingerprint, false)
    } catch {
      run.failure = error.description
      if case .damaged(_, CheckpointHeader.foreign, _) = error { isForeign = true }
    }
    run.saved = now
    run.modified = now?.modificationTime ?? run.modified
    return true
  }
}

/// A network of Keras's: it is known by its content, and its age is all that is looked at.
struct KerasTail: RunTail {
  private(set) var run: ListedRun
  /// The file as it was read; nil before that.
  private var stamp: FileStamp??
  var history: [EpochRecord] { [] }

  init(_ path: String) { run = ListedRun(path: path, kind: .keras) }

  mutating func read(_ stamps: (String) -> FileStamp?) -> Bool {
    let now = stamps(run.path)
    guard stamp != .some(now) else { return false }
    stamp = now
    run.saved = now
    run.modified = now?.modificationTime ?? run.modified
    return true
  }
}

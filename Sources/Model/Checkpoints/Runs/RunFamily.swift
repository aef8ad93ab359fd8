/// The files of one training: its checkpoint, that of its best epoch, its log and its event files.
struct RunFamily: Hashable, Sendable {
  /// The file that stands for it.
  let path: String
  /// The log, where it does not stand for it itself.
  var log: String?
  /// The event files, where they do not stand for it themselves.
  var events: String?
  /// The best epoch's checkpoint.
  var bestCheckpoint: String?

  /// Puts together what tells of the same training: by names and records; whatever does not tell stands alone.
  static func families(of tails: [String: any RunTail]) -> [RunFamily] {
    let checkpoints = tails.filter { $0.value.run.kind == .checkpoint }.keys.sorted()
    var families = Dictionary(uniqueKeysWithValues: tails.keys.map { ($0, RunFamily(path: $0)) })
    for path in checkpoints {
      guard let best = TrainingOutput(checkpoint: path).bestCheckpoint, let tail = tails[path],
        let other = tails[best], other.run.kind == .checkpoint, distance(tail, other) != nil
      else { continue }
      families[path]?.bestCheckpoint = best
      families[best] = nil
    }
    for (place, kind) in [(\RunFamily.log, ListedRun.Kind.log), (\.events, .events)] {
      // The nearest belong together: a run that went on elsewhere has the same beginning.
      for (_, path, checkpoint) in pairs(of: kind, with: checkpoints.filter { families[$0] != nil }, tails)
      where families[path] != nil && families[checkpoint]?[keyPath: place] == nil {
        families[checkpoint]?[keyPath: place] = path
        families[path] = nil
      }
    }
    return families.values.sorted { $0.path < $1.path }
  }

  /// Which files of a kind may be of which checkpoint's training, the nearest first.
  private static func pairs(
    of kind: ListedRun.Kind, with checkpoints: [String], _ tails: [String: any RunTail]
  ) -> [(distance: Int, path: String, checkpoint: String)] {
    tails.filter { $0.value.run.kind == kind }.flatMap { path, tail in
      checkpoints.compactMap { checkpoint in
        tails[checkpoint].flatMap { distance($0, tail) }.map { ($0, path, checkpoint) }
      }
    }.sorted(by: <)
  }

  /// How many epochs apart a checkpoint and another file of the same training are; nil where they tell of two trainings.
  private static func distance(_ checkpoint: any RunTail, _ other: any RunTail) -> Int? {
    guard let last = checkpoint.history.last, let otherLast = other.history.last else {
      return isBegun(checkpoint, other) ? 0 : nil
    }
    let epoch = min(last.epoch, otherLast.epoch)
    guard let record = checkpoint.history.record(of: epoch), let found = other.history.record(of: epoch),
      other.run.kind == .events ? record.isRounded(found) : record.isSame(found)
    else { return nil }
    return abs(last.epoch - otherLast.epoch)
  }

  /// Whether a log that names the checkpoint has come to no epoch's end yet, and goes on where that is.
  private static func isBegun(_ checkpoint: any RunTail, _ log: any RunTail) -> Bool {
    let path = checkpoint.run.path
    return log.history.isEmpty && path.split(separator: "/").last.map(String.init) == log.heading?.checkpoint
      && FileIdentity.folder(of: path) == FileIdentity.folder(of: log.run.path)
      && log.run.point.epoch == checkpoint.history.last?.epoch ?? 0
  }
}

extension [EpochRecord] {
  /// The record of an epoch; the epochs ascend.
  fileprivate func record(of epoch: Int) -> EpochRecord? {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].epoch < epoch { low = middle + 1 } else { high = middle }
    }
    return low < endIndex && self[low].epoch == epoch ? self[low] : nil
  }
}

extension EpochRecord {
  /// Whether both are of the same epoch of the same training: no two take the same time to the last digit.
  fileprivate func isSame(_ other: EpochRecord) -> Bool {
    seconds == other.seconds && training.loss.bitPattern == other.training.loss.bitPattern
  }

  /// Whether event files, whose numbers are float32, have this record as the other.
  fileprivate func isRounded(_ other: EpochRecord) -> Bool {
    let isTraining = Metric.allCases.allSatisfy { $0.isRounded(training, other.training) }
    guard isTraining, let validation, let held = other.validation else { return isTraining && validation == nil }
    return Metric.allCases.allSatisfy { $0.isRounded(validation, held) }
  }
}

extension Metric {
  fileprivate func isRounded(_ exact: Metrics, _ rounded: Metrics) -> Bool {
    Float(value(of: exact)) == Float(value(of: rounded))
  }
}

extension ListedRun {
  /// What changes though no file tells of it.
  struct Appearance: Equatable {
    let standing: RunStanding
    let age: Int
    let evaluation: EvaluationRecord?
  }

  /// See `Appearance`.
  var appearance: Appearance { Appearance(standing: standing, age: age, evaluation: evaluation) }

  /// Takes what the log of the same training tells, which may have come further.
  mutating func add(_ other: ListedRun) {
    if (other.point.epoch, other.point.batch) > (point.epoch, point.batch) { point = other.point }
    if let found = other.last, found.epoch > last?.epoch ?? 0 { last = found }
    if let found = other.best, found.isBetter(than: best) { best = found }
    batches = other.batches ?? batches
    epochs = other.epochs ?? epochs
    data = data ?? other.data
    hyperparameters = hyperparameters ?? other.hyperparameters
    if other.modified >= modified { interval = other.interval }
    modified = max(modified, other.modified)
  }
}

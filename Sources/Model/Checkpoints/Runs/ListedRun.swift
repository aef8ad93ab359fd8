/// A run as a list has it: what its files tell at a glance.
///
/// The files of one training are one run, as far as they tell that they belong together; see `RunFamily`.
package struct ListedRun: Hashable, Sendable {
  /// What kind of file a run is known by.
  package enum Kind: Hashable, Sendable, CaseIterable {
    /// A checkpoint of this program, which holds the network.
    case checkpoint
    /// What `--log` writes.
    case log
    /// Event files for TensorBoard, of anybody's.
    case events
    /// A table with a row per epoch, as Keras's CSVLogger writes it.
    case table
    /// A network of Keras's, of which nothing is read for a list.
    case keras

    /// In a word or two, for a person.
    package var title: String {
      switch self {
      case .checkpoint: "checkpoint"
      case .log: "log"
      case .events: "TensorBoard"
      case .table: "table"
      case .keras: "Keras"
      }
    }
  }

  /// The file or the folder that stands for the run: its checkpoint where it has one.
  package let path: String
  /// What kind of file that is.
  package let kind: Kind
  /// The log of the same training; `nil` where there is none, and where it stands for the run itself.
  package var log: String?
  /// The event files of the same training, likewise.
  package var events: String?
  /// The checkpoint of the best epoch, beside the other; `nil` where there is none.
  package var bestCheckpoint: String?
  /// How far the training had come, as far as any of the files tells.
  package var point = TrainingPoint(epoch: 0, batch: 0)
  /// Batches in an epoch; `nil` where no file says.
  package var batches: Int?
  /// The epoch to reach; `nil` where no file says.
  package var epochs: Int?
  /// The epoch with the least loss on held-out pairs.
  package var best: EpochRecord?
  /// The newest epoch.
  package var last: EpochRecord?
  /// The pairs that it was trained on; `nil` where no file says.
  package var data: TrainingData?
  /// How it was trained; `nil` where no file says.
  package var hyperparameters: Hyperparameters?
  /// The network that is saved now: another stamp is another network; `nil` where there is no checkpoint.
  package var saved: FileStamp?
  /// The point that was saved last; `nil` where there is no checkpoint.
  package var savedPoint: TrainingPoint?
  /// What an evaluation of the network that is saved now found; `nil` where nobody made one.
  package var evaluation: EvaluationRecord?
  /// Why nothing can be read of it.
  package var failure: String?
  /// Seconds from one sign of life to the next, as far as the files tell.
  package var interval = 10.0
  /// When one of the files was changed last, in seconds since 1970.
  package var modified = 0.0
  /// Whether some process holds the right to save there, see `RunLock`; `nil` where none can.
  package var isLocked: Bool?
  /// What has become of it.
  package var standing = RunStanding.stopped
  /// The seconds since `modified`, as coarse as they are shown: minutes, hours, days.
  package var age = 0

  /// A run of which nothing is known yet.
  package init(path: String, kind: Kind) {
    self.path = path
    self.kind = kind
  }
}

extension ListedRun {
  /// What it is called: its path without the folders and without a checkpoint's ending.
  package var name: String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let suffix = ".safetensors"
    return name.hasSuffix(suffix) && name.count > suffix.count ? String(name.dropLast(suffix.count)) : name
  }

  /// The file with the network; `nil` for a run that has none.
  package var checkpoint: String? { kind == .checkpoint || kind == .keras ? path : nil }

  /// Every file or folder that tells of it.
  package var files: [String] { [path, log, events, bestCheckpoint].compactMap { $0 } }

  /// Whether the last of its epochs is done.
  package var isFinished: Bool { epochs.map { $0 > 0 && point.epoch >= $0 } ?? false }

  /// Accuracy over the real characters of the held-out pairs at the best epoch, else over those trained on at the last.
  package var characterAccuracy: Double? {
    let value = best?.validation?.characterAccuracy ?? last?.training.characterAccuracy
    return value.flatMap { $0.isFinite ? $0 : nil }
  }

  /// The hyperparameters in which it is not as another run, in the table's order; none where one of them does not tell.
  ///
  /// The epoch to reach has a place of its own. `text` of each gives the value.
  package func differences(from other: ListedRun) -> [Hyperparameter] {
    guard let hyperparameters, let others = other.hyperparameters else { return [] }
    return Hyperparameter.all.filter { $0 != .epochs && $0.text(hyperparameters) != $0.text(others) }
  }

  /// The same in words: `latent dimension 64, dropout 0.2`.
  package func differenceWords(from other: ListedRun) -> String {
    guard let hyperparameters else { return "" }
    return differences(from: other).map { "\($0.title) \($0.text(hyperparameters))" }.joined(separator: ", ")
  }
}

/// What has become of a run that somebody trains, as far as its files tell.
package enum RunStanding: Hashable, Sendable {
  /// There were news as lately as there should have been.
  case growing
  /// It goes on, or may, but there were no news for so many seconds, told in steps.
  case silent(seconds: Int)
  /// Nobody trains it any more.
  case stopped
  /// Its last epoch is done.
  case finished
  /// Nothing can be read.
  case unreadable

  /// In a word, for a person; how long it has been silent is for others to say.
  package var title: String {
    switch self {
    case .growing: "growing"
    case .silent: "silent"
    case .stopped: "stopped"
    case .finished: "finished"
    case .unreadable: "unreadable"
    }
  }

  /// Whether somebody trains it, or may do so still.
  package var isUnderWay: Bool {
    switch self {
    case .growing, .silent: true
    case .stopped, .finished, .unreadable: false
    }
  }
}

extension ListedRun {
  /// After so many seconds without news nobody waits any more, where no lock tells.
  package static let patience = 900.0
  /// The fewest seconds without news that are worth a word.
  private static let leastSilence = 10.0

  /// The run as it stands at a time, in seconds since 1970.
  func standing(at now: Double) -> ListedRun {
    let silence = max(0, now - modified)
    var run = self
    run.age = Self.coarse(silence, fine: 60)
    run.standing =
      if failure != nil {
        .unreadable
      } else if isFinished, isLocked != true {
        .finished
      } else if isLocked == false || kind == .keras {
        .stopped
      } else if silence < max(Self.leastSilence, 3 * interval) {
        .growing
      } else if isLocked == true || silence < max(Self.patience, 10 * interval) {
        .silent(seconds: Self.coarse(silence, fine: 10))
      } else {
        .stopped
      }
    return run
  }

  /// Seconds in steps: below a minute of `fine` seconds, then of minutes, hours and days; so what is shown seldom changes.
  private static func coarse(_ seconds: Double, fine: Int) -> Int {
    let whole = Int(min(seconds, 1e12))
    let step = whole < 60 ? fine : whole < 3600 ? 60 : whole < 86_400 ? 3600 : 86_400
    return whole / step * step
  }
}

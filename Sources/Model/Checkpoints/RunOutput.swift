import Essentials

/// Where a run was asked to leave its results, before anything is looked at.
package struct RunOutput: Hashable, Sendable {
  /// The checkpoint to save; `nil` for a name that is free, or the file of the run that goes on.
  package var checkpoint: String?
  /// A file that gets one JSON line per epoch.
  package var log: String?
  /// A folder that gets event files for TensorBoard.
  package var tensorBoard: String?
  /// What is done where a new run's name is taken.
  package var conflict: Conflict
  /// Whether nothing is saved at all.
  private var isNowhere = false

  /// What can be done where a new run's name is taken.
  package enum Conflict: Hashable, Sendable {
    /// The run is refused.
    case refuse
    /// What is there is replaced.
    case overwrite
    /// The run gets a number: `name-2.safetensors`.
    case number
  }

  /// Results in these files.
  package init(
    checkpoint: String? = nil, log: String? = nil, tensorBoard: String? = nil, conflict: Conflict = .refuse
  ) {
    self.checkpoint = checkpoint
    self.log = log
    self.tensorBoard = tensorBoard
    self.conflict = conflict
  }

  /// Nothing is left.
  package static var nowhere: RunOutput {
    var output = RunOutput()
    output.isNowhere = true
    return output
  }

  private static let suffix = ".safetensors"

  /// Where a new run would be saved now; another run may be quicker.
  ///
  /// - Parameter taken: A file that a run is about to be saved in.
  /// - Returns: The file; `nil` where nothing is saved.
  package func expectedCheckpoint(besides taken: String? = nil) -> String? {
    isNowhere ? nil : isNumbered ? names.first { $0 != taken && !Self.isTaken($0) } : checkpoint
  }

  /// Where a run would be saved now that goes on from a file, or begins.
  package func expectedCheckpoint(resuming resumed: String?) -> String? {
    let own = resumed.flatMap { Self.isOurs($0) ? $0 : nil }
    return isNumbered ? own ?? expectedCheckpoint() : checkpoint
  }

  /// Why nothing can be saved, or logged, where it was asked for, as far as that is seen without writing anything.
  ///
  /// - Parameter resumed: The file of the run that goes on; `nil` for a new run.
  /// - Returns: The obstacle; `nil` where none is seen.
  package func obstacle(resuming resumed: String?) -> CheckpointError? {
    if let checkpoint {
      if checkpoint.isEmpty || checkpoint.hasSuffix("/") {
        return .unwritable(path: checkpoint.isEmpty ? "the checkpoint to save" : checkpoint, found: "it names no file")
      }
      if ShippedNetworks.wouldOverwrite(checkpoint) {
        return .unwritable(
          path: checkpoint, found: "the networks of the program are there, which are never overwritten")
      }
    }
    if let checkpoint, !isNumbered, conflict == .refuse, Self.size(of: checkpoint) > 0,
      resumed.map({ FileIdentity($0) != FileIdentity(checkpoint) }) ?? true
    {
      return .exists(path: checkpoint)
    }
    for path in [checkpoint, log].compactMap({ $0 }) {
      let target = FileIdentity.target(of: path)
      var information = stat()
      if stat(target, &information) == 0, information.st_mode & S_IFMT == S_IFDIR {
        return .unwritable(path: path, found: "it is a folder")
      }
      let folder = target.folderInPath
      guard access(folder, F_OK) == 0 else {
        return .unwritable(path: path, found: "there is no folder \(folder.visible)")
      }
      guard access(folder, W_OK) == 0 else {
        return .unwritable(path: path, found: "nothing can be written into \(folder.visible)")
      }
    }
    return nil
  }

  /// The files as far as they are named.
  var named: TrainingOutput { TrainingOutput(checkpoint: checkpoint, log: log, tensorBoard: tensorBoard) }

  private var isNumbered: Bool { checkpoint == nil || conflict == .number }

  /// The checkpoint's name, and the same with numbers.
  private var names: some Sequence<String> { Self.numbered(checkpoint ?? "./seq2seq" + Self.suffix) }

  /// A file's name, and the same with 2, 3 and so on before its ending.
  private static func numbered(_ path: String) -> some Sequence<String> {
    let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
    let dot = name.dropFirst().lastIndex(of: ".") ?? path.endIndex
    return (1...).lazy.map { $0 == 1 ? path : "\(path[..<dot])-\($0)\(path[dot...])" }
  }

  private static func isTaken(_ path: String) -> Bool {
    [path, TrainingOutput(checkpoint: path).bestCheckpoint].contains { $0.map { access($0, F_OK) == 0 } ?? false }
  }

  /// The files to write, and the right to do so, which no other run has.
  ///
  /// - Parameter resumed: The file of the run that goes on; `nil` for a new run.
  /// - Returns: The files, and the lock; without one for a device or a pipe.
  /// - Throws: `CheckpointError` where a file is there already and is not gone on from, or another run is saved there.
  func settled(resuming resumed: String?) throws(CheckpointError) -> (TrainingOutput, RunLock?) {
    var log = log
    if let named = log, resumed == nil {
      if conflict == .number { log = Self.numbered(named).first { Self.size(of: $0) == 0 } }
      if conflict == .refuse { try checkFree(named) }
    }
    if isNowhere { return (TrainingOutput(log: log, tensorBoard: tensorBoard), nil) }
    if let checkpoint, ShippedNetworks.wouldOverwrite(checkpoint), let obstacle = obstacle(resuming: resumed) {
      throw obstacle
    }
    let own = resumed.flatMap { Self.isOurs($0) ? $0 : nil }
    if let named = isNumbered ? own : checkpoint {
      let output = TrainingOutput(checkpoint: named, log: log, tensorBoard: tensorBoard)
      // Going on from a file of Keras's does not make it one of this program's.
      if resumed.map({ FileIdentity($0) != FileIdentity(named) || KerasFile.isRecognized($0) }) ?? true {
        try checkFree(named)
        if let best = output.bestCheckpoint { try checkFree(best) }
      }
      try output.checkCheckpoint()
      // A device or a pipe is anybody's.
      guard FileIdentity(named) != nil else { return (output, nil) }
      guard let lock = try lock(named) else { throw .isBeingTrained(path: named) }
      return (output, lock)
    }
    for name in names where !Self.isTaken(name) {
      let output = TrainingOutput(checkpoint: name, log: log, tensorBoard: tensorBoard)
      try output.checkCheckpoint()
      if let lock = try lock(name) { return (output, lock) }
    }
    return (TrainingOutput(log: log, tensorBoard: tensorBoard), nil)
  }

  /// Whether a run goes on in the file it comes from: one of this program's, but none that came with it.
  private static func isOurs(_ path: String) -> Bool {
    path.hasSuffix(suffix) && !ShippedNetworks.wouldOverwrite(path)
  }

  private func lock(_ path: String) throws(CheckpointError) -> RunLock? {
    do {
      return try RunLock(path)
    } catch {
      throw .unwritable(path: path, found: error.found)
    }
  }

  private func checkFree(_ path: String) throws(CheckpointError) {
    if conflict != .overwrite, Self.size(of: path) > 0 { throw .exists(path: path) }
  }

  /// The bytes that would be lost with a file: none where there is no file, or a device.
  private static func size(of path: String) -> Int {
    var information = stat()
    guard stat(path, &information) == 0, information.st_mode & S_IFMT == S_IFREG else { return 0 }
    return Int(information.st_size)
  }
}

import Essentials

/// Where a training session leaves its results.
package struct TrainingOutput: Hashable, Sendable {
  /// Saved as training goes on, on a stop and on demand, or nil for none.
  package let checkpoint: String?
  /// A file that gets one JSON line per epoch, or nil for none.
  package let log: String?
  /// A folder that gets event files for TensorBoard, or nil for none.
  package let tensorBoard: String?

  /// The files to write; by default none.
  package init(checkpoint: String? = nil, log: String? = nil, tensorBoard: String? = nil) {
    self.checkpoint = checkpoint
    self.log = log
    self.tensorBoard = tensorBoard
  }

  /// The best epoch's checkpoint, beside the other: `name.best.safetensors`.
  package var bestCheckpoint: String? {
    checkpoint.map { path in
      path.hasSuffix(".safetensors") ? "\(path.dropLast(".safetensors".count)).best.safetensors" : path + ".best"
    }
  }

  /// Finds out before the training, not after its first epoch, whether a checkpoint can be saved.
  ///
  /// - Throws: `CheckpointError.unwritable` naming what is in the way.
  package func checkCheckpoint() throws(CheckpointError) {
    guard let checkpoint else { return }
    guard !checkpoint.isEmpty else { throw .unwritable(path: "the checkpoint to save", found: "its name is empty") }
    do {
      try AtomicFile.probe(checkpoint)
    } catch {
      throw .unwritable(path: checkpoint, found: error.found)
    }
  }

  /// Finds out, before anything is touched, whether a file to be written is one of the others, by whatever path.
  ///
  /// A run may be saved where it was resumed from.
  /// - Parameters:
  ///   - data: The file with the pairs.
  ///   - resumed: The checkpoint that is continued.
  /// - Throws: `CheckpointError.sameFile`.
  package func checkDistinct(data: String?, resumed: String?) throws(CheckpointError) {
    let (save, best, log) = ("the checkpoint to save", "the best epoch's checkpoint", "the log")
    let files = [save: checkpoint, best: bestCheckpoint, log: self.log, "the data": data, "what is continued": resumed]
    let conflicts = [
      (save, best), (save, log), (best, log), (save, "the data"), (best, "the data"), (log, "the data"),
      (log, "what is continued"),
    ]
    for (written, other) in conflicts {
      guard let path = files[written] ?? nil, let otherPath = files[other] ?? nil,
        let identity = FileIdentity(path), identity == FileIdentity(otherPath)
      else { continue }
      throw .sameFile(path: path, role: written, other: other)
    }
  }

  /// Begins the log: emptied for a new run, kept for a resumed one.
  ///
  /// - Throws: `CheckpointError.unwritable` if the log cannot be written.
  package func beginLog(isResumed: Bool) throws(CheckpointError) {
    guard let log else { return }
    guard let file = fopen(log, isResumed ? "a" : "w") else {
      throw .unwritable(path: log, found: String(cString: strerror(errno)))
    }
    fclose(file)
  }

  /// Makes the folder for TensorBoard, and finds out before the training whether files can be made in it.
  ///
  /// - Throws: `CheckpointError.unwritable` if they cannot.
  package func beginTensorBoard() throws(CheckpointError) {
    guard let tensorBoard else { return }
    do {
      try EventFileWriter.makeFolder(tensorBoard)
      try AtomicFile.probe(tensorBoard + "/events")
    } catch {
      throw .unwritable(path: tensorBoard, found: error.found)
    }
  }
}

import Foundation

extension TrainingOutput {
  /// Finds out before the training, not after its first epoch, whether a checkpoint can be saved.
  ///
  /// - Throws: `SafetensorsError.unwritable` naming what is in the way.
  package func checkCheckpoint() throws(SafetensorsError) {
    guard let checkpoint else { return }
    let target = URL(fileURLWithPath: checkpoint).resolvingSymlinksInPath().path
    var information = stat()
    if checkpoint.isEmpty {
      throw .unwritable(path: "--output", found: "the name is empty")
    } else if stat(target, &information) == 0 {
      guard information.st_mode & S_IFMT != S_IFDIR else {
        throw .unwritable(path: checkpoint, found: "this is a directory")
      }
      guard access(target, W_OK) == 0 else { throw failure("overwrite", errno) }
      // A device or a pipe is written to, not replaced.
      guard information.st_mode & S_IFMT == S_IFREG else { return }
    }
    // A save makes a new file beside the old one; so does this.
    let probe = URL(fileURLWithPath: target).deletingLastPathComponent().path + "/.seq2seq-\(getpid()).tmp"
    let file = open(probe, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure("create", errno) }
    close(file)
    unlink(probe)
  }

  private func failure(_ operation: String, _ code: Int32) -> SafetensorsError {
    .unwritable(path: checkpoint ?? "", found: "cannot \(operation) it (\(String(cString: strerror(code))))")
  }
}

/// Where a training session leaves its results.
package struct TrainingOutput: Hashable, Sendable {
  /// Saved after every epoch, on a stop and on demand, or nil for none.
  package let checkpoint: String?
  /// A file that gets one JSON line per epoch, or nil for none.
  package let log: String?

  /// The files to write; by default none.
  package init(checkpoint: String? = nil, log: String? = nil) {
    self.checkpoint = checkpoint
    self.log = log
  }

  /// The best epoch's checkpoint, beside the other: `name.best.safetensors`.
  package var bestCheckpoint: String? {
    checkpoint.map { path in
      path.hasSuffix(".safetensors") ? "\(path.dropLast(".safetensors".count)).best.safetensors" : path + ".best"
    }
  }

  /// Begins the log: emptied for a new run, kept for a resumed one.
  ///
  /// - Throws: `SafetensorsError.unwritable` if the log cannot be written.
  package func beginLog(isResumed: Bool) throws(SafetensorsError) {
    guard let log else { return }
    guard let file = fopen(log, isResumed ? "a" : "w") else {
      throw .unwritable(path: log, found: String(cString: strerror(errno)))
    }
    fclose(file)
  }

  /// Appends one epoch's line to the log; what went wrong, or nil.
  func append(_ record: EpochRecord) -> String? {
    guard let log else { return nil }
    guard let file = fopen(log, "a") else { return "\(log): \(String(cString: strerror(errno)))" }
    let isWritten = fputs(record.jsonLine + "\n", file) >= 0
    let isClosed = fclose(file) == 0
    return isWritten && isClosed ? nil : "\(log): \(String(cString: strerror(errno)))"
  }

  /// Writes a checkpoint; what went wrong, or nil.
  func write(_ checkpoint: Checkpoint, to path: String) -> String? {
    do {
      try checkpoint.write(to: path)
      return nil
    } catch {
      return error.description
    }
  }
}

extension EpochRecord {
  /// The record as one line of JSON.
  package var jsonLine: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}

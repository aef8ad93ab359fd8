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

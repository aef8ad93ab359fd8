import Essentials
import Synchronization

/// The right to train into a file: one run at a time has it, and any death of its process gives it back.
///
/// It is an advisory lock on a file beside the checkpoint, `.name.lock`, since the checkpoint itself is replaced at every save.
final class RunLock: Sendable {
  private let path: String
  private let file: Mutex<Int32?>

  /// Takes the right; nil where another run has it.
  ///
  /// - Parameter checkpoint: The file to save in, which need not exist.
  /// - Throws: what keeps the lock's file from being made.
  init?(_ checkpoint: String) throws(FileFailure) {
    let target = FileIdentity.target(of: checkpoint)
    let name = target.split(separator: "/").last ?? ""
    path = "\(target.folderInPath)/.\(name).lock"
    while true {
      let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
      guard file >= 0 else { throw .system(operation: "create", code: errno) }
      guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
        close(file)
        return nil
      }
      // Whoever had the lock may have taken its file away meanwhile: then this is nobody's.
      if Self.isSame(file, path) {
        self.file = Mutex(file)
        return
      }
      close(file)
    }
  }

  deinit { release() }

  /// Gives the right back.
  func release() {
    file.withLock { file in
      guard let held = file else { return }
      unlink(path)
      close(held)
      file = nil
    }
  }

  private static func isSame(_ file: Int32, _ path: String) -> Bool {
    var (held, there) = (stat(), stat())
    return fstat(file, &held) == 0 && stat(path, &there) == 0 && held.st_dev == there.st_dev
      && held.st_ino == there.st_ino
  }
}

import Essentials
import Synchronization

/// The right to train into a file: one run at a time has it, and any death of its process gives it back.
///
/// It is an advisory lock on a file beside the checkpoint, `.name.lock`, since the checkpoint itself is replaced at every save.
final class RunLock: Sendable {
  /// How often the right is asked for, and the microseconds in between.
  private static let (attemptCount, pause) = (5, UInt32(2000))

  private let path: String
  private let file: Mutex<Int32?>

  /// The file beside a checkpoint that is locked.
  static func path(for checkpoint: String) -> String {
    let target = FileIdentity.target(of: checkpoint)
    let name = target.split(separator: "/").last ?? ""
    return "\(target.folderInPath)/.\(name).lock"
  }

  /// Whether a run has the right whose file is at `path`; a killed one may have left the file behind.
  static func isHeld(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return false }
    defer { close(file) }
    return flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }

  /// Takes the right; nil where another run has it.
  ///
  /// - Parameter checkpoint: The file to save in, which need not exist.
  /// - Throws: what keeps the lock's file from being made.
  init?(_ checkpoint: String) throws(FileFailure) {
    path = Self.path(for: checkpoint)
    var attempt = 0
    while true {
      let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
      guard file >= 0 else { throw .system(operation: "create", code: errno) }
      guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
        close(file)
        attempt += 1
        guard attempt < Self.attemptCount else { return nil }
        // Somebody may only be looking, which takes no time.
        usleep(Self.pause)
        continue
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

import Essentials

/// Another program, run to its end.
enum ChildProcess {
  /// Runs a program with our environment and input, what it writes thrown away.
  ///
  /// - Parameters:
  ///   - program: A path, or a name to look for as a shell does.
  ///   - arguments: Those behind its name.
  /// - Returns: its exit status; nil where it could not be started, or was ended by a signal.
  static func run(_ program: String, _ arguments: [String]) -> Int32? {
    #if canImport(Darwin)
      var files: posix_spawn_file_actions_t?
    #else
      var files = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    for output in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&files, output, "/dev/null", O_WRONLY, 0)
    }
    let words = ([program] + arguments).map { strdup($0) }
    defer { words.forEach { free($0) } }
    var child = pid_t()
    guard posix_spawnp(&child, program, &files, nil, words + [nil], environ) == 0 else { return nil }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 { guard errno == EINTR else { return nil } }
    // The low seven bits are the signal, the next eight the status.
    return status & 0x7F == 0 ? status >> 8 & 0xFF : nil
  }
}

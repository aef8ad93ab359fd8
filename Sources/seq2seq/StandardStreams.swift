import Foundation

/// Standard output without a buffer: what is written is out.
enum StandardOutput {
  /// Whether somebody sees it on a terminal.
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Writes a text; where nobody reads it any more, the program ends quietly.
  static func write(_ text: String) {
    if !send(text, to: STDOUT_FILENO) { exit(errno == EPIPE ? 0 : EX_IOERR) }
  }

  /// Writes a line.
  static func line(_ text: String) { write(text + "\n") }
}

/// Standard error, for what is no result.
enum StandardError {
  /// Writes a line.
  static func write(_ text: String) { _ = send(text + "\n", to: STDERR_FILENO) }
}

private func send(_ text: String, to descriptor: Int32) -> Bool {
  var bytes = Array(text.utf8)[...]
  while !bytes.isEmpty {
    let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return false }
    bytes = bytes.dropFirst(count)
  }
  return true
}

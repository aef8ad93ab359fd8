import Foundation

/// Standard output without a buffer: what is written is out.
enum StandardOutput {
  /// Whether somebody sees it on a terminal.
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether it is a terminal that can write a line anew.
  static var canRewrite: Bool {
    isTerminal && !["", "dumb"].contains(ProcessInfo.processInfo.environment["TERM"] ?? "")
  }

  /// The columns of the terminal; 80 where it does not say.
  static var columns: Int {
    var size = winsize()
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  /// Writes a text; where nobody reads it any more, the program ends quietly, after `tidyUp`.
  static func write(_ text: String, orElse tidyUp: () -> Void = {}) {
    guard !send(text, to: STDOUT_FILENO) else { return }
    let status = errno == EPIPE ? 0 : EX_IOERR
    tidyUp()
    exit(status)
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

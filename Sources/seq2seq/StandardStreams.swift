import Foundation
import Interface
import Terminal

/// Standard output without a buffer: what is written is out.
enum StandardOutput {
  /// Whether somebody sees it on a terminal.
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether it is a terminal that can write a line anew.
  static var canRewrite: Bool { TerminalStream.canRewrite(STDOUT_FILENO) }

  /// The columns of the terminal; 80 where it does not say.
  static var columns: Int { TerminalStream.columns(STDOUT_FILENO) }

  /// Writes a text; where nobody reads it any more, the program ends quietly, after `tidyUp`.
  static func write(_ text: String, orElse tidyUp: () -> Void = {}) {
    let code = Descriptor.output.write(text)
    guard code != 0 else { return }
    tidyUp()
    if code == EPIPE { exit(0) }
    StandardError.write("seq2seq: \(Descriptor.failure(code))")
    exit(EX_IOERR)
  }

  /// Writes a line.
  static func line(_ text: String) { write(text + "\n") }
}

/// Standard error, for what is no result.
enum StandardError {
  /// Whether it is a terminal that can write a line anew.
  static var canRewrite: Bool { TerminalStream.canRewrite(STDERR_FILENO) }

  /// The columns of the terminal; 80 where it does not say.
  static var columns: Int { TerminalStream.columns(STDERR_FILENO) }

  /// Writes a line.
  static func write(_ text: String) { _ = Descriptor.errors.write(text + "\n") }

  /// Writes over the beginning of the terminal's line, and stays on it.
  static func rewrite(_ text: String) { _ = Descriptor.errors.write("\r" + text) }
}

/// What a stream that may be a terminal can do.
private enum TerminalStream {
  static func canRewrite(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1 && TerminalType.current.canRewriteLines
  }

  static func columns(_ descriptor: Int32) -> Int {
    var size = winsize()
    return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }
}

import Essentials
import Interface
import Model
import Terminal

/// Standard output without a buffer: what is written is out.
enum StandardOutput {
  /// Whether somebody sees it on a terminal.
  static var isTerminal: Bool { Descriptor.output.isTerminal }

  /// Whether it is a terminal that can write a line anew.
  static var canRewrite: Bool { TerminalStream.canRewrite(STDOUT_FILENO) }

  /// The columns of the terminal; 80 where it does not say.
  static var columns: Int { TerminalStream.size(STDOUT_FILENO).columns }

  /// The rows of the terminal; 24 where it does not say.
  static var rows: Int { TerminalStream.size(STDOUT_FILENO).rows }

  /// Writes a line; where nobody reads it any more, the program ends quietly, after `tidyUp`.
  static func line(_ text: String, orElse tidyUp: () -> Void = {}) {
    check(Descriptor.output.show(text + "\n"), orElse: tidyUp)
  }

  /// Writes over the terminal's line, and stays behind the text.
  static func rewrite(_ text: String, orElse tidyUp: () -> Void = {}) {
    check(Descriptor.output.write("\r\u{1B}[K" + text.visible), orElse: tidyUp)
  }

  private static func check(_ code: Int32, orElse tidyUp: () -> Void) {
    guard code != 0 else { return }
    tidyUp()
    if code == EPIPE { exit(0) }
    StandardError.write("seq2seq: \(Descriptor.failure(code))")
    exit(EX_IOERR)
  }
}

/// Standard error, for what is no result.
enum StandardError {
  /// Whether it is a terminal that can write a line anew.
  static var canRewrite: Bool { TerminalStream.canRewrite(STDERR_FILENO) }

  /// The columns of the terminal; 80 where it does not say.
  static var columns: Int { TerminalStream.size(STDERR_FILENO).columns }

  /// Writes a line.
  static func write(_ text: String) { _ = Descriptor.errors.show(text + "\n") }

  /// Writes over the beginning of the terminal's line, and stays on it.
  static func rewrite(_ text: String) { _ = Descriptor.errors.write("\r" + text.visible) }
}

/// What a stream that may be a terminal can do.
private enum TerminalStream {
  static func canRewrite(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1 && TerminalType.current.canRewriteLines
  }

  static func size(_ descriptor: Int32) -> Size {
    var size = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
    return Size(
      columns: isKnown && size.ws_col > 0 ? Int(size.ws_col) : 80,
      rows: isKnown && size.ws_row > 0 ? Int(size.ws_row) : 24)
  }
}

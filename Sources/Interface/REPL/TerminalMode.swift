import Essentials
import Terminal

/// Whether the terminal hands over single keys or whole lines.
final class TerminalMode {
  private let original: termios
  private var isRaw = false
  private static let pasteOff = "\u{1B}[?2004l"

  /// The mode of standard input; `nil` where that is no terminal.
  init?() {
    var attributes = termios()
    guard tcgetattr(STDIN_FILENO, &attributes) == 0 else { return nil }
    original = attributes
  }

  /// The columns of the terminal.
  var columns: Int {
    var size = winsize()
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  /// Hands over single keys, without echo; pastes are marked.
  ///
  /// Once more after a stop from outside, when a shell has had the terminal.
  func makeRaw() {
    CrashGuard.arm(sending: Self.pasteOff + "\r\n")
    var attributes = original
    cfmakeraw(&attributes)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &attributes)
    _ = Descriptor.output.write("\u{1B}[?2004h")
    isRaw = true
  }

  /// Gives the terminal back as it was found; more than once does nothing.
  func restore() {
    guard isRaw else { return }
    _ = Descriptor.output.write(Self.pasteOff)
    CrashGuard.disarm()
    isRaw = false
  }

  /// Gives the terminal back, stops the job, and takes the terminal again once it goes on.
  func suspend() {
    restore()
    stopJob()
    makeRaw()
  }
}

import Essentials
import Model

/// A file descriptor that is written without a buffer: what is written is out.
package struct Descriptor: Sendable {
  /// Standard output.
  package static let output = Descriptor(number: STDOUT_FILENO)
  /// Standard error, for what is no result.
  package static let errors = Descriptor(number: STDERR_FILENO)

  private let number: Int32

  /// Whether it leads to a terminal.
  package var isTerminal: Bool { isatty(number) == 1 }

  /// Writes a text that somebody is to read, but for its line ends and tabs without anything that is not seen.
  ///
  /// Only a result in a pipe is what it is; what others wrote is never let through to a terminal or to standard error.
  /// - Returns: as `write` does.
  package func show(_ text: String) -> Int32 {
    write(isTerminal || number == STDERR_FILENO ? text.visibleLines : text)
  }

  /// Writes all of a text as it is, also what steers a terminal.
  ///
  /// - Returns: 0, or errno if the system refused; EPIPE means that nobody reads any more.
  package func write(_ text: String) -> Int32 {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Essentials.write(number, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return errno }
      bytes = bytes.dropFirst(count)
    }
    return 0
  }

  /// What to say of a refusal, and what to do about it.
  package static func failure(_ code: Int32) -> String {
    "standard output: cannot write to it (\(String(cString: strerror(code)))). Send the output where there is room."
  }
}

import Foundation

/// A file descriptor that is written without a buffer: what is written is out.
package struct Descriptor: Sendable {
  /// Standard output.
  package static let output = Descriptor(number: STDOUT_FILENO)
  /// Standard error, for what is no result.
  package static let errors = Descriptor(number: STDERR_FILENO)

  private let number: Int32

  /// Writes all of a text.
  ///
  /// - Returns: 0, or errno if the system refused; EPIPE means that nobody reads any more.
  package func write(_ text: String) -> Int32 {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(number, $0.baseAddress, $0.count) }
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

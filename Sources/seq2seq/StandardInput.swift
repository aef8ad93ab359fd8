import Essentials

/// The lines of standard input, as many at a time as are there.
enum StandardInput {
  /// Calls `body` with the lines that one read completes, and with a last line without LF, until the input ends.
  static func forEachBatch(_ body: ([String]) -> Void) {
    var pending: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      pending += chunk[..<count]
      guard let last = pending.lastIndex(of: UInt8(ascii: "\n")) else { continue }
      let lines = pending[..<last].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      body(lines.map { text($0) })
      pending.removeSubrange(...last)
    }
    if !pending.isEmpty { body([text(pending[...])]) }
  }

  /// A line without the CR of a CR LF; bytes that are no UTF-8 become U+FFFD, which no network knows.
  private static func text(_ line: ArraySlice<UInt8>) -> String {
    String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
  }
}

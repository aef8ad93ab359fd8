/// The part of a file that an answer holds: `bytes 100-299/300`, as RFC 9110 has it.
package struct ContentRange: Equatable {
  /// The offset of the first byte.
  package let start: Int
  /// The bytes of the whole file; `nil` where the server does not know.
  package let total: Int?

  /// The range in a header; `nil` if it makes no sense.
  package init?(_ header: String) {
    let words = header.split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "bytes" else { return nil }
    let parts = words[1].split(separator: "/", omittingEmptySubsequences: false)
    let bounds = parts.first?.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) } ?? []
    guard parts.count == 2, bounds.count == 2, let start = bounds[0], let last = bounds[1], start >= 0, last >= start
    else { return nil }
    self.start = start
    total = Int(parts[1])
    if parts[1] != "*", (total ?? 0) <= last { return nil }
  }
}

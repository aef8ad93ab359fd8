/// The lines entered before, oldest first, and where in them the reader stands.
package struct History: Hashable, Sendable {
  /// At most this many lines are kept.
  package static let capacity = 1000

  /// The lines, oldest first.
  package private(set) var lines: [String]
  /// The line shown, or `nil` while the line being typed is.
  private var position: Int?
  /// What was being typed when the reader went back.
  private var draft = ""

  /// A history of some lines, oldest first.
  package init(_ lines: [String] = []) {
    self.lines = lines.suffix(Self.capacity)
  }

  /// Remembers a line, unless it is blank or the same as the last one, and returns to the end.
  package mutating func append(_ line: String) {
    position = nil
    draft = ""
    guard !line.allSatisfy(\.isWhitespace), line != lines.last else { return }
    lines.append(line)
    if lines.count > Self.capacity { lines.removeFirst() }
  }

  /// The line before the shown one; `nil` at the oldest.
  package mutating func older(than current: String) -> String? {
    let next = (position ?? lines.count) - 1
    guard next >= 0 else { return nil }
    if position == nil { draft = current }
    position = next
    return lines[next]
  }

  /// The line behind the shown one, at last what was being typed; `nil` when that is shown already.
  package mutating func newer() -> String? {
    guard let current = position else { return nil }
    position = current + 1 < lines.count ? current + 1 : nil
    return position.map { lines[$0] } ?? draft
  }
}

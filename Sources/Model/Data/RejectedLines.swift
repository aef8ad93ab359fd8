/// The lines of a corpus left out for one reason: how many, and where the first of them are.
package struct RejectedLines: Hashable, Sendable {
  /// Why a line holds no pair.
  package enum Reason: String, Hashable, Sendable, CaseIterable {
    /// No TAB, so only one column.
    case missingColumn
    /// Nothing before the first TAB, or nothing after it.
    case emptySide
    /// Bytes that are not UTF-8.
    case invalidUTF8
    /// A side longer than any network may be made for, see `NetworkConfiguration.maximumLength`.
    case tooLong
  }

  /// How many line numbers are kept.
  package static let firstLineLimit = 5

  /// Why these lines were left out.
  package let reason: Reason
  /// How many they are.
  package private(set) var count = 0
  /// The numbers of the first of them, from 1.
  package private(set) var firstLines: [Int] = []

  init(reason: Reason) {
    self.reason = reason
  }

  mutating func add(line: Int) {
    count += 1
    if firstLines.count < Self.firstLineLimit { firstLines.append(line) }
  }
}

extension RejectedLines: CustomStringConvertible {
  /// Such as `2 lines without a second column (lines 3, 8)`.
  package var description: String {
    let what =
      switch reason {
      case .missingColumn: "without a second column"
      case .emptySide: "with an empty side"
      case .invalidUTF8: count == 1 ? "that is not UTF-8" : "that are not UTF-8"
      case .tooLong: "with a side over \(NetworkConfiguration.maximumLength) characters"
      }
    let numbers = firstLines.map(String.init).joined(separator: ", ")
    let more = count > firstLines.count ? ", …" : ""
    return count == 1 ? "1 line \(what) (line \(numbers))" : "\(count) lines \(what) (lines \(numbers)\(more))"
  }
}

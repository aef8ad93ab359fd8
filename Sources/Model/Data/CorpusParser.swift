import Foundation

/// Finds the pairs in a corpus's bytes, line by line, without going through strings for what is left out.
struct CorpusParser {
  private static let tab = UInt8(ascii: "\t")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private let limit: Int
  /// The pairs found.
  private(set) var pairs: [SentencePair] = []
  /// How many lines were read.
  private(set) var lineCount = 0
  private var rejections: [RejectedLines.Reason: RejectedLines] = [:]

  /// The lines left out, by reason.
  var rejectedLines: [RejectedLines] { RejectedLines.Reason.allCases.compactMap { rejections[$0] } }

  init(limit: Int) {
    precondition(limit > 0, "a limit of \(limit) pairs")
    self.limit = limit
  }

  /// Reads lines until the text ends or `limit` pairs are found.
  mutating func parse(_ text: UnsafeRawBufferPointer) {
    let hasMark = text.starts(with: [0xEF, 0xBB, 0xBF])
    var rest = text[(hasMark ? 3 : 0)...]
    while !rest.isEmpty, pairs.count < limit {
      lineCount += 1
      let end = rest.position(of: Self.lineFeed) ?? rest.endIndex
      var line = rest[..<end]
      if line.last == Self.carriageReturn { line.removeLast() }
      switch Self.pair(in: line) {
      case .success(let pair): pairs.append(pair)
      case .failure(let rejection):
        rejections[rejection.reason, default: RejectedLines(reason: rejection.reason)].add(line: lineCount)
      }
      rest = rest[min(end + 1, rest.endIndex)...]
    }
  }

  private struct Rejection: Error {
    let reason: RejectedLines.Reason
  }

  private static func pair(in line: Slice<UnsafeRawBufferPointer>) -> Result<SentencePair, Rejection> {
    guard let end = line.position(of: tab) else { return .failure(Rejection(reason: .missingColumn)) }
    let after = line[(end + 1)...]
    let secondEnd = after.position(of: tab) ?? after.endIndex
    guard let english = String(validating: line[..<end], as: UTF8.self),
      let french = String(validating: after[..<secondEnd], as: UTF8.self),
      secondEnd == after.endIndex || String(validating: after[secondEnd...], as: UTF8.self) != nil
    else { return .failure(Rejection(reason: .invalidUTF8)) }
    guard !english.isEmpty, !french.isEmpty else { return .failure(Rejection(reason: .emptySide)) }
    let pair = SentencePair(english: english.composed, french: french.composed)
    // The network sees two scalars more than the French: the TAB before and the LF after.
    let length = max(pair.english.unicodeScalars.count, pair.french.unicodeScalars.count + 2)
    return length <= NetworkConfiguration.maximumLength ? .success(pair) : .failure(Rejection(reason: .tooLong))
  }
}

extension Slice<UnsafeRawBufferPointer> {
  /// The index of the first byte equal to `byte`.
  fileprivate func position(of byte: UInt8) -> Int? {
    let bytes = UnsafeRawBufferPointer(rebasing: self)
    guard let start = bytes.baseAddress, let hit = memchr(start, Int32(byte), bytes.count) else { return nil }
    return startIndex + (UnsafeRawPointer(hit) - start)
  }
}

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
  static let firstLineLimit = 5

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

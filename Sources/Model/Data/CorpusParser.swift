/// Finds the pairs in a corpus's bytes, line by line, without going through strings for what is left out.
struct CorpusParser {
  private typealias Line = Slice<UnsafeRawBufferPointer>

  private static let quote = UInt8(ascii: "\"")

  private let separator: CorpusFormat.Separator
  private let columns: CorpusFormat.Columns
  private let limit: Int
  private let maxLength: Int
  /// The pairs found.
  private(set) var pairs: [SentencePair] = []
  /// How many lines were read.
  private(set) var lineCount = 0
  /// Whether a column was taken as it is that looks like one in quotes with quotes inside: `"She said ""no"""`.
  private(set) var hasDoubledQuotes = false
  private var rejections: [RejectedLines.Reason: RejectedLines] = [:]

  /// The lines left out, by reason.
  var rejectedLines: [RejectedLines] { RejectedLines.Reason.allCases.compactMap { rejections[$0] } }

  /// A parser that stops at `limit` pairs and leaves out those with a side of more than `maxLength` characters.
  init(
    format: CorpusFormat = CorpusFormat(), limit: Int, maxLength: Int = NetworkConfiguration.maximumLength
  ) {
    precondition(limit > 0, "a limit of \(limit) pairs")
    separator = format.separator ?? .tab
    columns = format.columns ?? .first
    self.limit = limit
    self.maxLength = maxLength
  }

  /// Reads lines until the text ends or `limit` pairs are found.
  mutating func parse(_ text: UnsafeRawBufferPointer) {
    var lines = TextLines(text)
    while pairs.count < limit, var line = lines.next() {
      lineCount += 1
      // The mark of a file's beginning is as it should be; the others are left over from files put together.
      if line.dropMarks(), lineCount > 1 { reject(.mark) }
      do throws(Rejection) {
        pairs.append(separator.hasQuotes ? try pair(inQuoted: line, &lines) : try pair(in: line))
      } catch {
        for _ in 0..<error.lines - 1 {
          reject(error.reason)
          lineCount += 1
        }
        reject(error.reason)
      }
    }
  }

  private mutating func reject(_ reason: RejectedLines.Reason) {
    let bound = reason == .missingColumn ? max(columns.english, columns.french) : maxLength
    rejections[reason, default: RejectedLines(reason: reason, bound: bound)].add(line: lineCount)
  }

  private struct Rejection: Error {
    let reason: RejectedLines.Reason
    /// How many lines it is about.
    var lines = 1
  }

  private mutating func pair(in line: Line) throws(Rejection) -> SentencePair {
    let low = min(columns.english, columns.french)
    guard let first = column(low, of: line), first.endIndex < line.endIndex,
      let second = column(abs(columns.english - columns.french), of: line[(first.endIndex + 1)...])
    else { throw Rejection(reason: .missingColumn) }
    let isInOrder = columns.english == low
    guard let english = String(validating: isInOrder ? first : second, as: UTF8.self),
      let french = String(validating: isInOrder ? second : first, as: UTF8.self),
      isText(line[..<first.startIndex]), isText(line[first.endIndex..<second.startIndex]),
      isText(line[second.endIndex...])
    else { throw Rejection(reason: .invalidUTF8) }
    if first.first == Self.quote || second.first == Self.quote {
      hasDoubledQuotes = hasDoubledQuotes || Self.hasDoubledQuotes(first) || Self.hasDoubledQuotes(second)
    }
    return try pair(english, french)
  }

  /// Whether what stands beside the two columns is UTF-8, too.
  private func isText(_ others: Line) -> Bool {
    others.count <= 1 || String(validating: others, as: UTF8.self) != nil
  }

  private static func hasDoubledQuotes(_ side: Line) -> Bool {
    QuotedFields.isQuoted(side) && side.dropFirst().dropLast().contains(quote)
  }

  /// The column of a number from 1, or nil if there are not so many.
  private func column(_ number: Int, of line: Line) -> Line? {
    var rest = line
    for _ in 1..<number {
      guard let end = rest.position(of: separator.byte) else { return nil }
      rest = rest[(end + 1)...]
    }
    return rest[..<(rest.position(of: separator.byte) ?? rest.endIndex)]
  }

  /// The pair in a line whose columns may stand in quotes; quotes that hold a line's end take the lines behind it along.
  private func pair(inQuoted line: Line, _ lines: inout TextLines) throws(Rejection) -> SentencePair {
    var record = QuotedFields(separator: separator.byte, limit: max(columns.english, columns.french))
    var ending = record.read(line)
    if ending == .open {
      var (ahead, count) = (lines, 1)
      while ending == .open, let next = ahead.next() {
        ending = record.read(next)
        count += 1
      }
      // Where the quotes never end as they should, nothing says that the lines behind belong to them.
      guard ending == .complete else { throw Rejection(reason: .badQuotes) }
      lines = ahead
      throw Rejection(reason: .badQuotes, lines: count)
    }
    guard ending == .complete else { throw Rejection(reason: .badQuotes) }
    guard record.fields.count >= max(columns.english, columns.french) else {
      throw Rejection(reason: .missingColumn)
    }
    guard let english = String(validating: record.fields[columns.english - 1], as: UTF8.self),
      let french = String(validating: record.fields[columns.french - 1], as: UTF8.self), isText(line)
    else { throw Rejection(reason: .invalidUTF8) }
    return try pair(english, french)
  }

  private func pair(_ english: String, _ french: String) throws(Rejection) -> SentencePair {
    guard !english.isEmpty, !french.isEmpty else { throw Rejection(reason: .emptySide) }
    let pair = SentencePair(english: english.composed, french: french.composed)
    guard pair.fits(in: maxLength) else { throw Rejection(reason: .tooLong) }
    if lineCount == 1, pair.isHeading { throw Rejection(reason: .heading) }
    return pair
  }
}

extension SentencePair {
  /// Whether these are names of columns, such as `en` and `fr`, and no sentences.
  fileprivate var isHeading: Bool {
    ["english", "en", "eng", "source", "src", "input"].contains(english.lowercased())
      && ["french", "fr", "fra", "français", "target", "tgt", "output", "translation"].contains(french.lowercased())
  }
}

/// The lines of a corpus left out for one reason: how many, and where the first of them are.
package struct RejectedLines: Hashable, Sendable {
  /// Why a line holds no pair, or what was left out of it.
  package enum Reason: Hashable, Sendable, CaseIterable {
    /// Fewer columns than the pair asks for: no TAB, or whatever separates them.
    case missingColumn
    /// Nothing in the column of the English, or nothing in that of the French.
    case emptySide
    /// The names of the columns, in the first line.
    case heading
    /// Bytes that are not UTF-8.
    case invalidUTF8
    /// Quotes that go on into the next line, or that something follows before the column ends.
    case badQuotes
    /// A side longer than was asked for, or than any network may be made for: `NetworkConfiguration.maximumLength`.
    case tooLong
    /// A byte-order mark in front of a line other than the first; only the mark is left out, not the line.
    case mark
  }

  /// How many line numbers are kept.
  static let firstLineLimit = 5

  /// Why these lines were left out.
  package let reason: Reason
  /// How many they are.
  package private(set) var count = 0
  /// The numbers of the first of them, from 1.
  package private(set) var firstLines: [Int] = []
  /// The column that is missing, or the most characters a side may have.
  private let bound: Int

  /// No lines yet; `bound` is the column that is missing, or the most characters a side may have.
  init(reason: Reason, bound: Int) {
    self.reason = reason
    self.bound = bound
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
      case .missingColumn: bound == 2 ? "without a second column" : "without column \(bound)"
      case .emptySide: "with an empty side"
      case .heading: "with the names of the columns"
      case .invalidUTF8: count == 1 ? "that is not UTF-8" : "that are not UTF-8"
      case .badQuotes: "with quotes that do not end with their column"
      case .tooLong: "with a side over \(bound) characters"
      case .mark: "beginning with a byte-order mark U+FEFF, which was dropped"
      }
    let numbers = firstLines.map(String.init).joined(separator: ", ")
    let more = count > firstLines.count ? ", …" : ""
    return count == 1 ? "1 line \(what) (line \(numbers))" : "\(count) lines \(what) (lines \(numbers)\(more))"
  }
}

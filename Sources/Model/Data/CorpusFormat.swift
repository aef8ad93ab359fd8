/// How the lines of a corpus hold their pairs; what nobody has said is recognised.
package struct CorpusFormat: Hashable, Sendable {
  /// What stands between the columns of a line.
  package enum Separator: String, Hashable, Sendable, CaseIterable {
    /// A TAB; quotes are text like any other.
    case tab
    /// A TAB, with quotes as in CSV.
    case quotedTab = "quoted-tab"
    /// A semicolon, with quotes as in CSV.
    case semicolon = ";"
    /// A comma, with quotes as in CSV.
    case comma = ","

    /// The byte.
    var byte: UInt8 {
      switch self {
      case .tab, .quotedTab: UInt8(ascii: "\t")
      case .semicolon: UInt8(ascii: ";")
      case .comma: UInt8(ascii: ",")
      }
    }

    /// Whether a column may stand in quotes that do not belong to it (RFC 4180).
    var hasQuotes: Bool { self != .tab }

    /// The option that asks for it, as a shell takes it.
    var option: String { "--separator " + (self == .semicolon ? "';'" : rawValue) }
  }

  /// Which columns of a line are the pair, counted from 1.
  package struct Columns: Hashable, Sendable {
    /// English and French, where nothing else stands in front.
    static let first = Columns(unchecked: 1, 2)
    /// The last column that can be asked for.
    static let limit = 1_000

    /// The column of the English.
    package let english: Int
    /// The column of the French.
    package let french: Int

    /// Two columns; `nil` unless they differ and lie within 1 to 1,000.
    package init?(english: Int, french: Int) {
      let range = 1...Self.limit
      guard english != french, range.contains(english), range.contains(french) else { return nil }
      self.init(unchecked: english, french)
    }

    private init(unchecked english: Int, _ french: Int) {
      self.english = english
      self.french = french
    }

    /// The option that asks for them.
    var option: String { "--columns \(self)" }
  }

  /// What stands between the columns; `nil` where nobody has said, which is a TAB unless the text looks otherwise.
  package var separator: Separator?
  /// The columns of the pair; `nil` where nobody has said, which are the first two unless these look otherwise.
  package var columns: Columns?

  /// A format of which so much is known.
  package init(separator: Separator? = nil, columns: Columns? = nil) {
    self.separator = separator
    self.columns = columns
  }
}

extension CorpusFormat.Columns: LosslessStringConvertible {
  /// Such as `2,4`.
  package var description: String { "\(english),\(french)" }

  /// The columns that a text such as `2,4` means; `nil` for any other.
  package init?(_ description: String) {
    let parts = description.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, let english = Int(parts[0]), let french = Int(parts[1]) else { return nil }
    self.init(english: english, french: french)
  }
}

/// Reads lines whose columns may stand in quotes, as RFC 4180 has it: `"She said ""no"""` is `She said "no"`.
///
/// Spaces around the quotes are passed over; a quote inside a column without quotes is text.
struct QuotedFields {
  /// How a line ends.
  enum Ending {
    /// With its last column.
    case complete
    /// Inside quotes, so that the column goes on in the next line.
    case open
    /// Somewhere behind a quote that is followed by neither a separator nor the end.
    case malformed
  }

  private static let quote = UInt8(ascii: "\"")
  private static let space = UInt8(ascii: " ")

  private let separator: UInt8
  private let limit: Int
  /// The columns read so far, without their quotes.
  private(set) var fields: [[UInt8]] = []
  private var field: [UInt8] = []
  private var isQuoted = false

  /// A reader that keeps no more than the first `limit` columns.
  init(separator: UInt8, limit: Int) {
    self.separator = separator
    self.limit = limit
  }

  /// Reads a line; one that follows `open` goes on inside the quotes.
  mutating func read(_ line: Slice<UnsafeRawBufferPointer>) -> Ending {
    var rest = line
    while true {
      if !isQuoted {
        let text = rest.drop { $0 == Self.space }
        guard text.first == Self.quote else {
          let end = rest.position(of: separator) ?? rest.endIndex
          keep(Array(rest[..<end]))
          guard end < rest.endIndex else { return .complete }
          rest = rest[(end + 1)...]
          continue
        }
        isQuoted = true
        field = []
        rest = text.dropFirst()
      }
      guard let end = rest.position(of: Self.quote) else { return .open }
      field += rest[..<end]
      rest = rest[(end + 1)...]
      if rest.first == Self.quote {
        field.append(Self.quote)
        rest = rest.dropFirst()
        continue
      }
      isQuoted = false
      keep(field)
      rest = rest.drop { $0 == Self.space }
      guard let next = rest.first else { return .complete }
      guard next == separator else { return .malformed }
      rest = rest.dropFirst()
    }
  }

  private mutating func keep(_ field: [UInt8]) {
    if fields.count < limit { fields.append(field) }
  }

  /// Whether a column stands in quotes from end to end, with those inside doubled.
  static func isQuoted(_ field: some BidirectionalCollection<UInt8>) -> Bool {
    guard field.count >= 2, field.first == quote, field.last == quote else { return false }
    var isSingle = false
    for byte in field.dropFirst().dropLast() {
      if byte == quote { isSingle.toggle() } else if isSingle { return false }
    }
    return !isSingle
  }
}

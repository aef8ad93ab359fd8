/// Reads JSON whose form is known beforehand, piece by piece: whoever asks for a string gets one or a failure.
struct JSONScanner {
  /// Where the JSON is not what it should be.
  struct Failure: Error {
    /// The byte, from 0.
    let offset: Int
    /// What should be there.
    let expected: String
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// A failure at the place reached.
  func failure(_ expected: String) -> Failure { Failure(offset: position, expected: expected) }

  /// Reads an object, with `member` reading each value after its key.
  mutating func object(
    _ member: (inout JSONScanner, _ key: String) throws(Failure) -> Void
  ) throws(Failure) {
    try expect("{")
    if skip("}") { return }
    repeat {
      let key = try string()
      try expect(":")
      try member(&self, key)
    } while skip(",")
    try expect("}")
  }

  /// Reads an array of whole numbers from 0 on.
  mutating func integers() throws(Failure) -> [Int] {
    try expect("[")
    if skip("]") { return [] }
    var result: [Int] = []
    repeat { result.append(try integer()) } while skip(",")
    try expect("]")
    return result
  }

  /// Reads a string.
  mutating func string() throws(Failure) -> String {
    try expect("\"")
    var text: [UInt8] = []
    while true {
      let rest = bytes[position...]
      guard let stop = rest.firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") || $0 < 0x20 })
      else { throw failure("a string that ends") }
      text += rest[..<stop]
      position = stop
      switch bytes[stop] {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else { throw failure("UTF-8 before it") }
        position += 1
        return string
      case UInt8(ascii: "\\"):
        if let units = UTF8.encode(try escape()) { text += units }
      default:
        throw failure("no control character in a string")
      }
    }
  }

  /// Requires that nothing follows but white space.
  mutating func end() throws(Failure) {
    skipSpace()
    guard position == bytes.count else { throw failure("the end of the header") }
  }

  private mutating func integer() throws(Failure) -> Int {
    skipSpace()
    let digits = bytes[position...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let isLeadingZero = digits.count > 1 && digits.first == UInt8(ascii: "0")
    guard !isLeadingZero, let value = Int(String(decoding: digits, as: UTF8.self)) else {
      throw failure("a whole number that fits 63 bits")
    }
    position = digits.endIndex
    return value
  }

  private mutating func escape() throws(Failure) -> Unicode.Scalar {
    let start = position
    guard start + 1 < bytes.count else { throw failure("a whole escape") }
    position += 2
    switch bytes[start + 1] {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw Failure(offset: start, expected: "an escape that JSON knows")
    }
    var value = try codeUnit()
    if (0xD800...0xDBFF).contains(value), bytes[position...].starts(with: "\\u".utf8) {
      position += 2
      let low = try codeUnit()
      value = (0xDC00...0xDFFF).contains(low) ? 0x1_0000 + (value - 0xD800) << 10 + (low - 0xDC00) : 0xD800
    }
    guard let scalar = Unicode.Scalar(value) else { throw Failure(offset: start, expected: "a whole surrogate pair") }
    return scalar
  }

  private mutating func codeUnit() throws(Failure) -> UInt32 {
    let digits = bytes[position...].prefix(4)
    guard digits.count == 4, digits.first != UInt8(ascii: "+"), digits.first != UInt8(ascii: "-"),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw failure("four hexadecimal digits") }
    position += 4
    return value
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): position += 1
      default: return
      }
    }
  }

  /// Whether `byte` is next, which is then passed.
  private mutating func skip(_ byte: Unicode.Scalar) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: byte) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ byte: Unicode.Scalar) throws(Failure) {
    guard skip(byte) else { throw failure("\(byte)") }
  }
}

/// How deep the arrays and objects of a JSON text lie in each other.
package enum JSONNesting {
  /// Deeper than anything written here; Foundation's parser recurses, and must not be led to the stack's end.
  package static let limit = 32

  /// Whether no bracket of `text` lies more than `limit` deep; it need not be valid JSON.
  package static func isShallow(_ text: String) -> Bool {
    var depth = 0
    var isInString = false
    var isEscaped = false
    for byte in text.utf8 {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      default: break
      }
      if depth > limit { return false }
    }
    return true
  }
}

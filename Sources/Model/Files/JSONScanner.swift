/// Reads JSON whose form is known beforehand, piece by piece: whoever asks for a string gets one or a failure.
struct JSONScanner {
  /// Where the JSON is not what it should be.
  struct Failure: Error {
    /// The byte, from 0.
    let offset: Int
    /// What should be there.
    let expected: String
  }

  let bytes: ArraySlice<UInt8>
  /// The byte that is next.
  var position: Int

  init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  /// Reads a part of a longer text; offsets are counted from that one's beginning.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
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

  /// Reads an object whose keys are known, as UTF-8, which is quicker than comparing strings: `member` reads the value after
  /// each and gets the key's place in `names`, or nil for another key.
  ///
  /// Whoever writes the keys in the order of `names` is read at once.
  mutating func object(
    of names: [[UInt8]], member: (inout JSONScanner, _ place: Int?) throws(Failure) -> Void
  ) throws(Failure) {
    try expect("{")
    if skip("}") { return }
    var next = 0
    repeat {
      let place = try place(among: names, from: next)
      try expect(":")
      try member(&self, place)
      next = place.map { $0 + 1 } ?? next
    } while skip(",")
    try expect("}")
  }

  private mutating func place(among names: [[UInt8]], from first: Int) throws(Failure) -> Int? {
    skipSpace()
    for offset in names.indices {
      let place = (first + offset) % names.count
      let end = position + 1 + names[place].count
      guard end < bytes.endIndex, bytes[position] == UInt8(ascii: "\""), bytes[end] == UInt8(ascii: "\""),
        bytes[(position + 1)..<end].elementsEqual(names[place])
      else { continue }
      position = end + 1
      return place
    }
    let key = Array(try string().utf8)
    return names.firstIndex(of: key)
  }

  /// Reads an array, with `element` reading each of its values.
  mutating func array<Thrown>(
    _ element: (inout JSONScanner) throws(Thrown) -> Void, failing: (Failure) -> Thrown
  ) throws(Thrown) {
    guard skip("[") else { throw failing(failure("[")) }
    if skip("]") { return }
    repeat { try element(&self) } while skip(",")
    guard skip("]") else { throw failing(failure("]")) }
  }

  /// Reads an array of whole numbers from 0 on.
  mutating func integers() throws(Failure) -> [Int] {
    var result: [Int] = []
    try array({ (scanner) throws(Failure) in result.append(try scanner.integer()) }, failing: { $0 })
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
    guard position == bytes.endIndex else { throw failure("the end of the header") }
  }

  private mutating func escape() throws(Failure) -> Unicode.Scalar {
    let start = position
    guard start + 1 < bytes.endIndex else { throw failure("a whole escape") }
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

  mutating func skipSpace() {
    while position < bytes.endIndex {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): position += 1
      default: return
      }
    }
  }

  /// Whether `byte` is next, which is then passed.
  private mutating func skip(_ byte: Unicode.Scalar) -> Bool {
    skipSpace()
    guard position < bytes.endIndex, bytes[position] == UInt8(ascii: byte) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ byte: Unicode.Scalar) throws(Failure) {
    guard skip(byte) else { throw failure("\(byte)") }
  }
}

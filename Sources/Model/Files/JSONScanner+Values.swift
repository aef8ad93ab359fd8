// Numbers, and values that nobody asks for.
extension JSONScanner {
  /// Passes over a value of any kind, whose arrays and objects lie at most `JSONNesting.limit` deep in each other.
  mutating func skipValue(depth: Int = 0) throws(Failure) {
    guard depth < JSONNesting.limit else { throw failure("no deeper nesting") }
    skipSpace()
    guard position < bytes.endIndex else { throw failure("a value") }
    switch bytes[position] {
    case UInt8(ascii: "{"):
      try object { (scanner, _) throws(Failure) in try scanner.skipValue(depth: depth + 1) }
    case UInt8(ascii: "["):
      try array({ (scanner) throws(Failure) in try scanner.skipValue(depth: depth + 1) }, failing: { $0 })
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"): try literal("true")
    case UInt8(ascii: "f"): try literal("false")
    default: _ = try numberOrNull()
    }
  }

  private mutating func literal(_ text: StaticString) throws(Failure) {
    let isNext = text.withUTF8Buffer { bytes[position...].starts(with: $0) }
    guard isNext else { throw failure("\(text)") }
    position += text.utf8CodeUnitCount
  }

  /// Reads a number, or NaN for null.
  mutating func numberOrNull() throws(Failure) -> Double {
    skipNull() ? .nan : try number()
  }

  /// Whether a null is next, which is then passed.
  mutating func skipNull() -> Bool {
    skipSpace()
    guard bytes[position...].starts(with: "null".utf8) else { return false }
    position += 4
    return true
  }

  /// Powers of ten that a double holds exactly.
  private static let powersOfTen = (0...22).map { (0..<$0).reduce(1.0) { power, _ in power * 10 } }

  private mutating func number() throws(Failure) -> Double {
    let start = position
    let isNegative = pass(UInt8(ascii: "-"))
    var (mantissa, digitCount, exponent) = (UInt64(0), 0, 0)
    let whole = try digits(into: &mantissa, &digitCount)
    guard whole == 1 || bytes[position - whole] != UInt8(ascii: "0") else { throw failure("a number") }
    if pass(UInt8(ascii: ".")) { exponent = -(try digits(into: &mantissa, &digitCount)) }
    if pass(UInt8(ascii: "e")) || pass(UInt8(ascii: "E")) {
      let isDivision = pass(UInt8(ascii: "-"))
      if !isDivision { _ = pass(UInt8(ascii: "+")) }
      var (power, count) = (UInt64(0), 0)
      _ = try digits(into: &power, &count)
      guard count <= 4 else { throw failure("a number that fits") }
      exponent += isDivision ? -Int(power) : Int(power)
    }
    // Both are exact, so that the one rounding is the right one (Clinger, 1990).
    if digitCount <= 19, mantissa < 1 << 53, abs(exponent) <= 22 {
      let power = Self.powersOfTen[abs(exponent)]
      let value = exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
      return isNegative ? -value : value
    }
    guard let value = Double(String(decoding: bytes[start..<position], as: UTF8.self)), value.isFinite else {
      throw failure("a number that fits")
    }
    return value
  }

  /// Reads at least one digit; how many.
  private mutating func digits(into value: inout UInt64, _ count: inout Int) throws(Failure) -> Int {
    let start = position
    while position < bytes.endIndex, case let digit = bytes[position] &- UInt8(ascii: "0"), digit < 10 {
      // Digits beyond these make the value useless, and `count` tells of them.
      value = value &* 10 &+ UInt64(digit)
      position += 1
    }
    guard position > start else { throw failure("a number") }
    count += position - start
    return position - start
  }

  /// Whether exactly this byte is next, which is then passed.
  private mutating func pass(_ byte: UInt8) -> Bool {
    guard position < bytes.endIndex, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  /// Reads a whole number from 0 on.
  mutating func integer() throws(Failure) -> Int {
    skipSpace()
    let digits = bytes[position...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let isLeadingZero = digits.count > 1 && digits.first == UInt8(ascii: "0")
    guard !isLeadingZero, let value = Int(String(decoding: digits, as: UTF8.self)) else {
      throw failure("a whole number that fits 63 bits")
    }
    position = digits.endIndex
    return value
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

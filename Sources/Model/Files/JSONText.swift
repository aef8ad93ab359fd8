import Essentials

/// JSON as this program writes it: one line, keys in ascending order, slashes as they are, and what could not be seen of
/// a string escaped.
package enum JSONText {
  /// A value as one line of JSON.
  ///
  /// Every number in it must be finite: what need not be goes through `encodeNumberOrNull`.
  package static func line(
    of value: some Encodable, keys: JSONEncoder.KeyEncodingStrategy = .useDefaultKeys
  ) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = keys
    do {
      // Everything outside of strings is ASCII that is seen.
      return String(decoding: try encoder.encode(value), as: UTF8.self).visible { scalar in
        UTF16.encode(scalar).map { $0.map(unit).joined() } ?? ""
      }
    } catch {
      preconditionFailure("\(type(of: value)) holds what JSON cannot: \(error)")
    }
  }

  /// A number as `line` has it: with as many digits as it takes to read the same one again; null if it is not finite.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Text as it stands between the quotation marks of a JSON string: with `"`, `\` and control characters escaped.
  static func escaped(_ text: some Collection<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count + text.count / 8)
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
      case 0..<0x20: result += Array(unit(UInt16(byte)).utf8)
      default: result.append(byte)
      }
    }
    return result
  }

  /// A code unit of UTF-16 as JSON escapes it: `\u001b`.
  private static func unit(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}

// JSON has no word for NaN or infinity: a number that is not finite is null in everything the program writes.
extension KeyedEncodingContainer {
  /// Encodes a number, or null if it is not finite.
  mutating func encodeNumberOrNull(_ value: Double, forKey key: Key) throws {
    if value.isFinite { try encode(value, forKey: key) } else { try encodeNil(forKey: key) }
  }
}

extension KeyedDecodingContainer {
  /// Decodes a number, or NaN for null.
  func decodeNumberOrNull(forKey key: Key) throws -> Double {
    try decodeNil(forKey: key) ? .nan : decode(Double.self, forKey: key)
  }
}

/// A key of a JSON object that is not known before the program runs.
struct JSONKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(_ key: String) { stringValue = key }

  init?(stringValue: String) { self.init(stringValue) }

  init?(intValue: Int) { nil }
}

/// JSON has no word for NaN or infinity: a number that is not finite is null in everything the program writes.
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

/// A Protocol Buffers message as its fields, of which only the numbers are known.
struct ProtobufMessage {
  private var fields: [UInt64: [ProtobufFields.Value]] = [:]

  /// Reads a message, or gives nil if the bytes are none.
  init?(_ bytes: ArraySlice<UInt8>) {
    var rest = ProtobufFields(bytes)
    while let field = rest.next() { fields[field.number, default: []].append(field.value) }
    guard rest.isWhole else { return nil }
  }

  /// The number of a field, 0 where it is absent, or nil if it does not fit 63 bits.
  func number(_ field: UInt64) -> Int? {
    switch fields[field]?.last {
    case nil: 0
    case .varint(let value), .fixed64(let value): Int(exactly: value)
    case .fixed32(let value): Int(value)
    case .bytes: nil
    }
  }

  /// The bytes of a field, the last of several.
  func bytes(_ field: UInt64) -> ArraySlice<UInt8>? { list(field).last }

  /// The text of a field, empty where it is absent, or nil if it is no UTF-8.
  func text(_ field: UInt64) -> String? { String(validating: bytes(field) ?? [], as: UTF8.self) }

  /// The messages of a repeated field, or nil if one of them is none.
  func messages(_ field: UInt64) -> [ProtobufMessage]? {
    let messages = list(field).compactMap { ProtobufMessage($0) }
    return messages.count == fields[field]?.count ?? 0 ? messages : nil
  }

  private func list(_ field: UInt64) -> [ArraySlice<UInt8>] {
    (fields[field] ?? []).compactMap { if case .bytes(let bytes) = $0 { bytes } else { nil } }
  }
}

extension ArraySlice<UInt8> {
  /// Takes the first `count` bytes away, or gives nil if there are fewer.
  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= self.count else { return nil }
    defer { removeFirst(count) }
    return prefix(count)
  }

  /// Takes a little-endian number of `width` bytes away.
  mutating func takeNumber(width: Int) -> UInt64? {
    take(width)?.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Takes a number of 7 bits a byte away, lowest first, at most 64 bits.
  mutating func takeVarint() -> UInt64? {
    var result: UInt64 = 0
    for (index, byte) in prefix(10).enumerated() {
      guard index < 9 || byte <= 1 else { return nil }
      result |= UInt64(byte & 0x7F) << (7 * UInt64(index))
      if byte & 0x80 == 0 {
        removeFirst(index + 1)
        return result
      }
    }
    return nil
  }

  /// Takes a varint away that is a count.
  mutating func takeCount() -> Int? { takeVarint().flatMap { Int(exactly: $0) } }
}

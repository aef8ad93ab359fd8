/// Little-endian numbers out of bytes that nobody vouches for.
struct ByteReader {
  let bytes: [UInt8]

  /// The `width`-byte number at `offset`, or nil if it does not lie wholly inside.
  func integer(at offset: Int, width: Int) -> Int? {
    guard offset >= 0, offset <= bytes.count - width else { return nil }
    return (0..<width).reversed().reduce(0) { $0 << 8 | Int(bytes[offset + $1]) }
  }
}

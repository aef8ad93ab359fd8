/// How TensorFlow's record files hold their records: u64 length, u32 masked CRC-32C of it, the bytes, u32 masked CRC-32C of
/// them, little-endian.
enum EventFrame {
  /// What stands at a place in such a file.
  enum Found {
    /// A record whose checksums fit, and where the next one begins.
    case record(ArraySlice<UInt8>, end: Int)
    /// A record longer than any scalar's, and where the next one begins, which may lie beyond the bytes.
    case large(end: Int)
    /// The beginning of a record; the rest is not there.
    case incomplete
    /// No record.
    case damaged
  }

  /// Bytes before a record's own.
  static let headerSize = 12
  /// Bytes behind a record's own.
  static let trailerSize = 4
  /// The most bytes of a record that is looked into; those of graphs and pictures are longer, and of no use here.
  static let largestRecord = 1 << 20
  /// The most bytes that a record may claim.
  private static let largestLength = 1 << 40

  /// Looks at the bytes from `start` on.
  static func find(in bytes: ArraySlice<UInt8>, at start: Int) -> Found {
    guard bytes.endIndex - start >= headerSize else { return .incomplete }
    guard let length = length(in: bytes, at: start) else { return .damaged }
    let end = start + headerSize + length + trailerSize
    guard length <= largestRecord else { return .large(end: end) }
    guard end <= bytes.endIndex else { return .incomplete }
    let record = bytes[(start + headerSize)..<(end - trailerSize)]
    var trailer = bytes[(end - trailerSize)..<end]
    guard trailer.takeNumber(width: trailerSize) == UInt64(CastagnoliChecksum.masked(record)) else { return .damaged }
    return .record(record, end: end)
  }

  /// The first place from `start` on where a record's header stands, or nil if there is none.
  static func header(in bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
    guard start <= bytes.endIndex - headerSize else { return nil }
    return (start...(bytes.endIndex - headerSize)).first { length(in: bytes, at: $0) != nil }
  }

  /// The length that a header tells, or nil if there is no header.
  static func length(in bytes: ArraySlice<UInt8>, at start: Int) -> Int? {
    // Most places that hold no header are told by these bytes, without a checksum.
    guard bytes[start + 6] == 0, bytes[start + 7] == 0 else { return nil }
    var header = bytes[start..<(start + headerSize)]
    guard let length = header.takeNumber(width: 8), length <= UInt64(largestLength),
      header.takeNumber(width: 4) == UInt64(CastagnoliChecksum.masked(bytes[start..<(start + 8)]))
    else { return nil }
    return Int(length)
  }

  /// A record with its length and checksums around it.
  static func framed(_ record: [UInt8]) -> [UInt8] {
    let length = littleEndian(UInt64(record.count))
    return length + littleEndian(CastagnoliChecksum.masked(length)) + record
      + littleEndian(CastagnoliChecksum.masked(record))
  }

  /// The bytes of a number, lowest first.
  static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }
}

import CZlib

/// A zip archive in memory, as manythings.org serves one: single part, stored or deflated, no zip64, not encrypted.
///
/// Format: PKWARE's APPNOTE.TXT. Every offset and size is checked before it is used.
struct ZipArchive {
  /// How a zip file begins.
  static let signature: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

  /// A file inside the archive, as its central directory tells.
  struct Member {
    let name: String
    let isEncrypted: Bool
    let method: Int
    let checksum: Int
    let compressedSize: Int
    let size: Int
    let headerOffset: Int
  }

  /// What is wrong with an archive, and what would be right.
  struct Defect: Error {
    let found: String
    let expected: String
  }

  let members: [Member]
  private let reader: ByteReader

  init(_ bytes: [UInt8]) throws(Defect) {
    reader = ByteReader(bytes: bytes)
    members = try Self.readDirectory(reader)
  }

  /// The archive's one text that is not its `_about.txt`, inflated and checked.
  func corpusText(limit: Int) throws(Defect) -> [UInt8] {
    let texts = members.filter { member in
      let name = member.name.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
      return name.lowercased().hasSuffix(".txt") && !name.hasPrefix("_about") && !name.hasPrefix("._")
    }
    guard let text = texts.first, texts.count == 1 else {
      let names = (texts.isEmpty ? members : texts).prefix(5).map(\.name.quoted).joined(separator: ", ")
      throw Defect(
        found: (texts.isEmpty ? "no text in the archive: " : "several texts in the archive: ") + names,
        expected: "one .txt beside _about.txt")
    }
    return try contents(of: text, limit: limit)
  }

  /// What its `_about.txt` says, if there is one that can be read.
  func aboutText(limit: Int) -> [UInt8]? {
    members.first { $0.name == "_about.txt" }.flatMap { try? contents(of: $0, limit: limit) }
  }

  /// A member, unpacked and checked.
  func contents(of member: Member, limit: Int) throws(Defect) -> [UInt8] {
    let name = member.name.quoted
    func bad(_ found: String, _ expected: String) -> Defect {
      Defect(found: "\(name) \(found)", expected: expected)
    }
    if member.isEncrypted { throw bad("is encrypted", "an archive without a password") }
    guard member.size <= limit else { throw bad("is \(member.size) bytes long", "at most \(limit)") }
    guard reader.integer(at: member.headerOffset, width: 4) == 0x0403_4B50,
      let nameLength = reader.integer(at: member.headerOffset + 26, width: 2),
      let extraLength = reader.integer(at: member.headerOffset + 28, width: 2)
    else { throw bad("has no header at byte \(member.headerOffset)", "one where the directory says") }
    let start = member.headerOffset + 30 + nameLength + extraLength
    guard start <= reader.bytes.count - member.compressedSize else {
      throw bad("runs past the archive's end", "\(member.compressedSize) bytes from byte \(start) on")
    }
    let packed = reader.bytes[start..<(start + member.compressedSize)]
    let text: [UInt8]?
    switch member.method {
    case 0: text = packed.count == member.size ? Array(packed) : nil
    case 8: text = Deflate.inflate(packed, size: member.size)
    default: throw bad("is packed by method \(member.method)", "stored (0) or deflated (8)")
    }
    guard let text else { throw bad("is damaged", "data that unpacks to \(member.size) bytes") }
    guard Deflate.checksum(text) == member.checksum else { throw bad("is damaged", "data that agrees with its CRC-32") }
    return text
  }

  private static func readDirectory(_ reader: ByteReader) throws(Defect) -> [Member] {
    func bad(_ found: String, _ expected: String) -> Defect { Defect(found: found, expected: expected) }
    guard let end = directoryEnd(reader) else {
      throw bad("this is no zip archive, or only its beginning", "a zip archive, which ends with its directory")
    }
    guard let disks = reader.integer(at: end + 4, width: 4), disks == 0,
      let count = reader.integer(at: end + 10, width: 2), count == reader.integer(at: end + 8, width: 2),
      let size = reader.integer(at: end + 12, width: 4), let offset = reader.integer(at: end + 16, width: 4)
    else { throw bad("the archive is one part of several", "a single file") }
    guard count != 0xFFFF, size != 0xFFFF_FFFF, offset != 0xFFFF_FFFF else {
      throw bad("the archive is of the zip64 kind", "a plain zip archive")
    }
    guard offset + size <= end else {
      throw bad("the directory should lie at bytes \(offset) to \(offset + size)", "it before byte \(end)")
    }
    var members: [Member] = []
    var position = offset
    for number in 0..<count {
      guard let (member, next) = member(at: position, reader), next <= offset + size else {
        throw bad("entry \(number + 1) of \(count) in the directory is damaged", "a whole directory")
      }
      guard ![member.size, member.compressedSize, member.headerOffset].contains(0xFFFF_FFFF) else {
        throw bad("\(member.name.quoted) is of the zip64 kind", "a plain zip archive")
      }
      members.append(member)
      position = next
    }
    return members
  }

  /// The offset of the record that ends the directory: the last one whose comment fits.
  private static func directoryEnd(_ reader: ByteReader) -> Int? {
    let last = reader.bytes.count - 22
    guard last >= 0 else { return nil }
    return (max(0, last - 0xFFFF)...last).reversed().first { offset in
      reader.bytes[offset] == 0x50 && reader.integer(at: offset, width: 4) == 0x0605_4B50
        && offset + 22 + (reader.integer(at: offset + 20, width: 2) ?? .max >> 1) <= reader.bytes.count
    }
  }

  private static func member(at offset: Int, _ reader: ByteReader) -> (Member, next: Int)? {
    guard reader.integer(at: offset, width: 4) == 0x0201_4B50,
      let flags = reader.integer(at: offset + 8, width: 2),
      let method = reader.integer(at: offset + 10, width: 2),
      let checksum = reader.integer(at: offset + 16, width: 4),
      let compressedSize = reader.integer(at: offset + 20, width: 4),
      let size = reader.integer(at: offset + 24, width: 4),
      let nameLength = reader.integer(at: offset + 28, width: 2),
      let extraLength = reader.integer(at: offset + 30, width: 2),
      let commentLength = reader.integer(at: offset + 32, width: 2),
      let headerOffset = reader.integer(at: offset + 42, width: 4),
      offset + 46 + nameLength <= reader.bytes.count
    else { return nil }
    let name = String(decoding: reader.bytes[(offset + 46)..<(offset + 46 + nameLength)], as: UTF8.self)
    let member = Member(
      name: name, isEncrypted: flags & 1 != 0, method: method, checksum: checksum, compressedSize: compressedSize,
      size: size, headerOffset: headerOffset)
    return (member, offset + 46 + nameLength + extraLength + commentLength)
  }
}

/// zlib's raw inflate and its checksum.
enum Deflate {
  /// Deflate packs at most 1,032 bytes into one, so a larger claim is a lie and not worth its memory.
  private static let greatestRatio = 1032

  /// The data that `packed` (without zlib's own header) holds, or nil unless it is exactly `size` bytes.
  static func inflate(_ packed: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
    guard size / greatestRatio <= packed.count, packed.count < UInt32.max, size < UInt32.max else { return nil }
    var isWhole = false
    // One byte more than expected shows what is too long.
    let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { output, count in
      var input = Array(packed)
      input.withUnsafeMutableBufferPointer { input in
        var stream = z_stream()
        guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return }
        defer { inflateEnd(&stream) }
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(size + 1)
        isWhole = CZlib.inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.total_out == size
        count = min(Int(stream.total_out), size + 1)
      }
    }
    return isWhole ? bytes : nil
  }

  /// The CRC-32 of `bytes`.
  static func checksum(_ bytes: [UInt8]) -> Int {
    Int(bytes.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) })
  }
}

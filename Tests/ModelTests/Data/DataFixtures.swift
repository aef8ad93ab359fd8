import Foundation
import Testing

/// A directory of its own for one test, gone with it.
final class ScratchDirectory {
  let path = NSTemporaryDirectory() + "/seq2seq-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file and gives its path.
  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = path + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }

  func file(_ name: String, _ text: String) throws -> String { try file(name, Array(text.utf8)) }
}

/// Builds zip archives, right ones and wrong ones.
struct ZipFixture {
  struct Member {
    var name: String
    var bytes: [UInt8]
    var method = 0
    var flags = 0
    /// What the headers claim, if it is to differ from the truth.
    var claimedSize: Int?
    var claimedCompressedSize: Int?
    var claimedChecksum: Int?
    var claimedOffset: Int?
  }

  var members: [Member]
  var claimedCount: Int?
  var claimedDirectoryOffset: Int?
  var disk = 0

  init(_ members: [Member]) {
    self.members = members
  }

  init(_ texts: KeyValuePairs<String, String>) {
    members = texts.map { Member(name: $0.key, bytes: Array($0.value.utf8)) }
  }

  var bytes: [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let common =
        number(20, 2) + number(member.flags, 2) + number(member.method, 2) + number(0, 4)
        + number(member.claimedChecksum ?? Self.checksum(member.bytes), 4)
        + number(member.claimedCompressedSize ?? member.bytes.count, 4)
        + number(member.claimedSize ?? member.bytes.count, 4) + number(member.name.utf8.count, 2) + number(0, 2)
      let offset = member.claimedOffset ?? file.count
      directory +=
        number(0x0201_4B50, 4) + number(20, 2) + common + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4)
        + number(offset, 4) + Array(member.name.utf8)
      file += number(0x0403_4B50, 4) + common + Array(member.name.utf8) + member.bytes
    }
    let count = claimedCount ?? members.count
    let end =
      number(0x0605_4B50, 4) + number(disk, 2) + number(0, 2) + number(count, 2) + number(count, 2)
      + number(directory.count, 4) + number(claimedDirectoryOffset ?? file.count, 4) + number(0, 2)
    return file + directory + end
  }

  /// An `_about` text and 30 lines of one pair, both deflated by Python's zipfile.
  static let deflated = """
    UEsDBBQAAAAIAAAAIVD7oseJEAAAAA4AAAAKAAAAX2Fib3V0LnR4dAtJTNJNSc3JzM0sSU3hAgBQSwMEFAAAAAgAAAAhUBHpMaEQAAAADgEAAAcA
    AABmcmEudHh0c8/X4wxLVFDkch9lKHIBAFBLAQIUAxQAAAAIAAAAIVD7oseJEAAAAA4AAAAKAAAAAAAAAAAAAACAAQAAAABfYWJvdXQudHh0UEsB
    AhQDFAAAAAgAAAAhUBHpMaEQAAAADgEAAAcAAAAAAAAAAAAAAIABOAAAAGZyYS50eHRQSwUGAAAAAAIAAgBtAAAAbQAAAAAA
    """

  private func number(_ value: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// CRC-32, bit by bit.
  private static func checksum(_ bytes: [UInt8]) -> Int {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return Int(~sum)
  }
}

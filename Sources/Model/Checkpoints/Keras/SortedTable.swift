/// LevelDB's sorted table, in which TensorFlow keeps a checkpoint's index: keys and values, block by block.
///
/// Format: leveldb/doc/table_format.md; the checksums are verified.
struct SortedTable {
  /// How a table ends.
  static let magic: [UInt8] = [0x57, 0xFB, 0x80, 0x8B, 0x24, 0x75, 0x47, 0xDB]
  /// Bytes of the part that finds the rest.
  static let footerSize = 48
  /// Keys of a table, at most.
  private static let entryLimit = 100_000

  private let bytes: [UInt8]
  private let path: String

  /// The values by key.
  private(set) var entries: [String: ArraySlice<UInt8>] = [:]

  /// Reads a whole table.
  ///
  /// - Throws: `CheckpointError` naming what is damaged.
  init(_ bytes: [UInt8], path: String) throws(CheckpointError) {
    self.bytes = bytes
    self.path = path
    guard bytes.count >= Self.footerSize, bytes.suffix(8).elementsEqual(Self.magic) else {
      throw .broken(path: path, found: "no table at its end", expected: "the index of a TensorFlow checkpoint")
    }
    var footer = bytes.suffix(Self.footerSize)
    guard footer.takeVarint() != nil, footer.takeVarint() != nil, let index = Self.handle(&footer) else {
      throw damaged("a footer that makes no sense", "where the index lies")
    }
    for (_, value) in try block(index) {
      var value = value
      guard let handle = Self.handle(&value) else { throw damaged("an index entry that makes no sense", "a block") }
      for (key, value) in try block(handle) {
        guard let name = String(validating: key, as: UTF8.self), entries.count < Self.entryLimit else {
          throw damaged("a key that is no text, or one of too many", "the names of a network's tensors")
        }
        entries[name] = value
      }
    }
  }

  private static func handle(_ rest: inout ArraySlice<UInt8>) -> (offset: Int, size: Int)? {
    guard let offset = rest.takeCount(), let size = rest.takeCount() else { return nil }
    return (offset, size)
  }

  /// The entries of a block, whose checksum must fit.
  private func block(
    _ handle: (offset: Int, size: Int)
  ) throws(CheckpointError) -> [(key: [UInt8], value: ArraySlice<UInt8>)] {
    // A byte for the kind and four for the checksum follow.
    guard bytes.count >= 5, handle.size <= bytes.count - 5, handle.offset <= bytes.count - 5 - handle.size else {
      throw damaged("a block of \(handle.size) bytes at byte \(handle.offset)", "it inside the file")
    }
    let end = handle.offset + handle.size
    var trailer = bytes[(end + 1)...]
    guard trailer.takeNumber(width: 4) == UInt64(CastagnoliChecksum.masked(bytes[handle.offset...end])) else {
      throw damaged("a block at byte \(handle.offset) that disagrees with its checksum", "agreement")
    }
    guard bytes[end] == 0 else {
      throw .refused(
        path: path, found: "a block packed by method \(bytes[end])",
        expected: "plain blocks, as TensorFlow writes them",
        remedy: "Load it with TensorFlow and save it again.")
    }
    guard let content = Self.withoutRestarts(bytes[handle.offset..<end]) else {
      throw damaged("a block at byte \(handle.offset) without a list of restarts", "it at the block's end")
    }
    var rest = content
    var entries: [(key: [UInt8], value: ArraySlice<UInt8>)] = []
    var key: [UInt8] = []
    while !rest.isEmpty {
      guard let shared = rest.takeCount(), let own = rest.takeCount(), let length = rest.takeCount(),
        shared <= key.count, let suffix = rest.take(own), let value = rest.take(length)
      else { throw damaged("an entry that makes no sense in the block at byte \(handle.offset)", "key and value") }
      key = Array(key.prefix(shared) + suffix)
      entries.append((key, value))
      guard entries.count <= Self.entryLimit else { throw damaged("too many entries", "at most \(Self.entryLimit)") }
    }
    return entries
  }

  private static func withoutRestarts(_ block: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var end = block.suffix(4)
    guard let count = end.takeNumber(width: 4), 4 * (Int(count) + 1) <= block.count else { return nil }
    return block.dropLast(4 * (Int(count) + 1))
  }

  private func damaged(_ found: String, _ expected: String) -> CheckpointError {
    .broken(path: path, found: found, expected: expected)
  }
}

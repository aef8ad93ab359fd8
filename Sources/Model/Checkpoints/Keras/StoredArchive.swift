/// A zip archive of uncompressed members, as Keras writes its own.
enum StoredArchive {
  /// The archive's bytes.
  static func bytes(_ members: [(name: String, data: [UInt8])]) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for (name, data) in members {
      // Version 2.0, no flags, stored, 1980-01-01: the date is in metadata.json.
      var common: [UInt8] = [20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]
      common.append(Deflate.checksum(data), 4)
      common.append(data.count, 4)
      common.append(data.count, 4)
      common.append(name.utf8.count, 2)
      common.append(0, 2)
      directory += [0x50, 0x4B, 0x01, 0x02, 20, 0] + common
      directory.append(0, 6)
      directory.append(0, 4)
      directory.append(file.count, 4)
      directory += Array(name.utf8)
      file += ZipArchive.signature + common + Array(name.utf8) + data
    }
    var end: [UInt8] = [0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0]
    for _ in 0..<2 { end.append(members.count, 2) }
    end.append(directory.count, 4)
    end.append(file.count, 4)
    end.append(0, 2)
    return file + directory + end
  }
}

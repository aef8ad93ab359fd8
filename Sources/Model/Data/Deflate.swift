import CZlib

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

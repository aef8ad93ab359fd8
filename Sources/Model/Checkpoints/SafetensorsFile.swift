import Essentials

/// An open safetensors file, none of whose bytes are trusted: `SafetensorsTensor`s are read when asked for.
package final class SafetensorsFile: Sendable {
  /// The longest header read, the same as the format's own implementation has.
  static let headerLimit = 100_000_000

  /// The file's name.
  package let path: String
  /// The `__metadata__` of the header.
  package let metadata: [String: String]
  /// What the header says of each tensor, by name.
  package let tensors: [String: SafetensorsTensor]
  private let descriptor: Int32
  private let dataStart: Int

  /// Opens the file and checks its header: nothing overlaps, is missing, or lies outside.
  ///
  /// - Throws: `CheckpointError` naming what was found and what was expected.
  package init(contentsOf path: String) throws(CheckpointError) {
    let size: Int
    do {
      (descriptor, size) = try Self.open(path)
    } catch {
      throw CheckpointError(reading: error, path: path)
    }
    do throws(CheckpointError) {
      guard size >= 8 else {
        throw .damaged(
          path: path, found: "\(size) bytes", expected: "at least the 8 of a header's length")
      }
      let length = try Self.bytes(descriptor, at: 0, count: 8, path: path)
        .reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      guard length <= Self.headerLimit, length <= size - 8 else {
        throw .damaged(
          path: path, found: "a header of \(length) bytes in a file of \(size)",
          expected: "one that fits the file and \(Self.headerLimit) bytes, as in any safetensors file")
      }
      let header = try Self.header(Self.bytes(descriptor, at: 8, count: Int(length), path: path), path: path)
      dataStart = 8 + Int(length)
      try Self.checkLayout(header.tensors, dataCount: size - dataStart, path: path)
      self.path = path
      metadata = header.metadata
      tensors = header.tensors
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit {
    close(descriptor)
  }

  /// The numbers of the tensor `name`, row-major and bit for bit, which must be float32 of this shape.
  ///
  /// - Throws: `CheckpointError` if there is none, if it is of another type or shape, or if reading fails.
  package func floats(_ name: String, shape: [Int]) throws(CheckpointError) -> [Float] {
    let expected = "F32 \(shape)"
    guard let tensor = tensors[name] else {
      throw .damaged(path: path, found: "no tensor \(name)", expected: expected)
    }
    guard tensor.type == .float32, tensor.shape == shape else {
      throw .damaged(path: path, found: "\(name) as \(tensor.type.rawValue) \(tensor.shape)", expected: expected)
    }
    var failure: CheckpointError?
    let values = [Float](unsafeUninitializedCapacity: tensor.offsets.count / 4) { buffer, count in
      let bytes = UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: tensor.offsets.count)
      do throws(CheckpointError) {
        try Self.read(descriptor, at: dataStart + tensor.offsets.lowerBound, into: bytes, path: path)
        count = buffer.count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return 1.littleEndian == 1 ? values : values.map { Float(bitPattern: $0.bitPattern.byteSwapped) }
  }

  private static func open(_ path: String) throws(FileFailure) -> (descriptor: Int32, size: Int) {
    // A pipe without a writer must not keep us waiting.
    let descriptor = Essentials.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw errno == ENOENT ? .missing : .system(operation: "open", code: errno) }
    var information = stat()
    let result = fstat(descriptor, &information)
    let kind = information.st_mode & S_IFMT
    guard result == 0, kind == S_IFREG else {
      let failure =
        result == 0 ? kind == S_IFDIR ? .directory : .special : FileFailure.system(operation: "examine", code: errno)
      close(descriptor)
      throw failure
    }
    return (descriptor, Int(information.st_size))
  }

  private static func bytes(
    _ descriptor: Int32, at offset: Int, count: Int, path: String
  ) throws(CheckpointError) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: count)
    var failure: CheckpointError?
    result.withUnsafeMutableBytes { buffer in
      do throws(CheckpointError) { try read(descriptor, at: offset, into: buffer, path: path) } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return result
  }

  private static func read(
    _ descriptor: Int32, at offset: Int, into buffer: UnsafeMutableRawBufferPointer, path: String
  ) throws(CheckpointError) {
    var done = 0
    while done < buffer.count {
      let part = UnsafeMutableRawBufferPointer(rebasing: buffer[done...].prefix(1 << 30))
      let count = pread(descriptor, part.baseAddress, part.count, off_t(offset + done))
      if count < 0 {
        if errno == EINTR { continue }
        throw CheckpointError(reading: .system(operation: "read", code: errno), path: path)
      }
      guard count > 0 else {
        throw .damaged(path: path, found: "the end at byte \(offset + done)", expected: "a file that stays as it is")
      }
      done += count
    }
  }

  private static func header(_ bytes: [UInt8], path: String) throws(CheckpointError) -> SafetensorsHeader {
    do {
      return try SafetensorsHeader(bytes)
    } catch {
      throw .damaged(
        path: path, found: "a header that makes no sense at byte \(8 + error.offset)",
        expected: "\(error.expected) there")
    }
  }

  /// The format demands that the tensors fill the data from end to end, each by its own shape.
  private static func checkLayout(
    _ tensors: [String: SafetensorsTensor], dataCount: Int, path: String
  ) throws(CheckpointError) {
    var end = 0
    let inOrder = tensors.sorted { left, right in
      let (left, right) = (left.value.offsets, right.value.offsets)
      return (left.lowerBound, left.upperBound) < (right.lowerBound, right.upperBound)
    }
    for (name, tensor) in inOrder {
      guard tensor.offsets.lowerBound == end else {
        throw .damaged(
          path: path, found: "tensor \(name.quoted) at data bytes \(tensor.offsets)",
          expected: "it to begin at \(end), where the one before it ends")
      }
      guard tensor.byteCount == tensor.offsets.count else {
        throw .damaged(
          path: path, found: "\(tensor.offsets.count) bytes for tensor \(name.quoted)",
          expected: "what \(tensor.type.rawValue) \(tensor.shape) takes")
      }
      end = tensor.offsets.upperBound
    }
    guard end == dataCount else {
      throw .damaged(path: path, found: "\(dataCount) bytes of data", expected: "\(end), as its header says")
    }
  }
}

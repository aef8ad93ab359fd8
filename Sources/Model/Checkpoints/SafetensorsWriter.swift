/// Collects tensors and metadata, and writes them as one safetensors file.
package struct SafetensorsWriter: Sendable {
  private struct Entry: Sendable {
    let name: String
    let shape: [Int]
    let values: [Float]
  }

  /// What becomes `__metadata__`, by ascending key.
  package var metadata: [String: String] = [:]
  /// More of it, with what must be escaped in a JSON string escaped already.
  var escapedMetadata: [String: [UInt8]] = [:]
  private var entries: [Entry] = []

  /// A file without tensors yet.
  package init(metadata: [String: String] = [:]) {
    self.metadata = metadata
  }

  /// Adds a float32 tensor, row-major; the file keeps the order of additions.
  package mutating func add(_ name: String, shape: [Int], _ values: [Float]) {
    precondition(shape.reduce(1, *) == values.count, "\(name): \(values.count) values for the shape \(shape)")
    precondition(!entries.contains { $0.name == name }, "\(name) twice")
    entries.append(Entry(name: name, shape: shape, values: values))
  }

  /// Writes the file in the place of `path`, at once or not at all.
  ///
  /// What is about to take the place is handed to `check` first, under the name it has until then.
  /// - Throws: `CheckpointError.unwritable`; then what was there is as it was.
  package func write(
    to path: String, check: (_ temporary: String) throws(CheckpointError) -> Void = { _ in }
  ) throws(CheckpointError) {
    var refusal: CheckpointError?
    do {
      try AtomicFile.replace(path) { (file) throws(FileFailure) in
        let header = header
        let length = UInt64(header.count)
        try file.append((0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) })
        try file.append(header)
        for entry in entries { try file.append(littleEndian(entry.values)) }
      } check: { temporary in
        do throws(CheckpointError) { try check(temporary) } catch { refusal = error }
        return refusal == nil
      }
    } catch {
      throw .unwritable(path: path, found: refusal.map { "what would stand there is no good: \($0)" } ?? error.found)
    }
  }

  /// The JSON, padded with spaces so that the data begins at a multiple of 8.
  private var header: [UInt8] {
    func quoted(_ text: String) -> [UInt8] { [0x22] + JSONText.escaped(text.utf8) + [0x22] }
    var members: [[UInt8]] = []
    var texts = metadata.mapValues(quoted)
    for (key, text) in escapedMetadata { texts[key] = [0x22] + text + [0x22] }
    if !texts.isEmpty {
      let pairs = texts.sorted { $0.key < $1.key }.map { quoted($0.key) + Array(":".utf8) + $0.value }
      members.append(Array("\"__metadata__\":{".utf8) + pairs.joined(separator: ",".utf8) + Array("}".utf8))
    }
    var offset = 0
    for entry in entries {
      let shape = entry.shape.map(String.init).joined(separator: ",")
      let end = offset + entry.values.count * 4
      let text = ":{\"dtype\":\"F32\",\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(end)]}"
      members.append(quoted(entry.name) + Array(text.utf8))
      offset = end
    }
    let bytes = Array("{".utf8) + members.joined(separator: ",".utf8) + Array("}".utf8)
    return bytes + [UInt8](repeating: UInt8(ascii: " "), count: (8 - bytes.count % 8) % 8)
  }

  private func littleEndian(_ values: [Float]) -> [Float] {
    1.littleEndian == 1 ? values : values.map { Float(bitPattern: $0.bitPattern.byteSwapped) }
  }
}

/// Collects tensors and metadata, and writes them as one safetensors file.
package struct SafetensorsWriter: Sendable {
  private struct Entry: Sendable {
    let name: String
    let shape: [Int]
    let values: [Float]
  }

  /// What becomes `__metadata__`, by ascending key.
  package var metadata: [String: String] = [:]
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
  /// - Throws: `SafetensorsError.unwritable`; then what was there is as it was.
  package func write(to path: String) throws(SafetensorsError) {
    do {
      try AtomicFile.replace(path) { (file) throws(FileFailure) in
        let header = header
        let length = UInt64(header.count)
        try file.append((0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) })
        try file.append(header)
        for entry in entries { try file.append(littleEndian(entry.values)) }
      }
    } catch {
      throw .unwritable(path: path, found: error.found)
    }
  }

  /// The JSON, padded with spaces so that the data begins at a multiple of 8.
  private var header: [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key < $1.key }.map { "\(Self.quoted($0.key)):\(Self.quoted($0.value))" }
      members.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    var offset = 0
    for entry in entries {
      let shape = entry.shape.map(String.init).joined(separator: ",")
      let end = offset + entry.values.count * 4
      members.append(
        "\(Self.quoted(entry.name)):{\"dtype\":\"F32\",\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    let bytes = Array("{\(members.joined(separator: ","))}".utf8)
    return bytes + [UInt8](repeating: UInt8(ascii: " "), count: (8 - bytes.count % 8) % 8)
  }

  private func littleEndian(_ values: [Float]) -> [Float] {
    1.littleEndian == 1 ? values : values.map { Float(bitPattern: $0.bitPattern.byteSwapped) }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

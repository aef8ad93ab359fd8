/// The header of a safetensors file: a JSON object of one fixed form, read without recursion.
///
/// Format: https://github.com/huggingface/safetensors. What the form has no place for, and every name given twice, is
/// refused where it stands, so nesting costs nothing.
struct SafetensorsHeader {
  private(set) var tensors: [String: SafetensorsTensor] = [:]
  private(set) var metadata: [String: String] = [:]

  init(_ bytes: [UInt8]) throws(JSONScanner.Failure) {
    var scanner = JSONScanner(bytes)
    guard bytes.first == UInt8(ascii: "{") else { throw scanner.failure("a header beginning with {") }
    var hasMetadata = false
    try scanner.object { (scanner, name) throws(JSONScanner.Failure) in
      if name == "__metadata__" {
        guard !hasMetadata else { throw scanner.failure("__metadata__ once") }
        hasMetadata = true
        metadata = try Self.metadata(&scanner)
      } else {
        guard tensors[name] == nil else { throw scanner.failure("the tensor \(name.debugDescription) once") }
        tensors[name] = try Self.tensor(&scanner)
      }
    }
    try scanner.end()
  }

  private static func metadata(_ scanner: inout JSONScanner) throws(JSONScanner.Failure) -> [String: String] {
    var result: [String: String] = [:]
    try scanner.object { (scanner, key) throws(JSONScanner.Failure) in
      guard result.updateValue(try scanner.string(), forKey: key) == nil else {
        throw scanner.failure("the metadata \(key.debugDescription) once")
      }
    }
    return result
  }

  private static func tensor(_ scanner: inout JSONScanner) throws(JSONScanner.Failure) -> SafetensorsTensor {
    var type: SafetensorsTensor.ElementType?
    var shape: [Int]?
    var offsets: Range<Int>?
    try scanner.object { (scanner, key) throws(JSONScanner.Failure) in
      switch key {
      case "dtype" where type == nil:
        let name = try scanner.string()
        type = SafetensorsTensor.ElementType(rawValue: name)
        guard type != nil else {
          throw scanner.failure("a known dtype such as F32 instead of \(name.debugDescription)")
        }
      case "shape" where shape == nil:
        shape = try scanner.integers()
      case "data_offsets" where offsets == nil:
        let pair = try scanner.integers()
        guard pair.count == 2, pair[0] <= pair[1] else { throw scanner.failure("two ascending data_offsets") }
        offsets = pair[0]..<pair[1]
      default:
        throw scanner.failure("dtype, shape and data_offsets once each, not \(key.debugDescription)")
      }
    }
    guard let type, let shape, let offsets else { throw scanner.failure("dtype, shape and data_offsets before it") }
    return SafetensorsTensor(type: type, shape: shape, offsets: offsets)
  }
}

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
        guard tensors[name] == nil else { throw scanner.failure("the tensor \(name.quoted) once") }
        tensors[name] = try Self.tensor(&scanner)
      }
    }
    try scanner.end()
  }

  private static func metadata(_ scanner: inout JSONScanner) throws(JSONScanner.Failure) -> [String: String] {
    var result: [String: String] = [:]
    try scanner.object { (scanner, key) throws(JSONScanner.Failure) in
      guard result.updateValue(try scanner.string(), forKey: key) == nil else {
        throw scanner.failure("the metadata \(key.quoted) once")
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
          throw scanner.failure("a known dtype such as F32 instead of \(name.quoted)")
        }
      case "shape" where shape == nil:
        shape = try scanner.integers()
      case "data_offsets" where offsets == nil:
        let pair = try scanner.integers()
        guard pair.count == 2, pair[0] <= pair[1] else { throw scanner.failure("two ascending data_offsets") }
        offsets = pair[0]..<pair[1]
      default:
        throw scanner.failure("dtype, shape and data_offsets once each, not \(key.quoted)")
      }
    }
    guard let type, let shape, let offsets else { throw scanner.failure("dtype, shape and data_offsets before it") }
    return SafetensorsTensor(type: type, shape: shape, offsets: offsets)
  }
}

/// What a safetensors header says of one tensor.
package struct SafetensorsTensor: Hashable, Sendable {
  /// The kinds of numbers the format knows, by their names in it.
  package enum ElementType: String, Sendable, CaseIterable {
    case bool = "BOOL"
    case uint8 = "U8"
    case int8 = "I8"
    case float8e5m2 = "F8_E5M2"
    case float8e4m3 = "F8_E4M3"
    case float8e8m0 = "F8_E8M0"
    case int16 = "I16"
    case uint16 = "U16"
    case float16 = "F16"
    case bfloat16 = "BF16"
    case int32 = "I32"
    case uint32 = "U32"
    case float32 = "F32"
    case int64 = "I64"
    case uint64 = "U64"
    case float64 = "F64"
    case complex64 = "C64"

    /// Bytes per element.
    package var size: Int {
      switch self {
      case .bool, .uint8, .int8, .float8e5m2, .float8e4m3, .float8e8m0: 1
      case .int16, .uint16, .float16, .bfloat16: 2
      case .int32, .uint32, .float32: 4
      case .int64, .uint64, .float64, .complex64: 8
      }
    }
  }

  /// The kind of its numbers.
  package let type: ElementType
  /// Its dimensions, outermost first; none for a single number.
  package let shape: [Int]
  /// Where its bytes lie after the header.
  let offsets: Range<Int>

  /// How many bytes the shape takes, or nil if that is beyond any number.
  var byteCount: Int? {
    shape.reduce(type.size) { (product: Int?, dimension) in
      let (result, overflows) = (product ?? 0).multipliedReportingOverflow(by: dimension)
      return product == nil || overflows ? nil : result
    }
  }
}

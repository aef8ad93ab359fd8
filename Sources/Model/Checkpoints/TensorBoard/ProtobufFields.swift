/// The fields of a Protocol Buffers message, one after the other, without keeping them: event files hold millions.
struct ProtobufFields {
  /// The content of a field, by how it is laid out.
  enum Value {
    case varint(UInt64)
    case fixed64(UInt64)
    case fixed32(UInt32)
    case bytes(ArraySlice<UInt8>)
  }

  /// A field by its number.
  struct Field {
    let number: UInt64
    let value: Value
  }

  private var rest: ArraySlice<UInt8>
  /// Whether everything so far was a field.
  private(set) var isWhole = true

  /// The fields of the message with these bytes.
  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// The next field; nil at the end and where there is no field, which `isWhole` tells apart.
  mutating func next() -> Field? {
    guard isWhole, !rest.isEmpty else { return nil }
    guard let tag = rest.takeVarint(), let value = value(kind: tag & 7) else {
      isWhole = false
      return nil
    }
    return Field(number: tag >> 3, value: value)
  }

  private mutating func value(kind: UInt64) -> Value? {
    switch kind {
    case 0: rest.takeVarint().map { .varint($0) }
    case 1: rest.takeNumber(width: 8).map { .fixed64($0) }
    case 2: rest.takeCount().flatMap { rest.take($0) }.map { .bytes($0) }
    case 5: rest.takeNumber(width: 4).map { .fixed32(UInt32($0)) }
    default: nil
    }
  }

  /// A field of bytes as it is written; its number is below 16.
  static func bytes(_ number: UInt8, _ content: some Collection<UInt8>) -> [UInt8] {
    [number << 3 | 2] + varint(UInt64(content.count)) + content
  }

  /// A number of 7 bits a byte, lowest first.
  static func varint(_ value: UInt64) -> [UInt8] {
    var (rest, result) = (value, [UInt8]())
    while rest >= 0x80 {
      result.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    return result + [UInt8(rest)]
  }
}

/// A tensor of one element, as a summary holds a scalar.
///
/// Source: tensorflow/core/framework/tensor.proto, types.proto.
struct ScalarTensor {
  /// The element.
  let value: Double

  /// Reads a TensorProto; nil if it has not exactly one number.
  init?(_ bytes: ArraySlice<UInt8>) {
    var kind: UInt64 = 0
    var content: ArraySlice<UInt8> = []
    var listed: ProtobufFields.Field?
    var fields = ProtobufFields(bytes)
    while let field = fields.next() {
      switch (field.number, field.value) {
      case (1, .varint(let value)): kind = value
      case (2, .bytes(let shape)): guard Self.isOneElement(shape) else { return nil }
      case (4, .bytes(let bytes)): content = bytes
      case (5...7, _), (10, _): listed = field
      default: break
      }
    }
    guard fields.isWhole else { return nil }
    let number = content.isEmpty ? listed.flatMap { Self.number($0) } : Self.number(content, kind: kind)
    guard let number else { return nil }
    value = number
  }

  /// Whether a TensorShapeProto has no dimension but such of size 1.
  private static func isOneElement(_ shape: ArraySlice<UInt8>) -> Bool {
    var dimensions = ProtobufFields(shape)
    while let dimension = dimensions.next() {
      guard dimension.number == 2, case .bytes(let bytes) = dimension.value else { continue }
      var (fields, size) = (ProtobufFields(bytes), UInt64(0))
      while let field = fields.next() { if field.number == 1, case .varint(let value) = field.value { size = value } }
      guard size == 1 else { return false }
    }
    return dimensions.isWhole
  }

  /// The element as it lies in memory: float32, float64, int32 or int64, one of which every writer of scalars takes.
  private static func number(_ content: ArraySlice<UInt8>, kind: UInt64) -> Double? {
    let widths: [UInt64: Int] = [1: 4, 2: 8, 3: 4, 9: 8]
    var rest = content
    guard let width = widths[kind], content.count == width, let bits = rest.takeNumber(width: width) else { return nil }
    return switch kind {
    case 1: Double(Float(bitPattern: UInt32(bits)))
    case 2: Double(bitPattern: bits)
    case 3: Double(Int32(truncatingIfNeeded: bits))
    default: Double(Int64(bitPattern: bits))
    }
  }

  /// The element as a field of its type holds it: alone, or in a packed list.
  private static func number(_ field: ProtobufFields.Field) -> Double? {
    var value = field.value
    if case .bytes(var list) = value {
      let element: ProtobufFields.Value? =
        switch field.number {
        case 5: list.takeNumber(width: 4).map { .fixed32(UInt32($0)) }
        case 6: list.takeNumber(width: 8).map { .fixed64($0) }
        case 7, 10: list.takeVarint().map { .varint($0) }
        default: nil
        }
      guard let element, list.isEmpty else { return nil }
      value = element
    }
    return switch (field.number, value) {
    case (5, .fixed32(let bits)): Double(Float(bitPattern: bits))
    case (6, .fixed64(let bits)): Double(bitPattern: bits)
    case (7, .varint(let bits)), (10, .varint(let bits)): Double(Int64(bitPattern: bits))
    default: nil
    }
  }
}

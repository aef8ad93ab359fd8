/// A number that a training told at a step.
package struct ScalarPoint: Hashable, Sendable {
  /// The step, in whatever the one who logged it counts: epochs or batches, from 0 or 1.
  package let step: Int
  /// When, in seconds since 1970; NaN where unknown.
  package let time: Double
  /// The number, which need not be finite.
  package let value: Double

  /// A number at a step.
  package init(step: Int, time: Double, value: Double) {
    self.step = step
    self.time = time
    self.value = value
  }
}

/// An event as TensorBoard's event files hold it, with the scalars in it alone.
///
/// Source: tensorflow/core/util/event.proto, framework/summary.proto, framework/tensor.proto.
struct ScalarEvent {
  /// What an event file of today says in its first record.
  static let version = "brain.Event:2"

  /// When it was written, in seconds since 1970.
  let time: Double
  /// The step, or nil if it is none that a training comes to.
  let step: Int?
  /// Each scalar by its tag.
  let scalars: [(tag: String, value: Double)]

  /// Reads the bytes of a record; nil if they are no event.
  init?(_ bytes: ArraySlice<UInt8>) {
    var time = Double.nan
    var step: UInt64 = 0
    var scalars: [(tag: String, value: Double)] = []
    var fields = ProtobufFields(bytes)
    while let field = fields.next() {
      switch (field.number, field.value) {
      case (1, .fixed64(let bits)): time = Double(bitPattern: bits)
      case (2, .varint(let value)): step = value
      case (5, .bytes(let summary)):
        var values = ProtobufFields(summary)
        while let value = values.next() {
          guard value.number == 1, case .bytes(let message) = value.value else { continue }
          if let scalar = Self.scalar(message) { scalars.append(scalar) }
        }
        guard values.isWhole else { return nil }
      default: break
      }
    }
    guard fields.isWhole else { return nil }
    self.time = time
    self.step = Int(exactly: step).flatMap { $0 <= TrainingState.greatestCount ? $0 : nil }
    self.scalars = scalars
  }

  /// The longest tag that is taken.
  private static let longestTag = 1024

  /// The tag and the number of a summary's value; nil if it is a picture, a text or anything else.
  private static func scalar(_ message: ArraySlice<UInt8>) -> (tag: String, value: Double)? {
    var tag: String?
    var number: Double?
    var isOther = false
    var fields = ProtobufFields(message)
    while let field = fields.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let text)):
        tag = text.count <= longestTag ? String(validating: text, as: UTF8.self) : nil
      case (2, .fixed32(let bits)): number = Double(Float(bitPattern: bits))
      case (8, .bytes(let tensor)): number = ScalarTensor(tensor)?.value
      case (9, .bytes(let metadata)): isOther = !isScalar(metadata: metadata)
      default: break
      }
    }
    guard fields.isWhole, !isOther, let tag, !tag.isEmpty, let number else { return nil }
    return (tag, number)
  }

  /// Whether the plugin that a value is for shows scalars; a value that names none may be one.
  private static func isScalar(metadata: ArraySlice<UInt8>) -> Bool {
    var fields = ProtobufFields(metadata)
    while let field = fields.next() {
      guard field.number == 1, case .bytes(let plugin) = field.value else { continue }
      var inner = ProtobufFields(plugin)
      while let field = inner.next() {
        if field.number == 1, case .bytes(let name) = field.value {
          return name.isEmpty || name.elementsEqual("scalars".utf8)
        }
      }
    }
    return true
  }

  /// The first record of a file.
  static func version(time: Double) -> [UInt8] {
    EventFrame.framed([0x09] + EventFrame.littleEndian(time.bitPattern) + ProtobufFields.bytes(3, version.utf8))
  }

  /// A record with one scalar, byte for byte as Keras writes it.
  static func record(tag: String, _ point: ScalarPoint) -> [UInt8] {
    let number = EventFrame.littleEndian(Float(point.value).bitPattern)
    // A float tensor of no dimensions, for the plugin that shows scalars.
    let tensor: [UInt8] = [0x08, 0x01, 0x12, 0x00] + ProtobufFields.bytes(4, number)
    let metadata = ProtobufFields.bytes(1, ProtobufFields.bytes(1, "scalars".utf8))
    let value = ProtobufFields.bytes(1, tag.utf8) + ProtobufFields.bytes(8, tensor) + ProtobufFields.bytes(9, metadata)
    let step = point.step == 0 ? [] : [0x10] + ProtobufFields.varint(UInt64(point.step))
    return EventFrame.framed(
      [0x09] + EventFrame.littleEndian(point.time.bitPattern) + step
        + ProtobufFields.bytes(5, ProtobufFields.bytes(1, value)))
  }
}

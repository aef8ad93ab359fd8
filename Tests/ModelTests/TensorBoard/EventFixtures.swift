import Foundation
import Model

/// An event file as others write it, record by record, with a checksum of its own making.
enum EventBytes {
  /// CRC-32C bit by bit, rotated and shifted as TensorFlow does.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0x82F6_3B78 : sum >> 1 }
    }
    sum = ~sum
    return (sum >> 15 | sum << 17) &+ 0xA282_EAD8
  }

  /// The bytes of a number, lowest first.
  static func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }

  /// A record around a message.
  static func record(_ message: [UInt8]) -> [UInt8] {
    let length = bytes(UInt64(message.count))
    return length + bytes(checksum(length)) + message + bytes(checksum(message))
  }

  /// A field of bytes, shorter than 128.
  static func field(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
    [number << 3 | 2, UInt8(content.count)] + content
  }

  /// An event at a step below 128, with one value of a summary.
  static func event(step: UInt8, _ value: [UInt8]) -> [UInt8] {
    record([0x09] + bytes(1e9.bitPattern) + [0x10, step] + field(5, field(1, value)))
  }

  /// An event with a number in the old form.
  static func scalar(_ tag: String, _ number: Float, step: UInt8) -> [UInt8] {
    event(step: step, field(1, Array(tag.utf8)) + [0x15] + bytes(number.bitPattern))
  }

  /// The events of a training of so many epochs, the loss of epoch n being 1 / n.
  static func training(epochs: Int) -> [[UInt8]] {
    (0..<epochs).map { scalar("loss", 1 / Float($0 + 1), step: UInt8($0)) }
  }
}

extension EventReader {
  /// The steps and the numbers of a series.
  func numbers(_ name: String) -> [Int: Double] {
    Dictionary(uniqueKeysWithValues: scalars[name].map { ($0.step, $0.value) })
  }
}

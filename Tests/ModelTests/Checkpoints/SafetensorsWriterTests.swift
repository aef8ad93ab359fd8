import Foundation
import Model
import Testing

@Suite("Safetensors files, writing")
struct SafetensorsWriterTests {
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
  }

  private func writer(_ values: [Float] = [1, 2]) -> SafetensorsWriter {
    var writer = SafetensorsWriter(metadata: ["format": "test"])
    writer.add("a", shape: [values.count], values)
    return writer
  }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted() }
  }

  @Test("a file's bytes are fixed: metadata first, data at a multiple of 8, little-endian")
  func bytes() throws {
    var writer = SafetensorsWriter(metadata: ["z": "1", "a": "\"\\\n\u{1}é"])
    writer.add("second", shape: [2, 1], [1, -2])
    writer.add("first", shape: [], [0.5])
    let path = scratch.path + "/out.safetensors"
    try writer.write(to: path)
    let header =
      #"{"__metadata__":{"a":"\"\\\u000a\u0001é","z":"1"},"second":{"dtype":"F32","shape":[2,1],"#
      + #""data_offsets":[0,8]},"first":{"dtype":"F32","shape":[],"data_offsets":[8,12]}}"#
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let length = (header.utf8.count + 7) / 8 * 8
    #expect(Array(bytes[..<8]) == [UInt8(length), 0, 0, 0, 0, 0, 0, 0])
    let padded = header + String(repeating: " ", count: length - header.utf8.count)
    #expect(String(decoding: bytes[8..<(8 + length)], as: UTF8.self) == padded)
    #expect(Array(bytes[(8 + length)...]) == [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 0, 0, 0, 0x3F])
  }

  @Test("what was written is read, bit for bit, also what is no number")
  func roundTrip() throws {
    let signaling = Float(bitPattern: 0x7FA0_1234)
    let values = [Float.infinity, -.zero, .leastNonzeroMagnitude, signaling, -.nan] + (0..<70_000).map { Float($0) }
    var writer = SafetensorsWriter(metadata: ["k\u{0}": "\u{2028}😀\u{7F}"])
    writer.add("weights", shape: [5, 14_001], values)
    writer.add("none", shape: [0, 4], [])
    let path = scratch.path + "/out.safetensors"
    try writer.write(to: path)
    let file = try SafetensorsFile(contentsOf: path)
    #expect(file.metadata == writer.metadata)
    #expect(try file.floats("weights", shape: [5, 14_001]).map(\.bitPattern) == values.map(\.bitPattern))
    #expect(try file.floats("none", shape: [0, 4]) == [])
    try SafetensorsWriter().write(to: path)
    #expect(try SafetensorsFile(contentsOf: path).tensors.isEmpty)
  }

  @Test("a file is replaced as a whole, through a link to it, and nothing else is left")
  func replacement() throws {
    let path = scratch.path + "/out.safetensors"
    let link = scratch.path + "/link"
    try writer().write(to: path)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "out.safetensors")
    let old = try SafetensorsFile(contentsOf: path)
    try writer([3, 4, 5]).write(to: link)
    #expect(try old.floats("a", shape: [2]) == [1, 2])
    #expect(try SafetensorsFile(contentsOf: path).floats("a", shape: [3]) == [3, 4, 5])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "out.safetensors")
    #expect(try names == ["link", "out.safetensors"])
  }

  @Test("a new file has the permissions the umask leaves")
  func permissions() throws {
    let path = scratch.path + "/out.safetensors"
    try writer().write(to: path)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    let other = try scratch.file("other", "")
    let usual = try FileManager.default.attributesOfItem(atPath: other)
    #expect(attributes[.posixPermissions] as? Int == usual[.posixPermissions] as? Int)
  }

  @Test("a failure leaves no temporary file, and says what failed")
  func failure() throws {
    let tooLong = scratch.path + "/" + String(repeating: "x", count: 300)
    for (path, found) in [
      (tooLong, "cannot replace it"), (scratch.path, "this is a directory"),
      (scratch.path + "/missing/out", "cannot create it"), ("", "cannot"),
    ] {
      let error = #expect(throws: CheckpointError.self) { try writer().write(to: path) }
      #expect(error?.description.contains(found) == true)
    }
    #expect(try names == [])
  }

  @Test("devices are written to, not replaced; a full one is an error")
  func devices() throws {
    try writer().write(to: "/dev/null")
    var information = stat()
    #expect(stat("/dev/null", &information) == 0 && information.st_mode & S_IFMT == S_IFCHR)
    #if os(Linux)
      let error = #expect(throws: CheckpointError.self) { try writer().write(to: "/dev/full") }
      #expect(error?.description.contains("No space left on device") == true)
    #endif
  }
}

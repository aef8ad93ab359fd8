import Foundation
import Model
import Testing

/// The bytes of a safetensors file with any header.
private func file(_ header: String, data: Int = 0, length: UInt64? = nil) -> [UInt8] {
  let length = length ?? UInt64(header.utf8.count)
  return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8)
    + [UInt8](repeating: 0, count: data)
}

private func entry(_ name: String, _ shape: String, _ offsets: String, type: String = "F32") -> String {
  #""\#(name)":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":\#(offsets)}"#
}

@Suite("Safetensors files, reading")
struct SafetensorsTests {
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
  }

  private func open(_ bytes: [UInt8]) throws -> SafetensorsFile {
    try SafetensorsFile(contentsOf: scratch.file("file.safetensors", bytes))
  }

  private func refusal(_ bytes: [UInt8]) throws -> String {
    let path = try scratch.file("file.safetensors", bytes)
    let error = #expect(throws: CheckpointError.self) { try SafetensorsFile(contentsOf: path) }
    guard case .damaged = error else { return "\(String(describing: error))" }
    return error?.description ?? ""
  }

  @Test("a file that Python wrote is read")
  func python() throws {
    let folder = try #require(Bundle.module.url(forResource: "Reference", withExtension: nil)).path
    let start = try SafetensorsFile(contentsOf: folder + "/optimizer-v2-space.safetensors")
    #expect(start.metadata["format"] == "seq2seq")
    #expect(start.metadata["config"]?.contains("\"\u{202F}\"") == true)
    #expect(start.tensors["decoder.kernel"]?.shape == [18, 32])
    #expect(start.tensors.count == 8)
    let expected = try SafetensorsFile(contentsOf: folder + "/optimizer-v2-space.expected.safetensors")
    let probabilities = try expected.floats("probabilities", shape: [7, 13, 18])
    for row in 0..<(7 * 13) {
      #expect(abs(probabilities[(row * 18)..<(row * 18 + 18)].reduce(0, +) - 1) < 1e-5)
    }
  }

  @Test("every escape, white space and kind of number is understood")
  func header() throws {
    let text = #" \"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00 é"#
    let header =
      #"{ "__metadata__" : { "a" : "\#(text)" } , "\#(text)" : {"shape":[ 2 , 1 ],"data_offsets":[ 0,4 ],"#
      + #""dtype":"BF16"}, \#(entry("scalar", "[]", "[4,8]")), \#(entry("none", "[3,0]", "[8,8]"))} "# + "\n\t "
    let file = try open(file(header, data: 8))
    let unescaped = " \"\\/\u{8}\u{C}\n\r\té😀 é"
    #expect(file.metadata == ["a": unescaped])
    #expect(file.tensors[unescaped]?.type == .bfloat16)
    #expect(file.tensors[unescaped]?.shape == [2, 1])
    #expect(try file.floats("scalar", shape: []) == [0])
    #expect(try file.floats("none", shape: [3, 0]) == [])
    #expect(try open(Self.empty).tensors.isEmpty)
  }

  private static let empty = file("{}")

  @Test("a tensor that is not what is asked for is refused")
  func request() throws {
    let file = try open(file("{\(entry("a", "[2,1]", "[0,8]")),\(entry("b", "[2]", "[8,24]", type: "F64"))}", data: 24))
    #expect(try file.floats("a", shape: [2, 1]) == [0, 0])
    for (name, shape, found) in [
      ("a", [1, 2], "a as F32 [2, 1]"), ("b", [2], "b as F64 [2]"), ("c", [2], "no tensor c"),
    ] {
      let error = #expect(throws: CheckpointError.self) { try file.floats(name, shape: shape) }
      #expect(error?.description.contains("\(found); expected F32 \(shape)") == true)
    }
  }

  @Test(
    "a header that cannot be one is refused",
    arguments: [
      ([], "0 bytes"),
      ([1, 2, 3], "3 bytes"),
      (file("{}", length: 3), "a header of 3 bytes in a file of 10"),
      (file("{}", length: .max), "a header of 18446744073709551615 bytes"),
      (file("{}", length: 1 << 63), "a header of 9223372036854775808 bytes"),
      (file("{}", length: 0), "expected a header beginning with {"),
      (file(" {}"), "expected a header beginning with {"),
      (file("{} x"), "expected the end of the header"),
      (file("{"), "no sense at byte 9; expected \""),
      (file("[]"), "expected a header beginning with {"),
      (file(#"{"a"}"#), "expected : there"),
      (file(#"{"a":1}"#), "expected { there"),
      (file(#"{"a"#), "expected a string that ends"),
      (file("{\"a\n\":1}"), "no control character"),
      (file(#"{"\x":1}"#), "an escape that JSON knows"),
      (file(#"{"\"#), "a whole escape"),
      (file(#"{"\u12"#), "four hexadecimal digits"),
      (file(#"{"\u+123":1}"#), "four hexadecimal digits"),
      (file(#"{"\ud800\u0041":1}"#), "a whole surrogate pair"),
      (file(#"{"\ud800":1}"#), "a whole surrogate pair"),
      (file(#"{"\udc00":1}"#), "a whole surrogate pair"),
      (file(#"{"__metadata__":{"a":1}}"#), "expected \""),
      (file(#"{"__metadata__":{"a":{"a":"b"}}}"#), "expected \""),
      (file(#"{"__metadata__":{"a":"1","a":"2"}}"#), "the metadata \"a\" once"),
      (file(#"{"__metadata__":{},"__metadata__":{}}"#), "__metadata__ once"),
      (file("{\(entry("a", "[0]", "[0,0]")),\(entry("a", "[0]", "[0,0]"))}"), "the tensor \"a\" once"),
      (file(#"{"a":{"dtype":"F32"}}"#), "dtype, shape and data_offsets before it"),
      (file(#"{"a":{"dtype":"F32","dtype":"F32"}}"#), "once each"),
      (file(#"{"a":{"more":"F32"}}"#), "not \"more\""),
      (file("{\(entry("a", "[1]", "[0,4]", type: "F33"))}", data: 4), "instead of \"F33\""),
      (file("{\(entry("a", "[-1]", "[0,4]"))}", data: 4), "a whole number"),
      (file("{\(entry("a", "[1.0]", "[0,4]"))}", data: 4), "expected ]"),
      (file("{\(entry("a", "[01]", "[0,4]"))}", data: 4), "a whole number"),
      (file("{\(entry("a", "[9223372036854775808]", "[0,4]"))}", data: 4), "a whole number"),
      (file("{\(entry("a", "[1]", "[4,0]"))}", data: 4), "ascending data_offsets"),
      (file("{\(entry("a", "[1]", "[0,4,8]"))}", data: 4), "two ascending data_offsets"),
      (file("{\(entry("a", "[1]", "[]"))}", data: 4), "two ascending data_offsets"),
    ] as [([UInt8], String)])
  func badHeader(_ bytes: [UInt8], expected: String) throws {
    #expect(try refusal(bytes).contains(expected))
  }

  @Test(
    "tensors must fill the data from end to end",
    arguments: [
      ("{\(entry("a", "[1]", "[0,4]"))}", 8, "8 bytes of data; expected 4"),
      ("{\(entry("a", "[2]", "[0,8]"))}", 4, "4 bytes of data; expected 8"),
      ("{}", 4, "4 bytes of data; expected 0"),
      ("{\(entry("a", "[2]", "[0,4]"))}", 4, "4 bytes for tensor \"a\"; expected what F32 [2] takes"),
      ("{\(entry("a", "[1]", "[4,8]"))}", 8, "expected it to begin at 0"),
      ("{\(entry("a", "[1]", "[0,4]")),\(entry("b", "[1]", "[0,4]"))}", 4, "expected it to begin at 4"),
      ("{\(entry("a", "[2]", "[0,8]")),\(entry("b", "[2]", "[4,12]"))}", 12, "expected it to begin at 8"),
      ("{\(entry("a", "[1]", "[0,4]")),\(entry("b", "[1]", "[8,12]"))}", 12, "expected it to begin at 4"),
      ("{\(entry("a", "[4294967296,4294967296]", "[0,0]"))}", 0, "0 bytes for tensor"),
      ("{\(entry("a", "[4611686018427387904,4]", "[0,0]"))}", 0, "0 bytes for tensor"),
      ("{\(entry("a", "[1]", "[9223372036854775803,9223372036854775807]"))}", 4, "expected it to begin at 0"),
    ])
  func badLayout(_ header: String, data: Int, expected: String) throws {
    #expect(try refusal(file(header, data: data)).contains(expected))
  }

  @Test("neither nesting nor a long header costs the stack")
  func nesting() throws {
    let deep = String(repeating: "[", count: 5_000_000)
    #expect(try refusal(file("{\"a\":" + deep)).contains("expected {"))
    #expect(try refusal(file("{\"a\":{\"shape\":" + deep)).contains("a whole number"))
    #expect(try refusal(file(String(repeating: "{\"a\":", count: 1_000_000))).contains("once each"))
    #expect(JSONNesting.isShallow(#"{"a":[["\"]["],"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["]}"#))
    #expect(!JSONNesting.isShallow(deep))
  }

  @Test("what is no UTF-8 is refused")
  func encoding() throws {
    var bytes = file(#"{"__metadata__":{"a":"?"}}"#)
    bytes[try #require(bytes.firstIndex(of: UInt8(ascii: "?")))] = 0xC3
    #expect(try refusal(bytes).contains("UTF-8"))
  }

  @Test("every truncation is refused, and no changed byte traps")
  func damage() throws {
    let header = #"{"__metadata__":{"k":"v\n"},\#(entry("a", "[1,2]", "[0,8]")),\#(entry("b", "[1]", "[8,12]"))}"#
    let whole = file(header, data: 12)
    #expect(try open(whole).tensors.count == 2)
    for length in 0..<whole.count { #expect(try refusal(Array(whole[..<length])).isEmpty == false) }
    for position in whole.indices {
      for value: UInt8 in [0, 0x22, 0x39, 0x5B, 0x5C, 0x7B, 0x7F, 0xFF] {
        var bytes = whole
        bytes[position] = value
        let path = try scratch.file("changed.safetensors", bytes)
        do throws(CheckpointError) { _ = try SafetensorsFile(contentsOf: path).floats("a", shape: [1, 2]) } catch {}
      }
    }
  }

  @Test("names that lead to no file are named")
  func noFile() throws {
    for (path, found) in [
      ("/nowhere/a", "there is no such file"), (scratch.path, "this is a directory"),
      ("/dev/zero", "this is a pipe or a device"),
    ] {
      #expect(throws: CheckpointError.noInput(path: path, found: found)) { try SafetensorsFile(contentsOf: path) }
    }
    let pipe = scratch.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(throws: CheckpointError.self) { try SafetensorsFile(contentsOf: pipe) }
  }

  @Test("a file cut short after it was opened is an error")
  func cut() throws {
    let path = try scratch.file("cut.safetensors", file("{\(entry("a", "[2]", "[0,8]"))}", data: 8))
    let file = try SafetensorsFile(contentsOf: path)
    #expect(truncate(path, 60) == 0)
    let error = #expect(throws: CheckpointError.self) { try file.floats("a", shape: [2]) }
    #expect(error?.description.contains("expected a file that stays as it is") == true)
  }
}

import Foundation
import Model
import Testing

/// Files changed at random, always the same: each is refused with a reason, or opens as a network that can be used.
@Suite("Keras's files, changed at random") struct KerasDamageTests {
  /// One of each format.
  ///
  /// The part of a checkpoint that is changed is its index, or the numbers beside it.
  private static let files = [
    "keras-3.15.1/plain.keras", "keras-3.15.1/plain.h5", "keras-3.15.1/plain-folder/model.weights.h5",
    "tf-keras-2.21/plain.h5", "tf-keras-2.21/weights.h5", "tf-keras-2.21/ckpt.index",
    "tf-keras-2.21/ckpt.data-00000-of-00001", "tf-keras-2.21/savedmodel/keras_metadata.pb", "older/keras-2.3.1/s2s.h5",
  ]

  /// A copy of a format's files, one of which is changed again and again.
  private struct Copy {
    let scratch: ScratchDirectory
    let whole: [UInt8]
    private let changed: String
    private let opened: String

    init(_ name: String) throws {
      scratch = try ScratchDirectory()
      let source = KerasFixtures.committed + "/" + name
      whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: source)))
      let isSaved = name.hasSuffix("keras_metadata.pb")
      let folder = String(source.prefix(upTo: try #require(source.lastIndex(of: "/"))))
      if isSaved {
        try FileManager.default.copyItem(atPath: folder + "/variables", toPath: scratch.path + "/variables")
      } else if name.contains("ckpt") {
        for ending in ["index", "data-00000-of-00001"] {
          try FileManager.default.copyItem(atPath: folder + "/ckpt." + ending, toPath: scratch.path + "/ckpt." + ending)
        }
      }
      changed = scratch.path + "/" + String(try #require(name.split(separator: "/").last))
      opened = isSaved ? scratch.path : name.contains("ckpt") ? scratch.path + "/ckpt" : changed
    }

    /// Whether the bytes open; what opens has numbers of the sizes it says.
    func opens(_ bytes: [UInt8]) throws -> Bool {
      try Data(bytes).write(to: URL(fileURLWithPath: changed))
      do {
        let file = try KerasFile(contentsOf: opened)
        let (v, w, h) = (file.sizes.inputCount, file.sizes.targetCount, file.sizes.latentDimension)
        #expect(
          file.tensors.map(\.count) == [v * 4 * h, 4 * h * h, 4 * h, w * 4 * h, 4 * h * h, 4 * h, h * w, w])
        #expect(file.tensors.allSatisfy { $0.allSatisfy(\.isFinite) })
        return true
      } catch {
        #expect(error.description.hasPrefix(scratch.path) && error.description.contains("; expected "))
        return false
      }
    }
  }

  /// One to three bytes, to anything or to what numbers often are.
  @Test(arguments: files) func changedBytes(name: String) throws {
    let copy = try Copy(name)
    #expect(try copy.opens(copy.whole))
    var generator = RandomGenerator(state: 1)
    var opened = 0
    for _ in 0..<300 {
      var bytes = copy.whole
      for _ in 0...generator.integer(below: 3) {
        let position = generator.integer(below: bytes.count)
        bytes[position] = [UInt8(generator.integer(below: 256)), 0, 1, 0x7F, 0x80, 0xFF][generator.integer(below: 6)]
      }
      if try copy.opens(bytes) { opened += 1 }
    }
    // Checksums find nearly everything; HDF5 has none, and most of it is numbers or empty.
    #expect(opened < 300)
  }

  /// The bytes that lead to others: HDF5's headers, not its numbers, changed where they are not zero.
  @Test(arguments: files.filter { $0.hasSuffix(".h5") }) func changedHeaders(name: String) throws {
    let copy = try Copy(name)
    // float32 numbers of a network are everywhere but at the start of structures, which have small bytes.
    let places = copy.whole.indices.dropLast(8).filter { index in
      index % 8 == 0 && copy.whole[index + 4..<index + 8].allSatisfy { $0 == 0 } && copy.whole[index] != 0
    }
    var generator = RandomGenerator(state: 2)
    var refused = 0
    for _ in 0..<500 {
      var bytes = copy.whole
      let place = places[generator.integer(below: places.count)]
      let other = places[generator.integer(below: places.count)]
      switch generator.integer(below: 4) {
      case 0: bytes.replaceSubrange(place..<place + 8, with: copy.whole[other..<other + 8])
      case 1: bytes.replaceSubrange(place..<place + 8, with: [UInt8](repeating: 0xFF, count: 8))
      case 2: bytes[place + generator.integer(below: 8)] = UInt8(generator.integer(below: 256))
      default: bytes[place] = UInt8(generator.integer(below: 256))
      }
      if try !copy.opens(bytes) { refused += 1 }
    }
    #expect(refused > 50, "changed addresses and sizes are found out")
  }

  @Test(arguments: files) func truncations(name: String) throws {
    let copy = try Copy(name)
    for length in stride(from: 0, to: copy.whole.count, by: max(1, copy.whole.count / 60)) {
      #expect(try !copy.opens(Array(copy.whole[..<length])), "\(length) bytes")
    }
  }

  /// The config of a `.keras` with a letter or a sign changed, which is another network or none.
  @Test func changedConfigs() throws {
    let folder = KerasFixtures.committed + "/keras-3.15.1/plain-folder"
    let config = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/config.json")))
    let scratch = try ScratchDirectory()
    try FileManager.default.copyItem(
      atPath: folder + "/model.weights.h5", toPath: scratch.path + "/model.weights.h5")
    let signs = Array("0123456789-+.eE\"\\{}[]:, unflt".utf8)
    var generator = RandomGenerator(state: 3)
    var opened = 0
    for _ in 0..<400 {
      var bytes = config
      for _ in 0...generator.integer(below: 3) {
        bytes[generator.integer(below: bytes.count)] = signs[generator.integer(below: signs.count)]
      }
      _ = try scratch.file("config.json", bytes)
      do {
        #expect(try KerasFile(contentsOf: scratch.path).sizes.latentDimension == 4)
        opened += 1
      } catch {
        #expect("\(error)".hasPrefix(scratch.path))
      }
    }
    #expect(opened > 10 && opened < 390, "some of the changes do no harm, most do")
  }
}

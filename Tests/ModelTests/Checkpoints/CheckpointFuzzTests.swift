import Foundation
import Model
import Testing

/// Bytes changed at random, always the same: a file is refused, or it is one that can be used.
@Suite("Checkpoints, changed at random") struct CheckpointFuzzTests {
  private let scratch: ScratchDirectory
  private let whole: [UInt8]
  private let headerLength: Int

  init() throws {
    scratch = try ScratchDirectory()
    let path = scratch.path + "/whole.safetensors"
    try CheckpointParts.checkpoint().write(to: path)
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    headerLength = 8 + (0..<8).reversed().reduce(0) { $0 << 8 | Int(bytes[$1]) }
    whole = bytes
  }

  /// Whether the bytes are a checkpoint; one that is gets used.
  private func isReadable(_ bytes: [UInt8]) throws -> Bool {
    let path = try scratch.file("changed.safetensors", bytes)
    let checkpoint: Checkpoint
    do {
      checkpoint = try Checkpoint(contentsOf: path)
    } catch {
      #expect(error.description.hasPrefix(path))
      return false
    }
    let configuration = checkpoint.network.configuration
    let steps = Translator(checkpoint.network).sequence(for: "Go on.").prefix(3)
    #expect(steps.allSatisfy { $0.probabilities.count == configuration.targetVocabulary.count })
    try checkpoint.write(to: "/dev/null")
    if let dataset = try? Dataset(pairs: Fixture.pairs, fitting: configuration),
      let trainer = try? Trainer(checkpoint, dataset: dataset, threads: 1)
    {
      trainer.train { _ in false }
      let session = try session(checkpoint, dataset)
      #expect(session.progress.batchesPerEpoch > 0)
    }
    return true
  }

  @Test func truncations() throws {
    #expect(try isReadable(whole))
    for length in stride(from: 0, to: whole.count, by: 37) { #expect(try !isReadable(Array(whole[..<length]))) }
    #expect(try !isReadable(Array(whole.dropLast())))
    #expect(try !isReadable(whole + [0]))
  }

  /// One to three bytes of the header, to anything, a digit, or a sign that JSON knows.
  @Test(arguments: [1, 2, 3, 4]) func changedHeaders(seed: UInt64) throws {
    var generator = RandomGenerator(state: seed)
    let signs = Array("0123456789-+.eE\"\\{}[]:, unflt".utf8)
    var readable = 0
    for _ in 0..<400 {
      var bytes = whole
      for _ in 0...generator.integer(below: 3) {
        let position = generator.integer(below: headerLength)
        let sign = signs[generator.integer(below: signs.count)]
        bytes[position] = generator.integer(below: 4) == 0 ? UInt8(generator.integer(below: 256)) : sign
      }
      if try isReadable(bytes) { readable += 1 }
    }
    #expect(readable > 10 && readable < 390, "some of the changes do no harm, most do")
  }

  /// Pieces cut out, doubled, or moved.
  @Test(arguments: [5, 6]) func movedPieces(seed: UInt64) throws {
    var generator = RandomGenerator(state: seed)
    for _ in 0..<200 {
      var bytes = whole
      let start = generator.integer(below: headerLength)
      let piece = Array(bytes[start..<min(bytes.count, start + 1 + generator.integer(below: 60))])
      if generator.integer(below: 2) == 0 { bytes.removeSubrange(start..<start + piece.count) }
      if generator.integer(below: 2) == 0 {
        bytes.insert(contentsOf: piece, at: generator.integer(below: headerLength))
      }
      _ = try isReadable(bytes)
    }
  }

  /// Every bit of the header's length, and bits of the numbers: whatever they are, they are weights.
  @Test func lengthAndWeights() throws {
    for bit in 0..<64 {
      var bytes = whole
      bytes[bit / 8] ^= 1 << (bit % 8)
      #expect(try !isReadable(bytes), "bit \(bit)")
    }
    var generator = RandomGenerator(state: 9)
    for _ in 0..<100 {
      var bytes = whole
      let position = headerLength + generator.integer(below: bytes.count - headerLength)
      bytes[position] = [0, 0x7F, 0x80, 0xFF][generator.integer(below: 4)]
      #expect(try isReadable(bytes))
    }
  }
}

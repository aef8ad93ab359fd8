import Foundation
import Model
import Testing

/// Bytes changed at random, always the same: a corpus is refused, or every line of it is accounted for.
@Suite("Corpora, changed at random")
struct CorpusFuzzTests {
  private static let text = """
    Go.\tVa !\r\nRun!\tCours !\tCC-BY\n\u{FEFF}Hop!\tSaute !\r7\tI am.\t9\tJe suis.\n"He said ""no"".";"Il dit « non »."
    "two\nlines";"deux\nlignes"\n\t\n\nZoé;\tÇa va ;\n"a","b"\na,"b, c"\r\r\n
    """
  private static let signs: [[UInt8]] =
    ["\t", "\n", "\r", "\r\n", "\"", "\"\"", ";", ",", " ", "\u{FEFF}", "é", "e\u{301}", "9", "\";\"", "\"\n"].map {
      Array($0.utf8)
    } + [[0xFF], [0xC3], [0xE9], [0xED, 0xA0, 0x80], [0xEF, 0xBB]]
  private static let formats: [CorpusFormat] = [
    CorpusFormat(), CorpusFormat(separator: .tab), CorpusFormat(columns: CorpusFormat.Columns("2,4")),
    CorpusFormat(separator: .quotedTab, columns: CorpusFormat.Columns("2,1")), CorpusFormat(separator: .semicolon),
    CorpusFormat(separator: .comma, columns: CorpusFormat.Columns("3,1")),
  ]

  /// As many lines as Python's universal newlines make of some bytes.
  private func lineCount(_ bytes: [UInt8]) -> Int {
    var count = bytes.isEmpty || [10, 13].contains(bytes.last) ? 0 : 1
    for (index, byte) in bytes.enumerated() {
      if byte == 13 || byte == 10 && (index == 0 || bytes[index - 1] != 13) { count += 1 }
    }
    return count
  }

  private func mutated(_ generator: inout RandomGenerator) -> [UInt8] {
    var bytes = Array(Self.text.utf8)
    for _ in 0...generator.integer(below: 12) {
      let start = generator.integer(below: bytes.count + 1)
      let end = min(bytes.count, start + generator.integer(below: 4) * generator.integer(below: 9))
      switch generator.integer(below: 3) {
      case 0: bytes.removeSubrange(start..<end)
      case 1: bytes.insert(contentsOf: bytes[start..<end], at: generator.integer(below: bytes.count + 1))
      default: bytes.insert(contentsOf: Self.signs[generator.integer(below: Self.signs.count)], at: start)
      }
    }
    return bytes
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64]) func changedTexts(seed: UInt64) throws {
    let scratch = try ScratchDirectory()
    var generator = RandomGenerator(seed: seed)
    var (read, refused) = (0, 0)
    for round in 0..<1_000 {
      let bytes = mutated(&generator)
      let path = try scratch.file("corpus.txt", bytes)
      let format = Self.formats[round % Self.formats.count]
      let maxLength = round % 5 == 0 ? 8 : NetworkConfiguration.maximumLength
      do throws(CorpusError) {
        let corpus = try Corpus(contentsOf: path, format: format, maxLength: maxLength)
        read += 1
        #expect(corpus.pairs.count + lines(corpus.rejected) == lineCount(bytes), "\(bytes)")
        let sides = corpus.pairs.flatMap { [$0.english, $0.french] }
        #expect(sides.allSatisfy { !$0.isEmpty && !$0.utf8.contains(10) && !$0.utf8.contains(13) }, "\(bytes)")
        #expect(corpus.pairs.allSatisfy { $0.longerSide <= maxLength })
      } catch {
        refused += 1
        #expect(error.description.hasPrefix(path))
        if case .noPairs(_, let count, let rejected) = error {
          #expect(count == lineCount(bytes) && lines(rejected) == count, "\(bytes)")
        }
      }
    }
    #expect(read > 300 && refused > 10, "\(read) read, \(refused) refused")
  }

  private func lines(_ rejected: [RejectedLines]) -> Int {
    rejected.reduce(0) { $0 + ($1.reason == .mark ? 0 : $1.count) }
  }
}

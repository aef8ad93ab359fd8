import Foundation
import Model
import Testing

@Suite("Corpus")
struct DataCorpusTests {
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
  }

  private func corpus(_ text: String, limit: Int? = nil) throws -> Corpus {
    try Corpus(contentsOf: scratch.file("corpus.txt", text), limit: limit)
  }

  private func failure(_ bytes: [UInt8]) throws -> CorpusError? {
    let path = try scratch.file("corpus.txt", bytes)
    return #expect(throws: CorpusError.self) { try Corpus(contentsOf: path) }
  }

  @Test("columns beyond the second are ignored; the last line needs no LF")
  func columns() throws {
    let corpus = try corpus("Go.\tVa !\tCC-BY\tmore\nRun!\tCours !")
    #expect(
      corpus.pairs == [
        SentencePair(english: "Go.", french: "Va !"), SentencePair(english: "Run!", french: "Cours !"),
      ])
    #expect(corpus.rejected.isEmpty)
  }

  @Test("CR LF and a byte-order mark leave no trace")
  func lineEndings() throws {
    let corpus = try corpus("\u{FEFF}Go.\tVa !\r\nRun!\tCours !\r\nHop!\tSaute !\r")
    #expect(corpus.pairs.map(\.english) == ["Go.", "Run!", "Hop!"])
    #expect(corpus.pairs.map(\.french) == ["Va !", "Cours !", "Saute !"])
  }

  @Test("lines end as Python's universal newlines do: CR alone ends one, too")
  func universalNewlines() throws {
    #expect(try corpus("a\tb\rc\td\re\tf").pairs.map(\.french) == ["b", "d", "f"])
    let mixed = try corpus("a\tb\r\nc\td\r\r\ne\tf\n\rg\th\r\n")
    #expect(mixed.pairs.map(\.english) == ["a", "c", "e", "g"])
    #expect(mixed.rejected.map(\.firstLines) == [[3, 5]])
  }

  @Test("a mark in front of any line is dropped, and told of behind the first")
  func marks() throws {
    let corpus = try self.corpus("\u{FEFF}a\tb\n\u{FEFF}c\td\n\u{FEFF}\u{FEFF}e\tf\ng\t\u{FEFF}h\n")
    #expect(corpus.pairs.map(\.english) == ["a", "c", "e", "g"] && corpus.pairs[3].french == "\u{FEFF}h")
    #expect(
      corpus.rejected.map(\.description) == [
        "2 lines beginning with a byte-order mark U+FEFF, which was dropped (lines 2, 3)"
      ])
  }

  @Test("pairs with a longer side are left out, and counted")
  func maxLength() throws {
    let path = try scratch.file("corpus.txt", "12345\t1\n123456\t1\n1\t1234\n1\t123\n1\t1\n")
    let corpus = try Corpus(contentsOf: path, limit: 2, maxLength: 5)
    #expect(corpus.pairs.map(\.french) == ["1", "123"])
    #expect(corpus.rejected.map(\.description) == ["2 lines with a side over 5 characters (lines 2, 3)"])
    let whole = try Corpus.whole(.named(path), known: nil)
    let part = try Corpus.first(2, of: .named(path), maxLength: 5, known: whole)
    #expect(part.pairs == corpus.pairs && part.rejected == corpus.rejected)
    #expect(throws: CorpusError.self) { try Corpus.first(2, of: .named(path), maxLength: 2, known: whole) }
  }

  @Test("text is composed, and spaces of every width stay")
  func composition() throws {
    let corpus = try corpus("Cafe\u{301}\tC\u{327}a\u{202F}!\u{A0}\u{2009}\nA\u{2001}\t\u{212B}ngstro\u{308}m\n")
    func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
    #expect(scalars(corpus.pairs[0].english) == scalars("Caf\u{E9}"))
    #expect(scalars(corpus.pairs[0].french) == scalars("\u{C7}a\u{202F}!\u{A0}\u{2009}"))
    #expect(scalars(corpus.pairs[1].english) == scalars("A\u{2003}"))
    #expect(scalars(corpus.pairs[1].french) == scalars("\u{C5}ngstr\u{F6}m"))
  }

  @Test("lines without a pair are counted by reason, with the first line numbers")
  func rejection() throws {
    var bytes = Array("Go.\tVa !\n\tVide\nVide\t\nno column\n".utf8)
    bytes += Array("A\tb".utf8) + [0xFF, 0x0A]
    bytes += Array("A\tb\t".utf8) + [0xC3, 0x0A]
    bytes += Array(String(repeating: "\n", count: 7).utf8) + Array("Run!\tCours !\nignored".utf8)
    let corpus = try Corpus(contentsOf: scratch.file("corpus.txt", bytes))
    #expect(corpus.pairs.count == 2)
    #expect(corpus.rejected.map(\.reason) == [.missingColumn, .emptySide, .invalidUTF8])
    #expect(corpus.rejected.map(\.count) == [9, 2, 2])
    #expect(corpus.rejected.map(\.firstLines) == [[4, 7, 8, 9, 10], [2, 3], [5, 6]])
    #expect(corpus.rejected[0].description == "9 lines without a second column (lines 4, 7, 8, 9, 10, …)")
  }

  @Test("reading stops at the limit, which counts valid pairs")
  func limit() throws {
    let corpus = try corpus("bad\nGo.\tVa !\nbad\nRun!\tCours !\nbad\nHop!\tSaute !\n", limit: 2)
    #expect(corpus.pairs.map(\.english) == ["Go.", "Run!"])
    #expect(corpus.rejected.map(\.count) == [2])
  }

  @Test("nothing usable is an error that tells what was there")
  func nothing() throws {
    #expect(try failure([])?.description.contains("the file is empty") == true)
    let error = try failure(Array("one\ntwo\n\t\n".utf8))
    #expect(error?.description.contains("no pair in 3 lines: 2 lines without a second column (lines 1, 2)") == true)
  }

  @Test("one gigantic line is rejected, not read into a network")
  func giganticLine() throws {
    let line = Array(repeating: UInt8(ascii: "x"), count: 20_000_000)
    #expect(try failure(line) != nil)
    let error = try failure(line + Array("\ty\n".utf8))
    #expect(error?.description.contains("1 line with a side over 10000 characters (line 1)") == true)
    func side(_ count: Int) -> String { String(repeating: "é", count: count) }
    #expect(try corpus(side(10_000) + "\t" + side(9_998)).pairs.count == 1)
    #expect(try failure(Array(("a\t" + side(9_999)).utf8)) != nil)
  }

  @Test("what is no UTF-8 text is named")
  func binary() throws {
    let utf16 = Array("Go.\tVa\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    #expect(try failure([0xFF, 0xFE] + utf16)?.description.contains("UTF-16") == true)
    #expect(try failure(Array("Go.\tVa\0\n".utf8))?.description.contains("byte 6 is NUL") == true)
  }

  @Test("names that lead to no file are named")
  func noFile() throws {
    #expect(throws: CorpusError.noInput(path: "/nowhere/fra.txt", found: "there is no such file")) {
      try Corpus(contentsOf: "/nowhere/fra.txt")
    }
    #expect(throws: CorpusError.noInput(path: scratch.path, found: "this is a directory")) {
      try Corpus(contentsOf: scratch.path)
    }
    #expect(throws: CorpusError.self) { try Corpus(contentsOf: "") }
  }
}

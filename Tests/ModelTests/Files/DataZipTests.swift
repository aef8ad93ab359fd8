import Foundation
import Model
import Testing

@Suite("Zip archives")
struct DataZipTests {
  private static let text = "Go.\tVa !\nRun!\tCours !\n"
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
  }

  private func pairs(_ bytes: [UInt8], named name: String = "fra.zip") throws -> Int {
    try Corpus(contentsOf: scratch.file(name, bytes)).pairs.count
  }

  private func refusal(_ bytes: [UInt8], name: String = "fra.zip") throws -> String {
    let path = try scratch.file(name, bytes)
    return #expect(throws: CorpusError.self) { try Corpus(contentsOf: path) }?.description ?? ""
  }

  private func deflated() throws -> [UInt8] {
    [UInt8](try #require(Data(base64Encoded: ZipFixture.deflated, options: .ignoreUnknownCharacters)))
  }

  @Test("the text beside _about.txt is read, deflated or stored, whatever the file's name")
  func reading() throws {
    #expect(try pairs(deflated()) == 30)
    #expect(try pairs(deflated(), named: "download") == 30)
    #expect(try pairs(ZipFixture(["_about.txt": "x", "dir/": "", "dir/fra.TXT": Self.text]).bytes) == 2)
    #expect(try pairs(ZipFixture(["__MACOSX/._fra.txt": "x", "fra.txt": Self.text]).bytes) == 2)
  }

  @Test("not exactly one text is refused")
  func choice() throws {
    #expect(try refusal(ZipFixture(["_about.txt": "x"]).bytes).contains("no text in the archive: \"_about.txt\""))
    let two = ZipFixture(["fra.txt": Self.text, "deu\u{1B}.txt": Self.text]).bytes
    #expect(try refusal(two).contains(#"several texts in the archive: "fra.txt", "deu\u{1B}.txt""#))
    #expect(try refusal(ZipFixture([]).bytes).contains("no text"))
  }

  @Test(
    "what is not read is named",
    arguments: [
      (ZipFixture.Member(name: "fra.txt", bytes: [0], flags: 1), "is encrypted"),
      (ZipFixture.Member(name: "fra.txt", bytes: [0], method: 12), "packed by method 12"),
      (ZipFixture.Member(name: "fra.txt", bytes: [0], claimedSize: 0xFFFF_FFFF), "zip64"),
      (ZipFixture.Member(name: "fra.txt", bytes: [0], claimedSize: 0x2000_0001), "536870913 bytes long"),
      (ZipFixture.Member(name: "fra.txt", bytes: [0], method: 8, claimedSize: 0x1FFF_FFFF), "is damaged"),
      (ZipFixture.Member(name: "fra.txt", bytes: [0], claimedSize: 2), "is damaged"),
      (ZipFixture.Member(name: "fra.txt", bytes: [0], claimedChecksum: 7), "CRC-32"),
      (ZipFixture.Member(name: "fra.txt", bytes: [0], claimedCompressedSize: 7000), "past the archive's end"),
      (ZipFixture.Member(name: "fra.txt", bytes: [0], claimedOffset: 0x7FFF_FFFF), "has no header"),
    ])
  func members(_ member: ZipFixture.Member, expected: String) throws {
    #expect(try refusal(ZipFixture([member]).bytes).contains(expected))
  }

  @Test("a damaged directory is refused")
  func directory() throws {
    var fixture = ZipFixture(["fra.txt": Self.text])
    fixture.claimedCount = 2
    #expect(try refusal(fixture.bytes).contains("entry 2 of 2"))
    fixture.claimedCount = 0xFFFF
    #expect(try refusal(fixture.bytes).contains("zip64"))
    fixture.claimedCount = nil
    fixture.claimedDirectoryOffset = 0x7FFF_FFFF
    #expect(try refusal(fixture.bytes).contains("the directory should lie"))
    fixture.claimedDirectoryOffset = nil
    fixture.disk = 1
    #expect(try refusal(fixture.bytes).contains("one part of several"))
    #expect(try refusal(Array(Self.text.utf8)).contains("no zip archive"))
    #expect(try refusal([]).contains("no zip archive"))
  }

  @Test("a contents longer than it claims is refused")
  func bomb() throws {
    var bytes = try deflated()
    let size: [UInt8] = [0x0E, 0x01, 0, 0]
    let claims = bytes.indices.dropLast(4).filter { Array(bytes[$0..<($0 + 4)]) == size }
    #expect(claims.count == 2)
    for claim in claims { bytes[claim] = 0x0D }
    #expect(try refusal(bytes).contains("is damaged"))
  }

  @Test("every truncation and every flipped byte is an error or harmless, never a trap")
  func damage() throws {
    let whole = try deflated()
    for length in 0..<whole.count {
      let path = try scratch.file("cut.zip", Array(whole[..<length]))
      #expect(throws: CorpusError.self) { try Corpus(contentsOf: path) }
    }
    for position in whole.indices {
      for value: UInt8 in [0x00, 0x7F, 0xFF] {
        var bytes = whole
        bytes[position] = value
        let path = try scratch.file("flipped.zip", bytes)
        do throws(CorpusError) { #expect(try Corpus(contentsOf: path).pairs.count == 30) } catch {}
      }
    }
  }
}

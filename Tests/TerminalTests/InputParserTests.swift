import Terminal
import Testing

@Suite struct InputParserTests {
  /// The events of these bytes, after which no more come for a while.
  private func events(_ text: String) -> [TerminalEvent] { events(Array(text.utf8)) }

  private func events(_ bytes: [UInt8]) -> [TerminalEvent] {
    var parser = InputParser()
    return bytes.flatMap { parser.consume(Int($0)) } + parser.pause()
  }

  @Test func typesCharacters() {
    #expect(events("aé日👍") == ["a", "é", "日", "👍"].map { .key(.character($0)) })
    #expect(events("e\u{301}") == [.key(.character("e")), .key(.character("\u{301}"))])
  }

  @Test func namesControlKeys() {
    #expect(events("\r\n\t\u{7F}\u{8}") == [.enter, .enter, .tab, .backspace, .backspace].map { .key($0) })
    #expect(events("\u{1}\u{1A}\u{1C}\0") == ["a", "z", "\\", "@"].map { .key(.control($0)) })
    #expect(events("\u{3}") == [.interrupt])
  }

  @Test func tellsEscapeFromAlt() {
    #expect(events("\u{1B}") == [.key(.escape)])
    #expect(events("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
    #expect(events("\u{1B}aé\u{1B}é") == [.key(.alt("a")), .key(.character("é")), .key(.alt("é"))])
    #expect(events("\u{1B}\r") == [.key(.escape), .key(.enter)])
    #expect(events("\u{1B}[") == [.key(.alt("["))])
  }

  @Test func knowsCommonSequences() {
    #expect(events("\u{1B}[A\u{1B}OD\u{1B}[3~\u{1B}[Z") == [.up, .left, .delete, .backTab].map { .key($0) })
  }

  @Test(arguments: [
    "\u{1B}[1;9C", "\u{1B}[<0;10;20M", "\u{1B}[I", "\u{1B}[97;5u", "\u{1B}]11;rgb:0/0/0\u{7}", "\u{1B}]11;x\u{1B}\\",
    "\u{1B}P1$r0m\u{1B}\\", "\u{1B}Oj", "\u{9B}", "\u{85}",
  ]) func dropsUnknownSequencesWhole(_ sequence: String) {
    #expect(events(sequence + "x") == [.key(.character("x"))])
  }

  @Test(arguments: [[0xFF], [0xC3], [0x80], [0xE6, 0x97], [0xED, 0xA0, 0x80], [0xF4, 0xFF]] as [[UInt8]])
  func dropsWhatIsNotUTF8(_ bytes: [UInt8]) {
    #expect(events(bytes + [0x78]) == [.key(.character("x"))])
  }

  @Test func waitsForTheRestOfACharacterOrSequence() {
    var parser = InputParser()
    #expect(parser.consume(0xC3).isEmpty && parser.pause().isEmpty)
    #expect(parser.consume(0xA9) == [.key(.character("é"))])
    for byte in "\u{1B}[1".utf8 { #expect(parser.consume(Int(byte)).isEmpty) }
    #expect(parser.pause().isEmpty)
    #expect(parser.consume(0x7E) == [.key(.home)])
  }

  @Test func takesPastedTextAsOne() {
    #expect(events("\u{1B}[200~Go.\rRun!\r\n\tnow\u{1B}[201~x") == [.paste("Go.\nRun!\n\tnow"), .key(.character("x"))])
    #expect(events("\u{1B}[200~\u{1B}[A é\u{1B}[201~") == [.paste("\u{1B}[A é")])
    #expect(events("\u{1B}[200~\u{1B}[201~").isEmpty)
    #expect(events("\u{1B}[200~half\u{3}y") == [.paste("half"), .interrupt, .key(.character("y"))])
  }
}

import Terminal
import Testing

@Suite struct WidthTests {
  static let widths: [(Character, Int)] = [
    ("a", 1), ("é", 1), ("e\u{301}", 1), ("─", 1), ("⡇", 1), ("█", 1), ("\u{A0}", 1), ("\u{2009}", 1), ("\u{202F}", 1),
    ("日", 2), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("！", 2), ("👍", 2), ("\t", 1), ("\u{7F}", 1), ("\r\n", 2),
    ("\u{85}", 1), ("\u{301}", 1), ("\u{200B}", 1), ("\u{FEFF}", 1), ("\u{202E}", 1), ("\u{378}", 1),
  ]

  @Test(arguments: widths) func measuresCharacters(_ character: Character, _ columns: Int) {
    #expect(columnWidth(character) == columns)
  }

  /// What terminals measure each in their own way is taken apart into pieces that they agree about.
  @Test(arguments: [
    ("👍🏽", "👍", 2), ("👨‍👩‍👧", "👨👩👧", 6), ("🇫🇷", "FR", 2), ("❤\u{FE0F}", "❤", 1), ("\u{301}", "◌\u{301}", 1),
    ("\u{200B}", "�", 1), ("a\u{200D}", "a", 1),
  ]) func drawsWhatTerminalsAgreeAbout(_ text: String, _ drawn: String, _ columns: Int) {
    var canvas = Canvas(size: Size(columns: 8, rows: 1))
    #expect(canvas.write(text, at: Point(column: 0, row: 0)) == columns)
    #expect(text.displayWidth == columns)
    #expect(canvas.lines == [drawn])
  }

  @Test func addsUpStrings() {
    #expect("Ça va ?".displayWidth == 7)
    #expect("日本 e\u{301}\t".displayWidth == 7)
    #expect("".displayWidth == 0)
  }
}

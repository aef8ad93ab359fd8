import Foundation
import Model
import Testing

@Suite("What may be seen of a text") struct VisibleTextTests {
  /// What steers a terminal, what turns the direction of writing, and what is not seen.
  static let hidden: [Unicode.Scalar] = [
    "\0", "\u{7}", "\u{8}", "\t", "\n", "\r", "\u{E}", "\u{1B}", "\u{1F}", "\u{7F}", "\u{80}", "\u{9B}", "\u{9D}",
    "\u{9F}", "\u{AD}", "\u{34F}", "\u{61C}", "\u{115F}", "\u{180E}", "\u{200B}", "\u{200D}", "\u{200E}", "\u{2028}",
    "\u{2029}", "\u{202A}", "\u{202E}", "\u{2060}", "\u{2066}", "\u{2069}", "\u{3164}", "\u{E000}", "\u{FE0F}",
    "\u{FEFF}", "\u{FFF9}", "\u{FFFF}", "\u{E0001}", "\u{E0041}", "\u{10FFFF}",
  ]

  @Test(arguments: hidden) func isNamed(_ scalar: Unicode.Scalar) {
    #expect(!scalar.isVisible)
    let shown = "a\(scalar)b".visible
    #expect(shown.hasPrefix("a\\") && shown.hasSuffix("b") && shown.unicodeScalars.allSatisfy { $0.isVisible })
    #expect(scalar.named == scalar.codePoint)
  }

  @Test(arguments: [" ", "~", "é", "\u{A0}", "\u{202F}", "\u{301}", "語", "🦉", "␉", "\u{FFFD}"] as [Unicode.Scalar])
  func isSeen(_ scalar: Unicode.Scalar) {
    #expect(scalar.isVisible && String(scalar).visible == String(scalar))
  }

  @Test func isWrittenAsInSource() {
    #expect("é\u{1B}[31m\t\u{202E}\n".visible == #"é\u{1B}[31m\t\u{202E}\n"#)
    #expect("a\u{9B}\tb\r\nc".visibleLines == "a\\u{9B}\tb\\r\nc")
    #expect(#"a "b" \c"#.quoted == #""a \"b\" \\c""#)
    #expect("\u{7}x".visible { "<\($0.codePoint)>" } == "<U+0007>x")
  }

  /// One encoder writes every line: no string in it can steer a terminal, and it reads the same.
  @Test func jsonEscapesIt() throws {
    let text = String(String.UnicodeScalarView(Self.hidden)) + "é\"\\/"
    let line = JSONText.line(of: [text])
    #expect(line.unicodeScalars.allSatisfy { $0.isVisible })
    #expect(line.contains(#"\u001b"#) && line.contains(#"\u009b"#) && line.contains(#"\u202e"#))
    #expect(line.contains(#"\u007f"#) && line.contains(#"\udb40\udc41"#) && line.hasSuffix(#"é\"\\/"]"#))
    let read = try JSONDecoder().decode([String].self, from: Data(line.utf8))
    #expect(read.first?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
  }
}

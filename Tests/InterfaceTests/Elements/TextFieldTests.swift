import Interface
import Terminal
import Testing

@Suite("The line being typed")
struct TextFieldTests {
  /// The row of a prompt twelve columns wide, and where its cursor is.
  private func row(_ text: String, _ keys: LineEdit...) -> (String, Int?) {
    var editor = LineEditor()
    editor.set(text)
    for key in keys { editor.apply(key) }
    var canvas = Canvas(size: Size(columns: 12, rows: 1))
    TextField(editor, theme: Theme(.plain), isFocused: true).draw(on: &canvas, in: canvas.bounds)
    return (canvas.lines[0], canvas.cursor?.column)
  }

  @Test("A mark stands at either end where the line goes on")
  func cuts() {
    #expect(row("abcdefghi") == ("> abcdefghi", 11))
    #expect(row("abcdefghijklmno") == ("> …hijklmno", 11))
    #expect(row("abcdefghijklmno", .home) == ("> abcdefghi…", 2))
    #expect(row("abcdefghijklmno", .home, .right, .right) == ("> abcdefghi…", 4))
    #expect(row("abcdefghijklmno", .left, .left, .left) == ("> …fghijklm…", 10))
  }

  @Test("A wide character is cut whole")
  func wide() {
    let (line, cursor) = row("日本語日本語日本")
    #expect(line.hasPrefix("> …") && cursor.map { $0 < 12 } == true && line.displayWidth <= 12)
  }
}

import Interface
import Terminal
import Testing

/// What is typed or pasted may be long: what a key costs must not depend on it.
@Suite("Long lines") struct LongLineTests {
  /// So many that anything done to the whole line for each key would take minutes.
  private static let length = 200_000

  private func typed(_ count: Int) -> LineEditor {
    var editor = LineEditor()
    for index in 0..<count { editor.apply(.insert(index % 7 == 6 ? " " : "x")) }
    return editor
  }

  @Test("Keys act where the cursor is, whatever else there is")
  func editing() {
    var editor = typed(Self.length)
    #expect(editor.count == Self.length && editor.isAtEnd)
    for _ in 0..<Self.length / 2 { editor.apply(.left) }
    for _ in 0..<1000 {
      editor.apply(.insert("é"))
      editor.apply(.wordLeft)
      editor.apply(.wordRight)
      editor.apply(.deleteBackward)
    }
    #expect(editor.cursor < Self.length && editor.count == Self.length)
  }

  @Test("Only what fits is taken out to be drawn", arguments: [1, 2, 10, 79])
  func drawing(_ columns: Int) {
    var editor = typed(Self.length)
    for edit in [LineEdit.end, .wordLeft, .home, .wordRight] {
      editor.apply(edit)
      let visible = editor.visible(columns: columns)
      #expect(visible.text.count <= columns && visible.cursor < columns)
      #expect(visible.text.isEmpty || editor.text.contains(visible.text))
      #expect(visible.isCutBefore || visible.isCutAfter)
    }
  }

  @Test("The part that is seen holds the cursor and begins as early as it may")
  func scrolling() {
    var editor = LineEditor()
    editor.set("語abcdef")
    func seen(_ columns: Int) -> [String] {
      let visible = editor.visible(columns: columns)
      return [visible.text, "\(visible.cursor)", "\(visible.isCutBefore)", "\(visible.isCutAfter)"]
    }
    #expect(seen(5) == ["cdef", "4", "true", "false"])
    for _ in 0..<3 { editor.apply(.left) }
    // The cursor stands before the mark of the cut end.
    #expect(seen(5) == ["abcde", "3", "true", "true"])
    editor.apply(.home)
    #expect(seen(4) == ["語ab", "0", "false", "true"])
  }

  @Test("A mark joins the letter in front of the cursor, and a flag's letters pair anew behind it")
  func joining() {
    var editor = LineEditor()
    editor.set("e!")
    editor.apply(.left)
    editor.apply(.insert("\u{301}"))
    #expect(editor.text == "é!" && editor.cursor == 1)
    editor.set("🇫🇷🇩🇪")
    editor.apply(.home)
    editor.apply(.insert("🇺"))
    let again = Array("🇺" + "🇫🇷🇩🇪")
    #expect(editor.text == String(again) && editor.cursor == 1 && editor.count == again.count)
  }

  @Test("In the prompt, the palette and the question for a path")
  func workbench() {
    for keys: [Key] in [[], [.control("x"), .character("l"), .character("o"), .character("a"), .character("d")]] {
      var state = Fixture.state()
      for key in keys { _ = state.update(.key(key)) }
      for index in 0..<20_000 { _ = state.update(.key(.character(index == 0 ? " " : "x"))) }
      #expect(state.screen.contains("xxxxxxxxxx"))
    }
  }
}

import Interface
import Testing

@Suite("The line editor")
struct LineEditorTests {
  private func editor(_ text: String, history: [String] = []) -> LineEditor {
    var editor = LineEditor(history: History(history))
    editor.set(text)
    return editor
  }

  private func after(_ edits: LineEdit..., on text: String) -> (text: String, cursor: Int) {
    var editor = editor(text)
    for edit in edits { editor.apply(edit) }
    return (editor.text, editor.cursor)
  }

  @Test("Backspace removes one grapheme, however many scalars it has", arguments: ["é", "e\u{301}", "👨‍👩‍👧", "語", "🇫🇷"])
  func backspace(_ grapheme: String) {
    #expect(after(.deleteBackward, on: "a" + grapheme).text == "a")
  }

  @Test("A combining mark joins the letter in front of it")
  func combining() {
    let result = after(.insert("e"), .insert("\u{301}"), .insert("!"), on: "")
    #expect(result.text == "é!")
    #expect(result.cursor == 2)
  }

  @Test("Text is inserted at the cursor, without control characters")
  func insertion() {
    #expect(after(.left, .insert("x\u{1B}[2Jy\u{7}"), on: "ab").text == "ax[2Jyb")
  }

  @Test("Moves stop at the ends of the line")
  func ends() {
    #expect(after(.right, .right, on: "ab").cursor == 2)
    #expect(after(.home, .left, on: "ab").cursor == 0)
    #expect(after(.home, .deleteBackward, on: "ab").text == "ab")
    #expect(after(.deleteForward, on: "ab").text == "ab")
  }

  @Test("Words: moves stop at punctuation, ^W takes all up to a blank")
  func words() {
    #expect(after(.wordLeft, on: "it's here").cursor == 5)
    #expect(after(.wordLeft, .wordLeft, on: "it's here").cursor == 3)
    #expect(after(.home, .wordRight, on: "it's here").cursor == 2)
    #expect(after(.deleteWordBackward, on: "say it's").text == "say ")
    #expect(after(.home, .deleteWordForward, on: "say it").text == " it")
  }

  @Test("What was deleted can be put back")
  func yank() {
    #expect(after(.deleteToStart, .yank, .yank, on: "ab").text == "abab")
    #expect(after(.home, .deleteToEnd, .insert("x"), .yank, on: "ab").text == "xab")
  }

  @Test("The history is walked and the draft comes back")
  func history() {
    var editor = editor("draft", history: ["one", "two"])
    var seen: [String] = []
    for edit in [LineEdit.older, .older, .older, .newer, .newer, .newer] {
      editor.apply(edit)
      seen.append(editor.text)
    }
    #expect(seen == ["two", "one", "one", "two", "draft", "draft"])
  }

  @Test("Blank lines and repetitions are not remembered")
  func remembering() {
    var history = History()
    for line in ["a", "a", " ", "", "b", "a"] { history.append(line) }
    #expect(history.lines == ["a", "b", "a"])
  }

  @Test(
    "The cursor stands behind the columns of wide and combining characters", arguments: [("語a", 3), ("e\u{301}", 1)])
  func columns(_ text: String, _ column: Int) {
    #expect(editor(text).visible(columns: 80).cursor == column)
  }
}

import Interface
import Model
import Terminal
import Testing

@Suite("Completing sentences")
struct CompletionTests {
  private func state() -> WorkbenchState {
    var state = Fixture.state()
    state.read(["Run!": "Cours !", "Running late.": "En retard.", "Rust.": "Rouille.", "Go.": "Va !", "Rune": "Rune"])
    return state
  }

  @Test("What is typed is completed quietly, and nothing else moves")
  func suggestion() {
    var state = state()
    let before = state.draw().lines
    state.type("Ru")
    var lines = state.draw().lines
    let row = lines.firstIndex { $0.contains("› Run!") }
    #expect(row != nil && state.translating.prompt.text == "Ru")
    #expect(state.draw().cursor?.column == 5)
    if let row { lines[row] = before[row] }
    #expect(lines.dropLast() == before.dropLast())
    state.press(.left)
    #expect(!state.screen.contains("› Run!"), "inside the line nothing is suggested")
  }

  @Test(
    "Right or End at the end of the line takes the suggestion",
    arguments: [Key.right, .end, .control("f"), .control("e")])
  func taking(key: Key) {
    var state = state()
    state.type("run")
    state.press(key)
    #expect(state.translating.prompt.text == "Run!" && state.translating.prompt.isAtEnd)
    state.press(key)
    #expect(state.translating.prompt.text == "Run!")
  }

  @Test("Tab takes one sentence after the other, at last what was typed")
  func cycling() {
    var state = state()
    state.type("Run")
    var seen: [String] = []
    for _ in 0..<4 {
      state.press(.tab)
      seen.append(state.translating.prompt.text)
    }
    #expect(seen == ["Run!", "Rune", "Running late.", "Run"] && state.keys.focus == .prompt)
    state.press(.tab)
    state.type("?")
    #expect(state.translating.prompt.text == "Run!?")
  }

  @Test("Where nothing can be completed Tab goes on to the next pane")
  func nextPane() {
    var state = state()
    state.press(.tab)
    #expect(state.keys.focus == .chart)
    state.press(.character("i"))
    state.type("xyz")
    state.press(.tab)
    #expect(state.keys.focus == .chart)
  }

  @Test("A line that comes from the history, or from data read later, is completed too")
  func sources() {
    var state = Fixture.state()
    state.type("Ru")
    #expect(state.translating.completion == nil)
    state.read(["Run!": "Cours !"])
    #expect(state.translating.completion?.rest == "n!")
    state.press(.enter)
    #expect(state.translating.completion == nil && state.translating.prompt.isEmpty)
    state.press(.up)
    #expect(state.translating.completion?.rest == "n!")
  }
}

import Interface
import Terminal
import Testing

@Suite("Messages at the foot")
struct NoticeTests {
  @Test("A long message takes as many rows as it needs and leaves the page where it is")
  func notices() {
    var state = Fixture.state()
    let before = state.draw().lines
    let words = (1...40).map { "word\($0)" }.joined(separator: " ") + " " + String(repeating: "/deep", count: 40)
    state.notice = Notice(words, isError: true)
    let lines = state.draw().lines
    let first = lines.firstIndex { $0.hasPrefix(" word1 ") } ?? 0
    #expect(lines.prefix(first) == before.prefix(first) && first > 15)
    #expect(lines[first...].joined().filter { $0 != " " } == words.filter { $0 != " " })
    state.notice = Notice(String(repeating: "long ", count: 1000))
    let filled = state.draw().lines
    #expect(filled.prefix(2) == before.prefix(2) && filled[2].hasPrefix(" long long") && filled[23].hasSuffix("…"))
    state.press(.left)
    #expect(state.draw().lines == before)
  }
}

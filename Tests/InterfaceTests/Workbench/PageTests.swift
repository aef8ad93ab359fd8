import Interface
import Model
import Terminal
import Testing

@Suite("Pages")
struct PageTests {
  @Test("A digit shows its page, and Alt with it does while typing", arguments: Page.allCases)
  func digits(page: Page) {
    var state = Fixture.state()
    state.press(.alt(page.digit))
    #expect(state.page == page && state.keys.focus == .prompt)
    state.press(.alt("1"), .escape, .character(page.digit))
    #expect(state.page == page && page.panes.contains(state.keys.focus))
  }

  @Test("The head names every page and marks the one shown", arguments: Page.allCases)
  func head(page: Page) {
    var state = Fixture.state(columns: 120)
    state.press(.alt(page.digit))
    for other in Page.allCases {
      let name = "\(other.digit) \(other.title)"
      #expect(state.draw().lines[0].contains(other == page ? "[\(name)]" : name))
    }
  }

  @Test("A sentence typed on a page without steps is decoded on one that has them")
  func translating() {
    var state = Fixture.state()
    state.press(.alt(Page.training.digit))
    state.translate("Run!")
    #expect(state.page == .translating)
  }

  @Test("Every page is drawn at every size, within the margins, and Tab visits its panes", arguments: Page.allCases)
  func sizes(page: Page) throws {
    var state = Fixture.state()
    _ = state.update(.corpusRead(.embedded, try Corpus(.embedded)))
    state.translate("Run!")
    state.press(.alt(page.digit), .escape)
    for rows in stride(from: 1, through: 60, by: 7) {
      for columns in stride(from: 1, through: 200, by: 13) {
        _ = state.update(.resized(Size(columns: columns, rows: rows)))
        expectFrame(state)
      }
    }
    if page.panes.contains(.beam) { state.press(.character("B")) }
    var visited: Set<Focus> = []
    for _ in page.panes {
      visited.insert(state.keys.focus)
      state.press(.tab)
    }
    #expect(visited == Set(page.panes))
  }
}

import Interface
import Model
import Terminal
import Testing

@Suite("The table of keys")
struct KeyTableTests {
  @Test("No key means two things in one context", arguments: KeyContext.allCases)
  func unique(_ context: KeyContext) {
    let keys = KeyBinding.all.filter { $0.context == context }.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
  }

  @Test("Every context has keys, and its answers a way out")
  func complete() {
    for context in KeyContext.allCases {
      #expect(KeyBinding.all.contains { $0.context == context })
    }
    for context in [KeyContext.form, .loadingDialog, .quitDialog, .palette, .help] {
      #expect(KeyBinding.action(for: .escape, in: [context]) != nil)
    }
  }

  @Test("The nearest context decides")
  func nearest() {
    #expect(KeyBinding.action(for: .left, in: [.prompt]) == .edit(.left))
    #expect(KeyBinding.action(for: .left, in: [.steps, .commands]) == .translating(.moveStep(-1)))
    #expect(KeyBinding.action(for: .left, in: [.chart, .commands]) == .chart(.moveCrosshair(-1)))
    #expect(KeyBinding.action(for: .character("q"), in: [.prompt, .everywhere]) == nil)
  }

  @Test("Help lists every key of every context")
  func help() {
    var state = Fixture.state(columns: 240, rows: 110)
    state.press(.function(1))
    let screen = state.draw().lines.joined(separator: "\n")
    for binding in KeyBinding.all {
      #expect(screen.contains(binding.title), "\(binding.title)")
      let written = binding.keys.first?.label(isUnicode: true) ?? binding.usage.map { ":" + $0 }
      #expect(written.map(screen.contains) == true)
    }
    for context in KeyContext.allCases { #expect(screen.contains(context.title(isUnicode: true))) }
  }

  @Test("Help scrolls to its end on a small screen, and no further")
  func scrolling() {
    var state = Fixture.state(columns: 80, rows: 24)
    state.press(.function(1))
    for _ in 0..<30 { state.press(.pageDown) }
    let end = state.draw().lines
    #expect(end.joined().contains(KeyContext.help.rawValue))
    state.press(.up)
    #expect(state.draw().lines != end)
    state.press(.escape)
    #expect(state.keys.help == nil)
  }

  @Test("Help tells its position, and Home and End reach its ends")
  func position() throws {
    var state = Fixture.state(columns: 80, rows: 24)
    state.press(.function(1))
    let start = state.screen
    #expect(start.contains("rows 1 to 21 of "))
    state.press(.end)
    let last = try #require(state.screen.firstMatch(of: /rows \d+ to (\d+) of (\d+)/))
    #expect(last.1 == last.2)
    state.press(.down)
    #expect(state.notice?.text == "This is the end of the help")
    state.press(.home)
    #expect(state.screen == start)
  }

  @Test("Help explains the words of the page it was opened from", arguments: Page.allCases)
  func words(_ page: Page) {
    var state = Fixture.state(columns: 80, rows: 100)
    state.press(.alt(page.digit), .function(1))
    let screen = state.screen
    #expect(screen.contains("help, opened on page \(page.digit) \(page.title)"))
    for term in Term.terms(on: page) { #expect(screen.contains(term.word), "\(term.word)") }
    let expected: [Page: [String]] = [
      .overview: ["real characters", "entropy", "margin"], .training: ["real characters", "nats"],
      .translating: ["entropy", "margin", "log p"], .inspecting: ["nats", "teacher-forced", "P(end)"],
      .evaluating: ["chrF", "CER", "leaked", "real characters"], .runs: ["silent", "chars", "differs in", "chrF"],
    ]
    let words = Term.terms(on: page).map(\.word)
    for word in expected[page] ?? ["none"] { #expect(words.contains(word), "\(word)") }
    #expect(!screen.contains(":temperature Tset") && screen.contains(":temperature T  set the temperature"))
  }

  @Test("Help explains every row of the form it was opened from, and closing it leads back there")
  func form() {
    var state = Fixture.state(columns: 80, rows: 130)
    state.press(.control("t"), .function(1))
    #expect(state.screen.contains("help, opened on the form") && state.screen.contains("Words of this form"))
    for hyperparameter in Hyperparameter.all {
      #expect(state.screen.contains(hyperparameter.title), "\(hyperparameter.title)")
    }
    #expect(Term.ofForm.count > Hyperparameter.all.count + 10)
    state.press(.escape)
    #expect(state.keys.dialog == .form && state.screen.contains("F1 help"))
  }

  @Test("A slash looks for a word in the help, Enter keeps what was found, Esc shows all again")
  func search() {
    var state = Fixture.state(columns: 80, rows: 24)
    state.press(.alt(Page.evaluating.digit), .function(1), .character("/"))
    state.type("chrf")
    #expect(state.screen.contains("/chrf") && state.screen.contains("pieces of 1 to 6 characters"))
    #expect(!state.screen.contains("suspend the program") && state.screen.contains("rows 1 to "))
    state.press(.enter, .character("q"))
    #expect(state.keys.help == nil)
    state.press(.function(1), .character("/"))
    state.type("xyzzy")
    #expect(state.screen.contains("nothing in the help has xyzzy"))
    state.press(.escape)
    #expect(state.keys.help == HelpState() && state.screen.contains("rows 1 to 21 of "))
  }
}

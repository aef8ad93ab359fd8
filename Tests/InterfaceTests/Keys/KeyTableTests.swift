import Interface
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
    for context in [KeyContext.startDialog, .pathDialog, .loadingDialog, .quitDialog, .palette, .help] {
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
    var state = Fixture.state(columns: 240, rows: 60)
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
    #expect(state.keys.helpOffset == nil)
  }
}

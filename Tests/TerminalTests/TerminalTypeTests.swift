import Terminal
import Testing

@Suite struct TerminalTypeTests {
  @Test(arguments: ["linux", "linux-16color", "vt100", "vt220-w", "vt52", "ansi", "cons25", "cons25-m", "dumb", ""])
  func fontsOfLetters(_ name: String) { #expect(!TerminalType(name).hasSymbols) }

  @Test(arguments: ["xterm", "xterm-256color", "tmux-256color", "screen", "foot", "vte-256color", "alacritty"])
  func fontsWithMore(_ name: String) { #expect(TerminalType(name).hasSymbols) }

  @Test func linesThatCanBeWrittenAnew() {
    #expect(["xterm", "vt100", "linux"].allSatisfy { TerminalType($0).canRewriteLines })
    #expect(["dumb", ""].allSatisfy { !TerminalType($0).canRewriteLines })
  }
}

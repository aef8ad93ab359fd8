import Terminal
import Testing

@Suite struct ClipboardTests {
  @Test func isWhatXtermDefines() {
    #expect(Clipboard.sequence(for: "Va !", through: nil) == "\u{1B}]52;c;VmEgIQ==\u{07}")
    #expect(Clipboard.sequence(for: "é", through: nil) == "\u{1B}]52;c;w6k=\u{07}")
  }

  @Test func tmuxMayTakeItOrHandItOn() {
    #expect(
      Clipboard.sequence(for: "é", through: .tmux)
        == "\u{1B}]52;c;w6k=\u{07}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;w6k=\u{07}\u{1B}\\")
    #expect(Clipboard.Multiplexer(["TMUX": "/tmp/tmux-0/default,1,0"]) == .tmux)
    #expect(Clipboard.Multiplexer(["STY": "1.pts"]) == .screen)
    #expect(Clipboard.Multiplexer(["TMUX": "", "TERM": "xterm"]) == nil)
  }

  @Test func screenTakesPieces() throws {
    let sequence = try #require(Clipboard.sequence(for: String(repeating: "a", count: 1200), through: .screen))
    let pieces = sequence.split(separator: "\u{1B}\\")
    #expect(pieces.count == 3)
    #expect(pieces.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count <= 770 })
  }

  @Test func theLengthIsLimited() {
    #expect(Clipboard.sequence(for: String(repeating: "é", count: Clipboard.mostBytes / 2), through: nil) != nil)
    #expect(Clipboard.sequence(for: String(repeating: "é", count: Clipboard.mostBytes / 2 + 1), through: nil) == nil)
  }
}

import Foundation
import Interface
import Model
import Terminal
import Testing

@Suite("The translating page")
struct TranslatingScreenTests {
  /// A decode with a draw, references, a beam and a second network; what the beam found is chosen by hand, so that no two
  /// hypotheses are about as likely.
  private func everything(columns: Int, rows: Int) -> WorkbenchState {
    var state = Fixture.state(columns: columns, rows: rows)
    state.read(["Run!": "Courez\u{A0}!", "Run!": "Vite\u{202F}!"])
    state.press(.alt("3"))
    state.translate("Run!")
    state.press(.escape)
    state.answer(state.press(.character("d")))
    state.press(.character("B"))
    let vocabulary = Fixture.translator.configuration.targetVocabulary
    let found = ["", "o", "Cr"].map { start in
      Hypothesis(
        Fixture.translator.decode("Run!", choosing: start.unicodeScalars.compactMap(vocabulary.index(of:))).steps)
    }
    let request = BeamRequest(translation: 1, sentence: "Run!", search: BeamSearch(width: 5))
    _ = state.update(.answered(InquiryReport(found, to: request)))
    state.answer(state.update(.otherRead(Fixture.checkpoint(writing: "Courez\u{A0}!"), path: "/tmp/other.safetensors")))
    state.press(.escape)
    return state
  }

  @Test("A decode, its reference and what can be compared, at 80×24")
  func decode() {
    var state = Fixture.state()
    state.read(["Run!": "Courez\u{A0}!", "Run!": "Vite\u{202F}!"])
    state.press(.alt("3"))
    state.translate("Run!")
    expectBody(
      state,
      """
       translate ──────────────────────────────────── draws at T 0.8, 20 characters/s
       › type a sentence, Enter translates it

       in    R u n !
       out   C o u r s ◌ ! ⏎   ◌ U+202F
       conf  8 8 8 8 8 8 8 9   probability × 10
       ref   C o u r›e z ◌ ! ⏎   differs at step 5   1 more: r

       step 1/8   C   entropy 0.96 bits   margin .73
       ▶ C        .84  ██████▊     !        <.01             a        <.01
         o        .11  ▉           .        <.01             e        <.01
         ⇥        <.01             J        <.01             the rest .02  ▏
         ⏎        <.01             R        <.01
         ␣        <.01             V        <.01

       all steps                                    · .01  ░ .05  ▒ .20  ▓ .50  █ .90
       C     ▓
       o     ░ ▓
       u       ░ ▓
       r         ░ ▓
       rest  · · · ░ █ █ █ █   all others
       Enter translate  Esc commands  ↑ history  ^T start training  F1 help  ^C quit
      """)
  }

  @Test("Everything beside a decode at 80×24")
  func everythingSmall() {
    expectBody(
      everything(columns: 80, rows: 24),
      """
       translate ──────────────────────────────────── draws at T 0.8, 20 characters/s
       › i or Enter to type

       in    R u n !
       out   C o u r s ◌ ! ⏎   log p -1.2554
       out 2 C o u s ◌ ! ⏎   T 0.8 seed 1   log p -3.0838   ◌ U+202F
       conf  8 8 8 1 8 8 9   probability × 10
       ref   C o u›r e z ◌ ! ⏎   differs at step 4   1 more: r

       step 1/7   C   T 0.8 seed 1   entropy 0.96 bits   margin .73
       ▶ C        .84  ██████▊     o        .11  ▉           the rest .04  ▍

       beam of 5    log p  per char  differs
       ▶  1       -1.2554   -0.1569  greedy   Cours◌!⏎
          2       -3.0836   -0.4405  step 1   ours◌!⏎
          3       -6.9118   -1.1520  step 2   Crs◌!⏎

       other other.safetensors   3 differences   log p -1.4272, here -1.2554
       out   C o u r s ◌   ! ⏎
       other C o u r e z ◌ ! ⏎
                     x x +
       ← steps  ↓ choices  b branch  B beam  d draw  t start training  ? help  q quit
      """)
  }

  @Test("Wide screens set the beam beside the choices; tall ones give every branch its confidence")
  func large() throws {
    let lines = everything(columns: 200, rows: 60).draw().lines
    #expect(lines.count { $0.hasPrefix(" conf") } == 2)
    #expect(lines.contains { $0.contains("step ") && $0.contains("beam of 5") })
    let sides = everything(columns: 110, rows: 40).draw().lines
    #expect(sides.contains { $0.hasPrefix(" step ") && $0.contains("beam of 5") })
    #expect(sides.contains { $0.hasPrefix(" all steps") && !$0.hasSuffix(".90") })
    let tall = everything(columns: 109, rows: 40).draw().lines
    #expect(tall.contains { $0.hasPrefix(" beam of 5") } && tall.contains { $0.hasPrefix(" other") })
    #expect(tall.contains { $0.hasPrefix(" all steps") })
  }

  @Test("The smallest screen has the decode and the step")
  func smallest() {
    let lines = everything(columns: 40, rows: 10).draw().lines
    #expect(lines.contains { $0.hasPrefix(" out") } && lines.contains { $0.hasPrefix(" step") })
  }

  @Test("Without Unicode it is ASCII, but for what the sentences hold")
  func ascii() {
    var state = everything(columns: 120, rows: 60)
    state.appearance = Appearance(isUnicode: false, colorCount: 0)
    #expect(state.screen.unicodeScalars.allSatisfy { $0.isASCII }, "\(state.screen.filter { !$0.isASCII })")
  }

  @Test("Nothing is drawn outside at any size, and the cursor stays in it")
  func sizes() {
    var state = everything(columns: 80, rows: 24)
    state.press(.character("i"))
    state.type("Ru")
    for rows in stride(from: 10, through: 62, by: 4) {
      for columns in stride(from: 40, through: 205, by: 11) {
        _ = state.update(.resized(Size(columns: columns, rows: rows)))
        let canvas = state.draw()
        if let cursor = canvas.cursor { #expect(cursor.column < columns && cursor.row < rows) }
        for row in 0..<rows {
          #expect(canvas[0, row] == Cell(" ", style: canvas[0, row].style), "the margin at \(columns)×\(rows)")
        }
      }
    }
  }
}

import Foundation
import Interface
import Model
import Terminal
import Testing

@Suite("The inspecting page")
struct InspectingScreenTests {
  /// Everything about a sentence computed, the cursor at a step.
  private func inspected(
    _ panel: InspectorPanel, columns: Int = 80, rows: Int = 24, step: Int = 2
  ) throws -> WorkbenchState {
    var state = Fixture.state(columns: columns, rows: rows)
    state.read(["Run!": "Courez\u{A0}!", "Run!": "Vite\u{202F}!", "I run.": "Je cours."])
    _ = state.update(.corpusRead(.embedded, try Fixture.corpus(["Run!", "Go.", "I run.", "Move on!", "Turn!"])))
    state.press(.alt("4"))
    state.translate("Run!", with: Fixture.attentiveTranslator)
    state.press(.escape)
    state.answer(state.press(.home), with: Fixture.attentiveTranslator)
    for _ in 0..<step { state.answer(state.press(.right), with: Fixture.attentiveTranslator) }
    state.press(.character(":"))
    state.type("panel " + panel.title)
    state.answer(state.press(.enter), with: Fixture.attentiveTranslator)
    return state
  }

  @Test("Every character at every step, at 80×24")
  func probabilities() throws {
    expectBody(
      try inspected(.probabilities),
      """
       inspect ───────────── [probabilities] cells alignment source reference nearest
       › i or Enter to type

       in    R u n !
       out   C o u r s ◌ ! ⏎   ◌ U+202F
       conf  8 9 9 9 9 9 9 9   probability × 10
       probabilities ────────────────────────────── · .01  ░ .05  ▒ .20  ▓ .50  █ .90
       step 3   u   p 0.948533   log p -0.0528 nats   rank 1 of 23
       bits  █ ▄ ▄ ▄ ▄ ▄ ▄ ▃   entropy, █ 1.02 bits
       end   ▁ ▁ ▁ ▁ ▁ ▁ ▁ █   P(end), █ 1
       ⏎                 · █
       o     ░ █
       u       · █
       r         · █
       s     ·     · █
       U+202F        · █
       !               · █
       C     ▓
       ⇥
       ␣
       rest  ·                 all others
       ↓ rows  n next panel  b branch  f force  t start training  ? help  q quit
      """)
  }

  @Test("The memory cells, at 80×24")
  func cells() throws {
    expectBody(
      try inspected(.cells),
      """
       inspect ───────────── probabilities [cells] alignment source reference nearest
       › i or Enter to type

       in    R u n !
       out   C o u r s ◌ ! ⏎   ◌ U+202F
       conf  8 9 9 9 9 9 9 9   probability × 10
       cells ───────────────────────── ≡ -2.0  = -1.0  - -0.2  + +0.2  ‡ +1.0  # +2.0
       step 3   cell 14   holds +0.0148   changes by 2.18 in all   rank 1 of 23
       14    + · · · ‡ + · ·
       5     · + + · · · · ·
       13    · · + + · · · ·
       17    · · · + + · · ·
       15    · · · · · + + ·
       22    · · · · · · + +
       3     · · · · · · · +
       0     + + · · · · · ·
       1     - · · · · · · ·
       19    - · · · · · · ·
       7     - · · · · · · ·
       2     · · · · · · · ·
       4     · · · · · · · ·
       ↓ rows  n next panel  b branch  f force  t start training  ? help  q quit
      """)
  }

  @Test("What the characters of the sentence did, at 80×24")
  func source() throws {
    expectBody(
      try inspected(.source, step: 0),
      """
       inspect ───────────── probabilities cells alignment [source] reference nearest
       › i or Enter to type

       in    R u n !
       out   C o u r s ◌ ! ⏎   ◌ U+202F
       conf  8 9 9 9 9 9 9 9   probability × 10
       source ────────────────────────── change of log p without a character, in nats
       step 1   C   log p -0.1818   without R   left out -3.3e-04   gradient -7.3e-05
       left out, the rest encoded anew   longest bar 0.01205 nats
                     ███
                     ███
                     ███
       R      u      n      !

       -3e-04 -3e-04 +0.012 +0.00
       by the gradient, to first order   longest bar 0.01205 nats
                     ███
                     ███
       R      u      n      !

       -7e-05 -7e-05 +0.012 +0.00
       ↓ rows  n next panel  b branch  f force  t start training  ? help  q quit
      """)
  }

  @Test("A reference, teacher-forced, at 80×24")
  func reference() throws {
    expectBody(
      try inspected(.reference),
      """
       inspect ───────────── probabilities cells alignment source [reference] nearest
       › i or Enter to type

       in    R u n !
       out   C o u r s ◌ ! ⏎   ◌ U+202F
       conf  8 9 9 9 9 9 9 9   probability × 10
       reference ───────────────────────────────────────── 1 of 2, everyday sentences
       step 3   u   p 0.948533   log p -0.0528   rank 1
       free  C o u r s ◌ ! ⏎   its own
       p     8 9 9 9 9 9 9 9   probability × 10
       ref   C o u r e z ◌ ! ⏎   teacher-forced
       p     8 9 9 9 0 0 0 0 9   probability × 10
       best          s ⏎ ⏎ ⏎     what it would have written
       free  loss 0.5191 nats   0.0649 a character
       ref   loss 30.58 nats   3.3974 a character






       ↓ rows  n next panel  b branch  f force  t start training  ? help  q quit
      """)
  }

  @Test("The nearest training sentences, at 80×24")
  func nearest() throws {
    expectBody(
      try inspected(.nearest),
      """
       inspect ───────────── probabilities cells alignment source reference [nearest]
       › i or Enter to type

       in    R u n !
       out   C o u r s ◌ ! ⏎   ◌ U+202F
       conf  8 9 9 9 9 9 9 9   probability × 10
       nearest ─────────────────────────────────────── cosine of the encoder's last h
       among 4 training sentences  of everyday sentences
       ▶ 1.000  Run!       Courez !
         0.447  I run.     Je cours.
         0.408  Move on!
         0.000  Go.









       ↓ rows  n next panel  b branch  f force  t start training  ? help  q quit
      """)
  }

  @Test("A large screen has every panel, each with its numbers; a middling one has two")
  func large() throws {
    let screen = try inspected(.probabilities, columns: 200, rows: 60).screen
    for panel in InspectorPanel.allCases {
      #expect(screen.contains(" " + panel.title + " ──") == (panel != .alignment), "without attention it has no place")
    }
    for words in ["rank 1 of", "cell ", "left out ", "ref   loss ", "among 4 training sentences"] {
      #expect(screen.contains(words), "\(words)")
    }
    let middling = try inspected(.source, columns: 100, rows: 40).screen
    #expect(middling.contains(" source ──") && middling.contains(" reference ──") && !middling.contains(" nearest ──"))
  }

  @Test("The rows along the steps stand at the columns of the steps", arguments: [(80, 24), (120, 40), (200, 60)])
  func aligned(columns: Int, rows: Int) throws {
    let lines = try inspected(.probabilities, columns: columns, rows: rows).draw().lines.map(Array.init)
    let out = try #require(lines.first { $0.starts(with: " out") })
    let row = try #require(lines.first { $0.starts(with: " u ") })
    let column = try #require(out.dropFirst(6).firstIndex(of: "u"))
    #expect(row[column...].first == "▓" || row[column...].first == "█")
  }

  @Test("Without Unicode it is ASCII", arguments: InspectorPanel.allCases)
  func ascii(panel: InspectorPanel) throws {
    var state = try inspected(panel, columns: 120, rows: 40)
    state.appearance = Appearance(isUnicode: false, colorCount: 0)
    #expect(state.screen.unicodeScalars.allSatisfy { $0.isASCII }, "\(state.screen.filter { !$0.isASCII })")
  }

  @Test("Every panel is drawn at every size, within the margins", arguments: InspectorPanel.allCases)
  func sizes(panel: InspectorPanel) throws {
    var state = try inspected(panel)
    for rows in stride(from: 10, through: 62, by: 4) {
      for columns in stride(from: 40, through: 205, by: 11) {
        _ = state.update(.resized(Size(columns: columns, rows: rows)))
        expectFrame(state)
      }
    }
  }

  @Test("The mark of a number shows its sign and its size, with Unicode and without", arguments: [true, false])
  func signedMarks(isUnicode: Bool) {
    let glyphs = Glyphs(isUnicode: isUnicode)
    let values: [Float] = [-9, -1.5, -0.5, 0, 0.5, 1.5, 9]
    #expect(Set(values.map(glyphs.mark(ofSigned:))).count == values.count)
    #expect(glyphs.mark(ofSigned: .nan) == "?" && glyphs.mark(ofSigned: -.infinity) == glyphs.mark(ofSigned: -9))
  }
}

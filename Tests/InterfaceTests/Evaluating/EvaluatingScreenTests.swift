import Interface
import Model
import Terminal
import Testing

@Suite("The evaluating page") struct EvaluatingScreenTests {
  @Test("The table, why pairs are without a loss, and the best and worst sentences, at 80×24")
  func table() throws {
    var state = try EvaluatingTests.evaluated()
    state.press(.right)
    expectBody(
      state,
      """
       evaluate ──────────────── fra-eng.safetensors, epoch 40, on everyday sentences
       › i or Enter to type
       not what it was trained on: training recorded a held-out loss of 0.6600
                                   training    held out      leaked      unseen
       pairs                              8           2           1           1
       loss                          5.7057      5.8040      5.8040           -
       accuracy                      0.0508      0.0339      0.0339           -
       real characters
         loss                        3.8106      3.7004      3.7004           -
         accuracy                    0.3830      0.4000      0.4000           -
       exact match                   0.2500      0.0000      0.0000      0.0000
       chrF                           26.34        9.26        9.26        9.26
       character error rate          0.7222      1.2500      1.2500      1.2500
       ended by itself               1.0000      1.0000      1.0000      1.0000
       3 pairs are without a loss: English with characters unknown to the network: F
       U+0046 (pair 10: "Fear it."), S U+0053 (pair 4: "Stay."); French with
       characters unknown to the network: E U+0045 (pair 6: "Entrez.")
        chrF  CER  training, best  1/4          chrF  CER  training, worst  1/3
       100.0 0.00  Run!                          2.5 0.86  Come␣in.
              out  Cours◌!                            out  Cours◌!
                                                      ref  Entrez.
       v evaluate  → part  ↓ sentences  t start training  i type  ? help  q quit
      """)
  }

  @Test("As much of the table as fits, the chosen part among the columns, at 40×10 in ASCII")
  func tiny() throws {
    var state = try EvaluatingTests.evaluated(columns: 40, rows: 10, isUnicode: false)
    expectBody(
      state,
      """
       evaluate -------------------- epoch 40
       > i or Enter to type
       not what it was trained on
                              leaked   unseen
       pairs                       1        1
       loss                   5.8040        -
       accuracy               0.0339        -
       v evaluate  ? help  q quit
      """)
    state.press(.right, .pageDown)
    expectBody(
      state,
      """
       evaluate -------------------- epoch 40
       > i or Enter to type
       not what it was trained on
        chrF  CER  training, best first  1/7
       100.0 0.00  Run!
              out  Cours@!

       v evaluate  ? help  q quit
      """)
  }

  @Test("Larger screens also show how the scores are distributed, and what the figures mean")
  func large() throws {
    let middle = try EvaluatingTests.evaluated(columns: 120, rows: 40).screen
    #expect(middle.contains("chrF of the unseen sentences") && !middle.contains("edits per character"))
    let large = try EvaluatingTests.evaluated(columns: 200, rows: 60).screen
    #expect(large.contains("chrF of the unseen sentences") && large.contains("edits per character"))
    #expect(large.contains("unseen, best") && large.contains("unseen, worst"))
  }

  @Test("An evaluation is drawn at every size, within the margins")
  func sizes() throws {
    var state = try EvaluatingTests.evaluated()
    for rows in stride(from: 1, through: 60, by: 3) {
      for columns in stride(from: 1, through: 200, by: 11) {
        _ = state.update(.resized(Size(columns: columns, rows: rows)))
        state.press(.down, .right)
        expectFrame(state)
      }
    }
  }

  @Test("Control characters of the data are seen and not sent")
  func controls() throws {
    var state = Fixture.state(columns: 120, rows: 40)
    _ = state.update(.corpusRead(.embedded, try Fixture.corpus([("Go\u{1B}[31m.", "Va\u{7}.")])))
    state.press(.escape, .character("5"))
    state.answer(state.press(.character("v")))
    #expect(state.screen.contains("Go◌[31m.") && state.screen.contains("Va◌."))
  }
}

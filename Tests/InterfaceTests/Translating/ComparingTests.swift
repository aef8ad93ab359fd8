import Interface
import Model
import Terminal
import Testing

@Suite("Beside a decode")
struct ComparingTests {
  /// A decoded sentence with the keys at its steps.
  private func decoded(_ sentence: String = "Run!") -> WorkbenchState {
    var state = Fixture.state()
    state.press(.alt("3"))
    state.translate(sentence)
    state.press(.escape)
    return state
  }

  // MARK: - Draws

  @Test("A draw is a branch with a temperature and a seed, and another draw is another")
  func draws() throws {
    var state = decoded()
    state.press(.character("w"), .character("w"), .character("w"))
    for _ in 0..<2 { state.answer(state.press(.character("d"))) }
    let branches = try #require(state.translating.current?.branches)
    #expect(
      branches.map(\.origin) == [.greedy, .draw(temperature: 1.1, seed: 1), .draw(temperature: 1.1, seed: 2)])
    for (seed, branch) in zip(UInt64(1)..., branches.dropFirst()) {
      #expect(branch.steps == Fixture.translator.decode("Run!", temperature: 1.1, seed: seed).steps)
    }
    #expect(state.screen.contains("T 1.1 seed 2"))
  }

  @Test("A seed that is named draws the same again")
  func seeds() {
    var state = decoded()
    state.press(.character(":"))
    state.type("temperature 1.25")
    state.press(.enter)
    for _ in 0..<2 {
      state.press(.character(":"))
      state.type("draw 7")
      state.answer(state.press(.enter))
    }
    let branches = state.translating.current?.branches ?? []
    #expect(branches.count == 2 && branches[1].origin == .draw(temperature: 1.25, seed: 7))
    #expect(branches[1].equalSeeds.isEmpty, "the same draw is not counted twice")
  }

  @Test("Draws that come to the same are one row with their count")
  func equalDraws() throws {
    var state = decoded()
    for _ in 0..<7 { state.press(.character("c")) }
    for _ in 0..<5 { state.answer(state.press(.character("d"))) }
    let branches = try #require(state.translating.current?.branches)
    #expect(branches.count == 2 && branches[1].equalSeeds == [2, 3, 4, 5])
    #expect(state.translating.current?.branchIndex == 1)
    #expect(state.screen.contains("T 0.1 seed 1, 5 draws"))
    state.press(.character("w"))
    state.answer(state.press(.character("d")))
    #expect(state.translating.current?.branches.count == 3, "another temperature is another draw")
  }

  @Test("The temperature stays within its bounds, in tenths")
  func temperatures() {
    var state = decoded()
    for _ in 0..<50 { state.press(.character("c")) }
    #expect(state.translating.temperature == 0.1 && state.notice?.text == "Draws at T 0.1")
    for _ in 0..<50 { state.press(.character("w")) }
    #expect(state.translating.temperature == 3)
  }

  // MARK: - Beam search

  private func search(_ width: Int) -> Effect {
    .inquire(AnyRequest(BeamRequest(translation: 1, sentence: "Run!", search: BeamSearch(width: width))))
  }

  @Test("A key searches with a beam; the greedy decode is among what it finds, or stands below")
  func beam() throws {
    var state = decoded()
    let effects = state.press(.character("B"))
    #expect(effects == [search(5)])
    #expect(state.keys.focus == .beam && state.translating.beam.isSearching && state.screen.contains("searching"))
    state.answer(effects)
    let expected = Fixture.translator.beam(for: "Run!", BeamSearch(width: 5)).map { Hypothesis($0.steps) }
    #expect(state.translating.beam.hypotheses == expected && !state.translating.beam.isSearching)
    #expect(state.screen.contains("greedy"))
    #expect(state.press(.character("B")).isEmpty && !state.translating.beam.isShown && state.keys.focus == .steps)
  }

  @Test("The width is changed by keys within its bounds, and an answer for another width is dropped")
  func widths() {
    var state = decoded()
    state.answer(state.press(.character("B")))
    #expect(state.press(.character("+")) == [search(6)])
    let stale = [Hypothesis(Fixture.translator.decode("Run!").steps)]
    let earlier = BeamRequest(translation: 1, sentence: "Run!", search: BeamSearch(width: 5))
    _ = state.update(.answered(InquiryReport(stale, to: earlier)))
    #expect(state.translating.beam.hypotheses.count == 5 && state.translating.beam.isSearching)
    for _ in 0..<30 { state.press(.shiftRight) }
    #expect(state.translating.beam.width == BeamSearch.widths.upperBound)
    for _ in 0..<300 { state.press(.character("-")) }
    #expect(state.translating.beam.width == 1)
    state.answer(state.press(.character("+")))
    #expect(state.translating.beam.hypotheses.count == 2)
    state.press(.character("B"), .character(":"))
    state.type("beam 40")
    #expect(state.press(.enter) == [search(40)])
    #expect(state.translating.beam.isShown && state.keys.focus == .beam)
  }

  @Test("A hypothesis is opened as a branch, once; the greedy one is the decode itself")
  func opening() throws {
    var state = decoded()
    state.answer(state.press(.character("B")))
    let hypotheses = state.translating.beam.hypotheses
    let greedy = try #require(
      hypotheses.firstIndex { $0.indices == state.translating.current?.branches[0].hypothesis?.indices })
    let other = try #require(hypotheses.indices.first { $0 != greedy })
    for _ in 0..<other { state.press(.down) }
    state.answer(state.press(.enter))
    let branch = try #require(state.translating.current?.branch)
    #expect(
      branch.origin == .beam(width: 5, rank: other + 1) && branch.hypothesis?.indices == hypotheses[other].indices)
    #expect(abs(branch.logProbability - hypotheses[other].logProbability) < 1e-6)
    #expect(state.press(.enter).isEmpty && state.translating.current?.branches.count == 2)
    while state.translating.beam.selected < greedy { state.press(.down) }
    while state.translating.beam.selected > greedy { state.press(.up) }
    #expect(state.press(.enter).isEmpty && state.translating.current?.branchIndex == 0)
  }

  @Test("The next sentence is searched too, and another one on the screen anew")
  func nextSentence() {
    var state = decoded()
    state.answer(state.press(.character("B"), .character("i")))
    state.translate("Go on.")
    #expect(state.translating.beam.hypotheses.count == 5 && !state.translating.beam.isSearching)
    state.press(.escape)
    #expect(state.press(.pageUp) == [search(5)])
    #expect(state.translating.beam.hypotheses.isEmpty)
  }

  @Test("Tab visits the hypotheses while they are shown")
  func pane() {
    var state = decoded()
    #expect(state.page.panes == [.prompt, .steps, .beam])
    state.press(.tab)
    #expect(state.keys.focus == .prompt)
    state.press(.escape, .character("B"), .escape)
    #expect(state.keys.focus == .steps)
    state.press(.tab)
    #expect(state.keys.focus == .beam)
  }

  // MARK: - References

  @Test("The closest reference stands below the decode, the others on a key")
  func references() throws {
    var state = Fixture.state()
    state.read(["Run!": "Courez\u{A0}!", "Run!": "Cours\u{202F}vite\u{202F}!", "Go.": "Va.", "Run!": "Vite\u{202F}!"])
    state.press(.alt("3"))
    state.translate("Run!")
    #expect(state.screen.contains(" ref   C o u r s ◌›v i t e ◌ ! ⏎   differs at step 7   2 more: r"))
    state.press(.escape, .character("r"))
    #expect(state.screen.contains(" ref 2 C o u r›e z ◌ ! ⏎   differs at step 5"))
    #expect(state.screen.contains(" ref 3›V i t e ◌ ! ⏎   differs at step 1"))
    #expect(try #require(state.translating.current).references.count == 3)
    state.read(["Run!": "Cours\u{202F}!"])
    #expect(state.screen.contains("the same"))
    state.read(["Go.": "Va."])
    #expect(state.screen.contains(" ref   none in everyday sentences"))
  }

  @Test("Of a decode that still grows nothing is said to differ that may yet come")
  func growing() {
    var state = Fixture.state()
    state.read(["Run!": "Courez\u{A0}!"])
    state.press(.alt("3"), .escape)
    for _ in 0..<9 { state.press(.character("<")) }
    state.press(.character("i"))
    state.translate("Run!")
    state.press(.escape, .character(" "), .character(" "))
    #expect(!state.screen.contains("differs"))
    for _ in 0..<3 { state.press(.character(" ")) }
    #expect(state.screen.contains("differs at step 5"))
  }

  @Test("Sentences of data that is no longer in use are dropped")
  func staleSentences() {
    var state = Fixture.state()
    let index = SentenceIndex([SentencePair(english: "Run!", french: "Cours\u{202F}!")])
    _ = state.update(.sentencesIndexed(.named("other.txt"), index))
    #expect(state.data.sentences == nil)
  }

  // MARK: - A second checkpoint

  /// A state with a second network, by keys.
  private func compared() throws -> WorkbenchState {
    var state = decoded()
    state.press(.character("o"))
    state.type("~/other.safetensors")
    #expect(state.press(.enter) == [.readOther(path: "~/other.safetensors")])
    let checkpoint = Fixture.checkpoint(writing: "Courez\u{A0}!")
    let effects = state.update(.otherRead(checkpoint, path: "~/other.safetensors"))
    #expect(effects.first == .useOther(checkpoint))
    state.answer(effects)
    return state
  }

  @Test("A second checkpoint decodes every sentence too; the two are aligned and differences marked")
  func other() throws {
    var state = try compared()
    let rows = state.draw().lines
    let heading = try #require(rows.firstIndex { $0.hasPrefix(" other other.safetensors   3 differences") })
    #expect(rows[heading + 1] == "       Courez !", "the whole output")
    #expect(rows[heading + 2] == " out   C o u r s ◌   ! ⏎")
    #expect(rows[heading + 3] == " other C o u r e z ◌ ! ⏎")
    #expect(rows[heading + 4] == "               x x +")
    state.press(.character("i"))
    state.translate("Go on.")
    #expect(state.translating.current?.other?.output == "Courez\u{A0}!")
  }

  @Test("It is compared with the greedy decode, until another branch is chosen by its key")
  func matching() throws {
    var state = try compared()
    state.press(.home, .right, .down)
    state.answer(state.press(.character("b")))
    #expect(state.translating.current?.branchIndex == 1 && state.screen.contains("\n out   C o u r s ◌   ! ⏎"))
    state.press(.character("m"))
    #expect(state.notice?.text == "other.safetensors is compared with out 2")
    #expect(state.screen.contains("\n out 2 C   u r s ◌   ! ⏎") || state.screen.contains("\n out 2 C u r s"))
    #expect(state.translating.current?.comparedBranch == 1)
    state.press(.character("m"))
    #expect(state.translating.current?.comparedBranch == 0)
    state.press(.character("m"), .character("u"))
    #expect(state.translating.current?.comparedBranch == 0, "its branch was closed")
  }

  @Test("Closing it takes it off the screen, and an answer that comes late is dropped")
  func closing() throws {
    var state = try compared()
    state.press(.character("i"))
    state.type("Go on.")
    let effects = state.press(.enter)
    let request = try #require(effects.last?.inquiry as? OtherRequest, "\(effects)")
    state.press(.escape)
    #expect(state.press(.character("O")) == [.useOther(nil)])
    _ = state.update(.answered(InquiryReport(Fixture.otherTranslator.decode("Go on."), to: request)))
    #expect(state.translating.entries.allSatisfy { $0.other == nil } && !state.screen.contains("other.safetensors   "))
  }

  @Test("A file that is no checkpoint is asked for again with the whole reason")
  func refused() {
    var state = decoded()
    state.press(.character("o"))
    state.type("nothing")
    state.press(.enter)
    let reason = "/a/long/path/" + String(repeating: "deep/", count: 20) + "nothing: no such file. Check the name."
    _ = state.update(.otherUnreadable(path: "nothing", reason))
    let text = state.draw().lines.joined().filter { !" │".contains($0) }
    #expect(text.contains(reason.filter { $0 != " " }) && text.contains(":againstnothing"))
    state.press(.escape)
    #expect(state.keys.dialog == nil && state.translating.other.card == nil)
  }
}

import Foundation
import Interface
import Model
import Terminal
import Testing

@Suite("Inspecting a decode")
struct InspectingTests {
  /// A decoded sentence on the inspecting page with the keys at its steps and everything computed.
  private func decoded(columns: Int = 80, rows: Int = 24) throws -> WorkbenchState {
    var state = Fixture.state(columns: columns, rows: rows)
    state.read(["Run!": "Courez\u{A0}!", "Run!": "Vite\u{202F}!"])
    _ = state.update(.corpusRead(.embedded, try Fixture.corpus(["Run!", "Go.", "I run.", "Move!", "Turn!"])))
    state.press(.alt("4"))
    state.translate("Run!", with: Fixture.attentiveTranslator)
    state.press(.escape)
    return state
  }

  private func show(_ panel: InspectorPanel, in state: inout WorkbenchState) -> [Effect] {
    state.press(.character(":"))
    state.type("panel " + panel.title)
    return state.press(.enter)
  }

  /// The request that the last of some effects has.
  private func nearest(_ effects: [Effect]) throws -> NearestRequest {
    try #require(effects.last?.inquiry as? NearestRequest, "\(effects)")
  }

  // MARK: - Panels and cursors

  @Test("A key visits every panel and comes back; another key goes the other way")
  func panels() throws {
    var state = try decoded()
    var visited: [InspectorPanel] = []
    for _ in InspectorPanel.allCases {
      visited.append(state.inspector.panel)
      state.press(.character("n"))
    }
    #expect(visited == InspectorPanel.allCases && state.inspector.panel == .probabilities)
    state.press(.character("N"))
    #expect(state.inspector.panel == .nearest)
  }

  @Test("A command shows a panel from any page", arguments: InspectorPanel.allCases)
  func commands(panel: InspectorPanel) throws {
    var state = try decoded()
    state.press(.character("2"))
    _ = show(panel, in: &state)
    #expect(state.page == .inspecting && state.inspector.panel == panel)
  }

  @Test("One panel on a small screen, two on a tall one, four from 110 columns, then all; the active one is among them")
  func layout() {
    for panel in InspectorPanel.allCases {
      for (size, count) in [((80, 24), 1), ((109, 40), 2), ((110, 40), 4), ((200, 60), 6), ((40, 10), 1)] {
        let body = ScreenLayout(Size(columns: size.0, rows: size.1)).body
        for attends in [true, false] {
          let panels = InspectingLayout(in: body, panel: panel, attends: attends).panels
          let hasAlignment = attends || panel == .alignment
          #expect(panels.count == (hasAlignment ? count : min(count, 5)) && panels.contains(panel))
          #expect(panels == panels.sorted { $0.rawValue < $1.rawValue })
          #expect(hasAlignment || !panels.contains(.alignment), "it has nothing to show")
        }
      }
    }
  }

  @Test("The step under the cursor is the same on both pages")
  func sharedStep() throws {
    var state = try decoded()
    state.press(.home, .right, .right)
    #expect(state.screen.contains("step 3   u"))
    state.press(.character("3"))
    #expect(state.screen.contains("step 3/8"))
    state.press(.right, .character("4"))
    #expect(state.screen.contains("step 4   r"))
  }

  @Test("The cursor walks from the likeliest character to the last, and stays with it at other steps")
  func mapCursor() throws {
    var state = try decoded()
    state.press(.home)
    let translation = try #require(state.translating.current)
    let order = ProbabilityMap(translation.branch.steps).order
    let step = try #require(translation.shownStep)
    #expect(state.inspector.character(at: step) == step.index)
    for _ in 0..<order.count { state.press(.up) }
    #expect(state.inspector.character == order.first)
    for _ in 0..<order.count { state.press(.down) }
    #expect(state.inspector.character == order.last)
    state.press(.right)
    #expect(state.inspector.character == order.last)
  }

  @Test("The cursor has the exact p, log p and rank")
  func exactNumbers() throws {
    var state = try decoded()
    state.press(.home, .down)
    let step = try #require(state.translating.current?.shownStep)
    let index = state.inspector.character(at: step)
    let numbers = "p \(Figures.exactProbability(Double(step.probabilities[index])))"
    #expect(index != step.index && state.screen.contains(numbers))
    #expect(state.screen.contains("log p \(Figures.logProbability(log(Double(step.probabilities[index])))) nats"))
    #expect(state.screen.contains("rank \(step.rank(of: index)) of \(step.vocabulary.count)"))
  }

  @Test("The decode goes on from the character under the map's cursor")
  func branch() throws {
    var state = try decoded()
    state.press(.home, .down, .down)
    let step = try #require(state.translating.current?.shownStep)
    let index = state.inspector.character(at: step)
    state.answer(state.press(.character("b")), with: Fixture.attentiveTranslator)
    #expect(state.translating.current?.branches.count == 2 && state.translating.current?.branch.prefix == [index])
  }

  @Test("Cursors stop at the ends of every panel", arguments: InspectorPanel.allCases)
  func ends(panel: InspectorPanel) throws {
    var state = try decoded()
    state.answer(show(panel, in: &state), with: Fixture.attentiveTranslator)
    for _ in 0..<300 { state.press(.down) }
    let bottom = state.screen
    state.press(.down)
    #expect(state.screen == bottom)
    for _ in 0..<300 { state.press(.up) }
    let top = state.screen
    state.press(.up)
    #expect(state.screen == top)
  }

  // MARK: - Numbers

  @Test(
    "A change keeps two digits in six columns",
    arguments: [
      (0.0, "+0.00"), (2e-7, "+2e-07"), (-0.00034, "-3e-04"), (0.0123, "+0.012"), (-0.0034, "-.0034"),
      (0.0099999, "+.0100"), (-12.31, "-12.31"), (.nan, "NaN"),
    ])
  func changes(value: Double, text: String) {
    #expect(Figures.change(value) == text && text.count <= 6)
  }

  @Test("What is nearly nothing is not written as nothing")
  func smallNumbers() {
    #expect(Figures.logProbability(-2e-7) == "-2.0e-07" && Figures.logProbability(-0.0312) == "-0.0312")
    #expect(Figures.logProbability(0) == "0.0000" && Figures.logProbability(-112.534) == "-112.53")
    #expect(Figures.bits(3.2e-5) == "3e-05" && Figures.bits(0) == "0.00" && Figures.bits(1.914) == "1.91")
  }

  /// The source panel at the first step of a decode, at 80×24.
  private func source(by translator: Translator) -> [String] {
    var state = Fixture.state()
    state.press(.alt("4"))
    state.translate("Run!", with: translator)
    state.press(.escape)
    state.answer(show(.source, in: &state), with: translator)
    state.answer(state.press(.home), with: translator)
    return state.draw().lines
  }

  @Test("A change of almost nothing has no bar, and what a full one stands for is said")
  func barFloor() {
    let noise = source(by: Fixture.hardlyAttentiveTranslator)
    #expect(noise.contains { $0.contains("left out,") && $0.contains(" nats, a full bar 0.01") })
    #expect(!noise.joined().contains("█") && !noise.joined().contains("▄"))
    #expect(noise.contains { ["+", "-"].contains($0.dropFirst().prefix(1)) && $0.contains("e-0") })
    let finding = source(by: Fixture.attentiveTranslator)
    #expect(finding.joined().contains("█") && finding.contains { $0.hasSuffix("longest bar 0.01205 nats") })
  }

  // MARK: - What is computed

  @Test("Nothing is computed on other pages; on this one each thing once, for the step under the cursor")
  func effects() throws {
    var state = Fixture.state()
    state.read(["Run!": "Vite\u{202F}!"])
    state.translate("Run!")
    state.press(.escape)
    #expect(state.press(.end).isEmpty && state.inspector.attribution.request == nil)
    let effects = state.press(.alt("4"))
    let indices = state.translating.current?.branch.steps.map(\.index) ?? []
    let last = AttributionRequest(translation: 1, sentence: "Run!", choices: indices)
    #expect(
      effects == [
        .inquire(AnyRequest(last)),
        .inquire(AnyRequest(ForcedRequest(translation: 1, sentence: "Run!", reference: "Vite\u{202F}!"))),
      ])
    #expect(state.press(.alt("4")).isEmpty)
    state.press(.escape)
    let before = AttributionRequest(translation: 1, sentence: "Run!", choices: indices.dropLast())
    #expect(state.press(.left) == [.inquire(AnyRequest(before))])
  }

  @Test("An answer for a step that the cursor has left is dropped")
  func staleAnswers() throws {
    var state = try decoded()
    state.answer(state.press(.end), with: Fixture.attentiveTranslator)
    let first = try #require(state.inspector.attribution.latest)
    state.press(.left)
    let wanted = try #require(state.inspector.attribution.request)
    #expect(wanted != first.request && state.inspector.attribution.isPending)
    _ = state.update(.answered(InquiryReport(first.answer, to: first.request)))
    #expect(state.inspector.attribution.isPending)
    var attempt = Attempt<AttributionRequest>()
    let answer = try #require(wanted.answer(by: Fixture.attentiveTranslator, &attempt))
    _ = state.update(.answered(InquiryReport(answer, to: wanted)))
    #expect(state.inspector.attribution.latest?.answer == answer && !state.inspector.attribution.isPending)
  }

  @Test("The training sentences are encoded only where their panel is on the screen")
  func nearestOnDemand() throws {
    var state = try decoded()
    #expect(state.inspector.nearest.request == nil)
    let effects = show(.nearest, in: &state)
    let request = NearestRequest(
      translation: 1, sentence: "Run!", data: .embedded, pairs: try #require(state.data.corpus).pairs.prefix(4),
      round: 0,
      toleratesEarlierWeights: false)
    #expect(effects == [.inquire(AnyRequest(request))])
    let progress = EncodingProgress(done: 2, count: 4)
    _ = state.update(.answered(InquiryReport(progress: progress, of: request)))
    #expect(state.screen.contains("encoding the training sentences, 2 of 4"))
    state.answer(effects, with: Fixture.attentiveTranslator)
    #expect(state.screen.contains("among 4 training sentences") && state.screen.contains("1.000  Run!"))
    #expect(state.inspector.nearest.progress == nil)
  }

  @Test("While a network trains, sentences encoded earlier will do until a key has them encoded anew")
  func earlierWeights() throws {
    var state = try decoded()
    state.answer(show(.nearest, in: &state), with: Fixture.attentiveTranslator)
    let effects = state.update(.trained(try Fixture.progress(), []))
    let request = try nearest(effects)
    #expect(request.toleratesEarlierWeights && request.round == 0)
    let stale = NearestSentences([], among: 4, isStale: true)
    _ = state.update(.answered(InquiryReport(stale, to: request)))
    #expect(state.screen.contains("as earlier weights left them; a: anew"))
    #expect(try nearest(state.press(.character("a"))).round == 1)
  }

  @Test("Another network's decode is not inspected with the one at hand")
  func otherNetwork() throws {
    var state = try decoded()
    let other = Fixture.checkpoint().network.configuration
    let vocabulary = Vocabulary(of: ["\t\n abc"])
    state.network.card?.configuration = NetworkConfiguration(
      inputVocabulary: other.inputVocabulary, targetVocabulary: vocabulary, maxEncoderLength: 16, maxDecoderLength: 59,
      latentDimension: 4, padding: .space)
    #expect(state.press(.left).isEmpty)
  }

  // MARK: - References

  @Test("A translation of one's own is weighed first, then those of the data")
  func references() throws {
    var state = try decoded()
    state.press(.character("f"))
    state.type("Va\u{202F}!")
    let effects = state.press(.enter)
    let request = ForcedRequest(translation: 1, sentence: "Run!", reference: "Va\u{202F}!")
    #expect(effects == [.inquire(AnyRequest(request))])
    state.answer(effects, with: Fixture.attentiveTranslator)
    #expect(state.inspector.panel == .reference && state.screen.contains("1 of 3, your own"))
    let expected = Fixture.attentiveTranslator.teacherForced("Va\u{202F}!", for: "Run!")
    #expect(state.inspector.forced.latest?.answer == expected)
    #expect(state.screen.contains("ref   loss \(Figures.loss(expected.loss)) nats"))
    state.press(.character("r"))
    #expect(state.inspector.forced.request?.reference == "Courez\u{A0}!")
    state.press(.character("r"), .character("r"))
    #expect(state.inspector.forced.request?.reference == "Va\u{202F}!")
  }

  @Test("Where the data has no reference, the panel says which key takes one")
  func noReference() throws {
    var state = try decoded()
    state.press(.character("i"))
    state.translate("Go on.", with: Fixture.attentiveTranslator)
    state.press(.escape)
    state.answer(show(.reference, in: &state), with: Fixture.attentiveTranslator)
    #expect(state.screen.contains("none in everyday sentences; f takes a translation of your own"))
  }

  @Test("Before the first sentence the page says what will stand there")
  func invitation() {
    var state = Fixture.state()
    state.press(.alt("4"))
    for panel in InspectorPanel.allCases { #expect(state.screen.contains(panel.purpose)) }
  }
}

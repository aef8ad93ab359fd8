import Interface
import Model
import Terminal
import Testing

@Suite("The run before") struct RunBeforeTests {
  /// A state whose first training was stopped after so many epochs, and the effects of starting another one.
  private func second(after epochs: Int, resumes: Bool = false) throws -> (WorkbenchState, [Effect]) {
    var state = Fixture.state(epochs: epochs == 0 ? 40 : 0)
    state.training.outputPath = "./seq2seq.safetensors"
    if epochs > 0 { _ = state.update(.trained(try Fixture.progress(epochs: epochs, phase: .stopped), [])) }
    state.press(.control("t"))
    if resumes { state.press(.down, .right) }
    state.press(.enter)
    let card = NetworkCard(Fixture.checkpoint(), path: "./seq2seq-2.safetensors")
    let effects = state.update(.trainingPrepared(card, rejected: []))
    return (state, effects)
  }

  @Test("A second training has the first beside it, faintly, under the letter P")
  func session() throws {
    var (state, effects) = try second(after: 30)
    #expect(state.chart.overlays.map(\.letter) == ["P"] && state.chart.overlays[0].run.history.count == 30)
    #expect(!effects.contains { if case .readRunBefore = $0 { true } else { false } })
    _ = state.update(.trained(try Fixture.progress(epochs: 12), []))
    #expect(ChartContent(state).window == 0...12, "it makes no room for itself")
    #expect(state.screen.contains("Pp seq2seq"))
    state.keys.focus = .chart
    state.press(.character("b"))
    #expect(state.chart.overlays.isEmpty && state.notice?.text == "The run before, seq2seq.safetensors, is hidden")
    state.press(.character("b"))
    #expect(state.chart.overlays.map(\.letter) == ["P"])
  }

  @Test("The first training has the newest run of its folder beside it, if there is one")
  func folder() throws {
    var (state, effects) = try second(after: 0)
    #expect(effects.contains(.readRunBefore(path: "./seq2seq-2.safetensors")) && state.chart.overlays.isEmpty)
    _ = state.update(.runBefore(nil))
    state.keys.focus = .chart
    state.press(.character("b"))
    #expect(state.notice?.text == "There is no run before this one; o draws any other")
    _ = state.update(.runBefore(RecordedRun(path: "old.jsonl", history: Fixture.runHistory(5))))
    #expect(state.chart.overlays.map(\.name) == ["old"])
  }

  @Test("A run that goes on has none")
  func resumed() throws {
    let (state, effects) = try second(after: 30, resumes: true)
    #expect(effects.contains(.startTraining) && state.chart.overlays.isEmpty)
    #expect(!effects.contains { if case .readRunBefore = $0 { true } else { false } })
  }

  @Test("Drawn by hand it gets a letter of its own, which it keeps")
  func chosen() throws {
    var (state, _) = try second(after: 30)
    _ = state.update(.runRead(RecordedRun(path: "seq2seq.safetensors", history: Fixture.runHistory(30))))
    #expect(state.chart.overlays.map(\.letter) == ["A"])
    state.keys.focus = .chart
    state.press(.character("b"))
    #expect(state.chart.overlays.map(\.letter) == ["A"])
  }
}

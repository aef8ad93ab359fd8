import Interface
import Model
import Terminal
import Testing

@Suite("Translating by keys")
struct DecodingUpdateTests {
  @Test("A sentence is decoded and appears one character a tick")
  func streaming() {
    var state = Fixture.state()
    state.type("Run!")
    guard case .decode(let request)? = state.press(.enter).first else {
      Issue.record("nothing to decode")
      return
    }
    #expect(request.sentence == "Run!" && request.prefix.isEmpty)
    #expect(state.translating.prompt.isEmpty)
    let sequence = Fixture.translator.sequence(for: request.sentence)
    let steps = Array(sequence)
    #expect(state.animationInterval == nil, "nothing to show, nothing to wait for")
    _ = state.update(.decoded(DecodeUpdate(for: request, of: sequence.sentence, steps: steps, isComplete: true)))
    #expect(state.animationInterval == .milliseconds(50))
    _ = state.update(.tick)
    _ = state.update(.tick)
    #expect(state.translating.current?.branch.text == "Co")
    while state.animationInterval != nil { _ = state.update(.tick) }
    #expect(state.translating.current?.branch.text == "Cours\u{202F}!")
    #expect(state.translating.current?.branch.isStreaming == false)
  }

  @Test("A blank line is nothing to translate")
  func blank() {
    var state = Fixture.state()
    #expect(state.press(.enter).isEmpty)
    state.type("  ")
    #expect(state.press(.enter).isEmpty)
    #expect(state.translating.entries.isEmpty)
  }

  @Test("The speed is set by keys; at “one per key” a key shows the next")
  func speed() {
    var state = Fixture.state()
    state.press(.escape, .character(">"), .character(">"), .character(">"))
    #expect(state.translating.speed == .immediate)
    for _ in 0..<10 { state.press(.character("<")) }
    #expect(state.translating.speed == .manual)
    state.press(.character("i"))
    state.translate("Run!")
    #expect(state.translating.current?.branch.revealed == 0)
    state.press(.escape, .right, .character(" "))
    #expect(state.translating.current?.branch.text == "Co")
  }

  @Test("^C cancels a decode, and only that")
  func cancelling() throws {
    var state = Fixture.state()
    _ = state.update(.trained(try Fixture.progress(), []))
    state.type("Run!")
    state.press(.enter)
    #expect(state.update(.interrupted) == [.cancelDecode])
    #expect(state.leaving == nil)
    #expect(state.translating.current?.branch.isCancelled == true)
    #expect(state.update(.interrupted) == [.stopTraining])
  }

  @Test("Several pasted lines are translated one after the other")
  func paste() {
    var state = Fixture.state()
    state.answer(state.update(.pasted("Run!\n\nGo.\nCome in.\n")), with: Fixture.translator)
    #expect(state.translating.entries.map(\.input) == ["Run!", "Go.", "Come in."])
    #expect(state.translating.entries.allSatisfy { $0.branch.text == "Cours\u{202F}!" })
    #expect(state.translating.prompt.history.lines == ["Run!", "Go.", "Come in."])
  }

  @Test("One pasted line is typed, at the cursor")
  func pasteOne() {
    var state = Fixture.state()
    state.type("Go!")
    state.press(.left)
    _ = state.update(.pasted(" on"))
    #expect(state.translating.prompt.text == "Go on!")
  }

  @Test("Arrow keys walk the steps")
  func walking() {
    var state = Fixture.state()
    state.translate("Run!")
    state.press(.escape, .end, .left, .left)
    #expect(state.keys.focus == .steps && state.translating.current?.step == 5)
    state.press(.home, .left)
    #expect(state.translating.current?.step == 0)
    state.press(.end, .right)
    #expect(state.translating.current?.step == 7)
  }

  /// A decode of which so much is shown, by a network that is least sure at the third step.
  private func decoding(revealed count: Int) throws -> WorkbenchState {
    var state = Fixture.state()
    state.type("Run!")
    let effects = state.press(.enter)
    guard case .decode(let request)? = effects.first else { throw Missing() }
    let sequence = Fixture.waveringTranslator.sequence(for: "Run!")
    let update = DecodeUpdate(for: request, of: sequence.sentence, steps: Array(sequence), isComplete: true)
    _ = state.update(.decoded(update))
    for _ in 0..<count { _ = state.update(.tick) }
    return state
  }

  private struct Missing: Error {}

  @Test("The cursor goes with the stream, and rests where the network was least sure")
  func resting() throws {
    #expect(try decoding(revealed: 7).translating.current?.step == 6)
    #expect(try decoding(revealed: 8).translating.current?.step == 2)
    var state = try decoding(revealed: 4)
    state.press(.alt("3"), .control("j"))
    state.type("Go.")
    state.press(.enter, .escape, .pageUp)
    #expect(state.translating.current?.branch.isStreaming == false && state.translating.current?.step == 2)
  }

  @Test("A cursor that was moved by hand stays where it is")
  func moved() throws {
    var state = try decoding(revealed: 4)
    state.press(.escape, .left, .left)
    while state.animationInterval != nil { _ = state.update(.tick) }
    #expect(state.translating.current?.step == 1)
    state = try decoding(revealed: 6)
    state.press(.escape, .right, .right)
    #expect(state.translating.current?.branch.isStreaming == false && state.translating.current?.step == 7)
  }

  @Test("Of a branch it rests on a step that the network chose, if there is one")
  func restingOnBranch() {
    var state = Fixture.state()
    state.translate("Run!")
    state.press(.escape, .home)
    for _ in 0..<4 { state.press(.right) }
    state.answer(state.press(.character("b")), with: Fixture.translator)
    #expect((state.translating.current?.step ?? 0) > 4)
  }

  @Test("A branch takes another character and stays beside the first")
  func branching() {
    var state = Fixture.state()
    state.translate("Run!")
    state.press(.escape, .home, .right, .down)
    state.answer(state.press(.character("b")), with: Fixture.translator)
    #expect(state.translating.current?.branches.map(\.text) == ["Cours\u{202F}!", "Curs\u{202F}!"])
    #expect(state.translating.current?.branch.isForced(1) == true)
    state.press(.character("["))
    #expect(state.translating.current?.branchIndex == 0)
    state.press(.character("]"), .character("u"))
    #expect(state.translating.current?.branches.count == 1)
  }

  @Test("A branch by the argmax changes nothing")
  func argmaxBranch() {
    var state = Fixture.state()
    state.translate("Run!")
    state.press(.escape, .home, .right)
    state.answer(state.press(.character("b")), with: Fixture.translator)
    let branches = state.translating.current?.branches ?? []
    #expect(branches.count == 2 && branches[0].steps == branches[1].steps)
  }

  @Test("Without a network there is nothing to translate with")
  func untrained() {
    var state = WorkbenchState(size: Size(columns: 80, rows: 24))
    state.type("Run!")
    #expect(state.press(.enter).isEmpty)
    #expect(state.notice?.isError == true)
  }
}

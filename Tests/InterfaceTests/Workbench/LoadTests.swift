import Interface
import Model
import Testing

@Suite("Loading another checkpoint")
struct LoadTests {
  private let path = "nets/other.safetensors"

  private func loading(_ state: WorkbenchState = Fixture.state()) -> WorkbenchState {
    var state = state
    state.press(.control("x"))
    state.type("load " + path)
    #expect(state.press(.enter) == [.readNetwork(path: path)])
    return state
  }

  @Test("It translates from then on, and its curves are shown; page, prompt and focus stay")
  func loads() {
    var state = loading()
    state.type("Ru")
    let other = Fixture.checkpoint(epochs: 7, writing: "Va\u{202F}!")
    let effects = state.update(.networkRead(other, path: path))
    #expect(effects == [.useNetwork(other), .followPins(PinRequest(texts: [], run: 1, epoch: 7))])
    #expect(state.network.card?.name == "other.safetensors")
    #expect(state.training.history.count == 7)
    #expect(state.translating.prompt.text == "Ru" && state.keys.focus == .prompt && state.page == .overview)
    #expect(state.draw().lines[0].contains("other.safetensors"))
  }

  @Test("The sentence on the screen is translated anew, the cursor on the same step")
  func retranslates() throws {
    var state = Fixture.state()
    state.translate("Run!")
    state.press(.escape, .home, .right)
    state = loading(state)
    let other = Fixture.checkpoint(writing: "Va\u{202F}!")
    let effects = state.update(.networkRead(other, path: path))
    state.answer(Array(effects.dropFirst()), with: Translator(other.network))
    let shown = try #require(state.translating.current)
    #expect(shown.request == "Run!" && shown.branch.text == "Va\u{202F}!" && shown.step == 1)
    #expect(state.translating.entries.count == 2)
  }

  @Test("A step that the new decode does not have becomes its last")
  func shorter() throws {
    var state = Fixture.state()
    state.translate("Run!")
    state.press(.escape, .end)
    state = loading(state)
    let other = Fixture.checkpoint(writing: "Va")
    let effects = state.update(.networkRead(other, path: path))
    state.answer(Array(effects.dropFirst()), with: Translator(other.network))
    #expect(state.translating.current?.shownStep?.isEnd == true)
  }

  @Test("What another network wrote cannot be branched: it knew other characters")
  func branching() {
    var state = Fixture.state()
    state.translate("Run!")
    state = loading(state)
    let pairs = [SentencePair(english: "Go.", french: "Va\u{202F}!")]
    let other = Checkpoint(untrainedFor: Dataset(pairs: pairs, padding: .space), hyperparameters: Hyperparameters())
    _ = state.update(.networkRead(other, path: path))
    state.press(.escape, .pageUp, .home, .down)
    #expect(state.press(.character("b")).isEmpty)
    #expect(state.notice?.isError == true)
  }

  @Test("A file that is no good is refused where it was typed")
  func refused() {
    var state = loading()
    _ = state.update(.networkUnreadable(path: path, "other.safetensors: there is no such file"))
    #expect(
      state.keys.dialog == .palette(CommandPalette(.load, path, error: "other.safetensors: there is no such file")))
    #expect(state.network.card?.name == "fra-eng.safetensors")
    #expect(state.draw().lines.joined().contains("there is no such file"))
  }

  @Test("While a network is trained it is the one that translates")
  func duringTraining() throws {
    var state = Fixture.state()
    _ = state.update(.trained(try Fixture.progress(), []))
    state.press(.control("x"))
    state.type("load " + path)
    #expect(state.press(.enter) == [.listFolder("nets/")])
    guard case .palette(let palette) = state.keys.dialog else { throw Missing() }
    #expect(palette.error?.contains("stop the training") == true)
  }

  private struct Missing: Error {}

  @Test("An answer that came too late changes nothing")
  func late() throws {
    var state = loading()
    _ = state.update(.networkUnreadable(path: path, "gone"))
    let before = state.network
    #expect(state.update(.networkRead(Fixture.checkpoint(writing: "Va"), path: path)).isEmpty)
    #expect(state.network == before)
    state = loading(Fixture.state())
    _ = state.update(.trained(try Fixture.progress(), []))
    #expect(state.update(.networkRead(Fixture.checkpoint(writing: "Va"), path: path)).isEmpty)
  }
}

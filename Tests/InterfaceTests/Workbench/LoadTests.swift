import Foundation
import Interface
import Model
import Terminal
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
    let effects = state.update(.networkRead(other, path: path, data: .here(.embedded)))
    #expect(effects == [.useNetwork(other), .followPins(PinRequest(texts: [], run: 1, epoch: 7))])
    #expect(state.network.card?.name == "other.safetensors")
    #expect(state.training.history.count == 7)
    #expect(state.translating.prompt.text == "Ru" && state.keys.focus == .prompt && state.page == .overview)
    #expect(state.draw().lines[0].contains("other.safetensors"))
  }

  @Test("What had to be found out of a file of Keras's is shown")
  func finding() {
    var state = loading()
    let finding = "x.keras: .keras of Keras 3.15.1; characters of the first 13 pairs"
    _ = state.update(.networkRead(Fixture.checkpoint(), path: path, data: .here(.embedded), finding: finding))
    #expect(state.notice == Notice(finding))
    _ = state.update(.otherRead(Fixture.checkpoint(), path: path, finding: "y.h5: found"))
    #expect(state.notice == Notice("y.h5: found"))
  }

  @Test("The sentence on the screen is translated anew, the cursor on the same step")
  func retranslates() throws {
    var state = Fixture.state()
    state.translate("Run!")
    state.press(.escape, .home, .right)
    state = loading(state)
    let other = Fixture.checkpoint(writing: "Va\u{202F}!")
    let effects = state.update(.networkRead(other, path: path, data: .here(.embedded)))
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
    let effects = state.update(.networkRead(other, path: path, data: .here(.embedded)))
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
    _ = state.update(.networkRead(other, path: path, data: .here(.embedded)))
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
    #expect(state.update(.networkRead(Fixture.checkpoint(writing: "Va"), path: path, data: .here(.embedded))).isEmpty)
    #expect(state.network == before)
    state = loading(Fixture.state())
    _ = state.update(.trained(try Fixture.progress(), []))
    #expect(state.update(.networkRead(Fixture.checkpoint(writing: "Va"), path: path, data: .here(.embedded))).isEmpty)
  }
}

@Suite("The data belongs to the network")
struct NetworkDataTests {
  private let pairs = [
    SentencePair(english: "Run!", french: "Cours\u{202F}!"), SentencePair(english: "Go.", french: "Va."),
  ]

  private func corpus(_ pairs: [SentencePair]) throws -> Corpus {
    let path = NSTemporaryDirectory() + UUID().uuidString
    try Data(pairs.map { "\($0.english)\t\($0.french)\n" }.joined().utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try Corpus(contentsOf: path)
  }

  private func loading(_ checkpoint: Checkpoint, _ source: NetworkData) -> (WorkbenchState, [Effect]) {
    var state = Fixture.state()
    state.press(.control("x"))
    state.type("load fra-eng")
    state.press(.enter)
    let effects = state.update(.networkRead(checkpoint, path: "fra-eng", data: source))
    return (state, effects)
  }

  @Test("Another network brings its own data")
  func following() {
    let (state, effects) = loading(Fixture.checkpoint(), .here(.named("fra")))
    #expect(state.data.location == .named("fra") && effects.contains(.readCorpus(.named("fra"))))
    #expect(state.data.warning == nil)
  }

  @Test("Where its data is not here, that is said in the head, and nothing takes its place")
  func missing() throws {
    var (state, effects) = loading(Fixture.checkpoint(), .fetchable(.french))
    #expect(state.data.location == nil && !effects.contains { if case .readCorpus = $0 { true } else { false } })
    _ = state.update(.resized(Size(columns: 160, rows: 30)))
    #expect(state.draw().lines[0].contains("fra is not here, :fetch fra"))
    state.press(.escape, .character("5"))
    #expect(state.press(.character("v")).isEmpty && state.notice?.text.contains(":fetch fra") == true)
    state.press(.control("t"))
    #expect(FormSheet(state).download == .french && !FormSheet(state).offersNetwork)
    #expect(state.screen.contains("fra is not here: Enter downloads it"))
  }

  @Test("Data that is not the network's is said to be other data, and not offered to train it further on")
  func otherData() throws {
    var checkpoint = Fixture.checkpoint()
    checkpoint.data = TrainingData(name: "fra", pairs: pairs)
    var (state, _) = loading(checkpoint, .here(.named("fra")))
    _ = state.update(.corpusRead(.named("fra"), try corpus(pairs)))
    #expect(state.data.isOfNetwork == true && state.data.warning == nil)
    _ = state.update(.corpusRead(.named("fra"), try corpus(pairs + [SentencePair(english: "日本", french: "Japon")])))
    #expect(state.data.isOfNetwork == false && state.data.fitsNetwork == false)
    #expect(state.data.warning == "not trained on fra")
    state.press(.control("t"))
    #expect(!FormSheet(state).offersNetwork && !state.screen.contains("network"), "\(state.screen)")
  }
}
